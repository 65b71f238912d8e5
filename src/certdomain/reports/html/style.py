"""How the pages look, on a screen, on a small one and on A4. Text and colour together: never colour alone."""

from __future__ import annotations

from collections.abc import Mapping

PALETTE: Mapping[str, tuple[str, str]] = {
    "good": ("#0b5320", "#e4f3e7"),
    "bad": ("#8a1111", "#fbe9e9"),
    "open": ("#664000", "#fff1d0"),
    "silence": ("#4a2a78", "#f0e9f9"),
    "reading": ("#12396f", "#e7eefa"),
    "departure": ("#7a1f5c", "#fae8f3"),
    "defect": ("#5a3b22", "#f5ece2"),
    "quiet": ("#4a4a4a", "#efefef"),
}
"""By tone: the colour of the words and that of the ground below them. A test holds them against WCAG AA."""

INK, FAINT, GROUND = "#1b1b1b", "#565656", "#ffffff"

_TONES = "\n".join(f".{tone} {{ --ink: {ink}; --ground: {ground}; }}" for tone, (ink, ground) in PALETTE.items())

STYLE = f"""
@page {{ size: A4; margin: 15mm 14mm 17mm;
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: {FAINT}; }} }}
@page across {{ size: A4 landscape; }}
.across {{ page: across; }}
.sign {{ height: 3.2rem; min-width: 12rem; }}
:root {{ color-scheme: light; }}
{_TONES}
* {{ box-sizing: border-box; }}
html {{ -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }}
body {{ font: 16px/1.5 Georgia, Charter, "Times New Roman", serif; color: {INK}; background: {GROUND};
  max-width: 66rem; margin: 0 auto; padding: 2rem 1.5rem 3rem; overflow-wrap: anywhere; }}
h1 {{ font-size: 1.75rem; line-height: 1.2; margin: .2rem 0 .6rem; }}
h2 {{ font-size: 1.2rem; line-height: 1.3; margin: 2.2rem 0 .6rem; padding-top: .5rem;
  border-top: 2px solid {INK}; break-after: avoid; }}
h3 {{ font-size: 1rem; margin: 1.1rem 0 .3rem; break-after: avoid; }}
p, ul, ol, dl {{ margin: .4rem 0; }}
ul {{ padding-left: 1.2rem; }}
li {{ margin: .25rem 0; }}
a {{ color: #12396f; }}
a:focus-visible, summary:focus-visible, .scroll:focus-visible {{ outline: 3px solid #12396f; outline-offset: 2px; }}
q {{ quotes: none; font-style: italic; }}
.eyebrow, .badge, .facts, table, .cites, .scroll, footer, .legend, figcaption {{
  font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }}
.eyebrow {{ font-size: .82rem; color: {FAINT}; margin: 0; }}
.facts {{ display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; font-size: .88rem; }}
.facts dt {{ color: {FAINT}; }}
.facts dd {{ margin: 0; min-width: 0; }}
.short {{ font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .92em; }}
.banner {{ border: 2px solid var(--ink); border-left-width: .6rem; background: var(--ground); color: var(--ink);
  padding: .5rem .9rem; margin: .9rem 0; break-inside: avoid; }}
.verdict {{ font-size: 1.3rem; line-height: 1.35; margin: .2rem 0; font-weight: bold; }}
.badge {{ display: inline-block; font-size: .74rem; line-height: 1.35; font-weight: 600; color: var(--ink);
  background: var(--ground); border: 1px solid currentColor; border-radius: .25rem; padding: 0 .35rem;
  margin-right: .3rem; max-width: 100%; overflow-wrap: normal;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
.faint {{ color: {FAINT}; }}
.small {{ font-size: .84rem; }}
.scroll {{ overflow-x: auto; position: relative; }}
table {{ border-collapse: collapse; width: 100%; font-size: .84rem; line-height: 1.4; }}
caption {{ text-align: left; color: {FAINT}; padding: .2rem 0; }}
th, td {{ border-bottom: 1px solid #b9b9b9; padding: .35rem .5rem; text-align: left; vertical-align: top; }}
thead th {{ border-bottom: 2px solid {INK}; vertical-align: bottom; }}
tbody th {{ font-weight: 600; }}
tbody th .faint {{ font-weight: normal; }}
.number {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
.nowrap {{ white-space: nowrap; }}
.whole {{ display: inline-block; max-width: 100%; }}
table {{ overflow-wrap: break-word; }}
.free {{ overflow-wrap: anywhere; }}
tr {{ break-inside: avoid; }}
tr:target, li:target {{ background: #fff8d6; }}
figure {{ margin: .6rem 0; }}
.picture {{ display: block; width: 100%; min-width: 44rem; height: auto; }}
.bar {{ display: block; width: 13.5rem; max-width: 100%; height: auto; }}
svg {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
svg text {{ font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }}
.legend {{ font-size: .8rem; color: {FAINT}; }}
.tree, .tree ul {{ list-style: none; padding: 0; margin: 0; }}
.tree ul {{ padding-left: 1.1rem; border-left: 1px solid #c9c9c9; margin-left: .3rem; }}
.tree li {{ margin: 0; }}
.row {{ display: grid; grid-template-columns: minmax(0, 1fr) 17rem; gap: 0 1.2rem; padding: .3rem 0;
  break-inside: avoid; }}
summary {{ cursor: pointer; list-style: none; }}
summary::-webkit-details-marker {{ display: none; }}
summary .says::before {{ content: "+"; display: inline-block; width: 1.1em; font-weight: bold; color: {FAINT};
  font-family: ui-monospace, Menlo, Consolas, monospace; }}
details[open] > summary .says::before {{ content: "\\2212"; }}
.leaf .says {{ padding-left: 1.1em; }}
.cites {{ display: block; font-size: .76rem; line-height: 1.35; color: {FAINT};
  border-left: 2px solid #c9c9c9; padding-left: .6rem; }}
.cite {{ display: block; margin-bottom: .25rem; }}
.cite q {{ display: block; color: {INK}; }}
footer {{ margin-top: 2.5rem; border-top: 2px solid {INK}; padding-top: .6rem; font-size: .8rem; color: {FAINT}; }}
@media screen and (max-width: 48rem) {{
  body {{ padding: 1rem .8rem 2rem; }}
  .row {{ grid-template-columns: minmax(0, 1fr); }}
  .row .cites {{ margin: .2rem 0 .3rem 1.1em; }}
  .facts {{ grid-template-columns: minmax(0, 1fr); gap: 0; }}
  .facts dd {{ margin-bottom: .3rem; }}
  .wide {{ min-width: 40rem; }}
  table:not(.wide) {{ overflow-wrap: anywhere; font-size: .78rem; }}
}}
@media print {{
  html {{ font-size: 9.5pt; }}
  body {{ font-size: 1rem; line-height: 1.4; max-width: none; margin: 0; padding: 0; }}
  h2 {{ margin-top: 1.4rem; }}
  th, td {{ padding: .22rem .4rem; }}
  caption, thead {{ break-after: avoid; }}
  tbody tr:first-child {{ break-before: avoid; }}
  .keep {{ break-inside: avoid; }}
  .row {{ padding: .15rem 0; }}
  a {{ color: inherit; text-decoration: none; }}
  .scroll {{ overflow: visible; }}
  .picture {{ min-width: 0; }}
  .wide {{ min-width: 0; }}
  .row {{ grid-template-columns: minmax(0, 1fr) 58mm; }}
  details::details-content {{ content-visibility: visible; block-size: auto; height: auto; }}
  details > summary .says::before, details[open] > summary .says::before {{ content: none; }}
  .tree .says {{ padding-left: 0; }}
  thead {{ display: table-header-group; }}
  .screen {{ display: none; }}
  figure, .banner, .facts {{ break-inside: avoid; }}
}}
"""
