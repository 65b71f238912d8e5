"""The pages in a real browser: they open without a script, fetch nothing, fit screen and paper, and open in print.

Elsewhere than where a Chromium is installed these tests are skipped, and say so. A browser that is named in
`CERTDOMAIN_BROWSER` must work.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from certdomain.audit.auditing import audit
from certdomain.audit.minutes import minutes
from certdomain.audit.sample import draw, sampled
from certdomain.importing import import_file
from certdomain.register import Register
from certdomain.reports.html import (
    Laid,
    Seal,
    audit_page,
    decision_page,
    file_page,
    minutes_page,
    sample_page,
    timeline_page,
)
from tests.pages import HOSTILE, Filed, full

if sys.platform == "win32":
    pytest.skip("the browser is told what to do through inherited pipes, which are not there", allow_module_level=True)

from tests import browser as chromium
from tests.browser import Browser, Data

pytestmark = pytest.mark.skipif(chromium.found() is None, reason=chromium.why_not())

DEMO = Path(__file__).parents[1] / "plugins/certdomain-cci-france/src/certdomain_cci_france/demo.jsonl"
SEAL = Seal(records=42, root="ab" * 32, position=23)
MILLIMETRE = 72 / 25.4
WIDTHS = (1024, 390)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = chromium.found()
    assert program is not None
    try:
        with chromium.browsing(program, tmp_path_factory.mktemp("browser")) as opened:
            yield opened
    except chromium.NoBrowser as error:
        if chromium.VARIABLE in os.environ:
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def filed() -> Filed:
    return full()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, filed: Filed) -> dict[str, Path]:
    """The pages that are looked at: of the fictional journey, of one of a real title, and of a hostile name."""
    folder = tmp_path_factory.mktemp("pages")
    hostile = full(f"{HOSTILE.replace(chr(0x202E), '')}{'J' * 120}")
    texts = {
        "decision-fr": decision_page(filed.decision, filed.regulation, filed.records, "fr", seal=SEAL),
        "decision-en": decision_page(filed.decision, filed.regulation, filed.records, "en", seal=SEAL),
        "timeline-fr": timeline_page("G-1", filed.records, filed.regulation, "fr", seal=SEAL),
        "hostile": decision_page(hostile.decision, hostile.regulation, hostile.records, "fr", seal=SEAL),
    }
    with Register.open("memory:") as register:
        import_file(register, DEMO)
        for name in ("demo-quarter-point-short", "demo-sovereign-jury"):
            journey = register.journey(name)
            decision = journey.decide(date(2026, 12, 1))
            texts[name] = decision_page(decision, decision.under, journey.records(), "fr", seal=SEAL)
        for jury in ("demo-cj-2025", "demo-sovereign"):
            told = minutes(register, jury, awaiting=True)
            assert told is not None
            texts[jury] = minutes_page(told, "fr")
        drawn = draw(register.journeys(), 1, "2026")
        (file,) = sampled(register, drawn, on=date(2026, 12, 1))
        texts["file-1"] = file_page(file, "fr")
        texts["sample"] = sample_page(drawn, [Laid.of(file, "file-1.html")], "", "fr")
        texts["audit"] = audit_page(audit(register, on=date(2026, 12, 1)), "demo.db", "fr")
    found = {name: folder / f"{name}.html" for name in texts}
    for name, text in texts.items():
        found[name].write_text(text, encoding="utf-8")
    return found


TREES = ("decision-fr", "decision-en", "hostile", "demo-quarter-point-short", "demo-sovereign-jury", "file-1")
NAMES = (*TREES, "timeline-fr", "demo-cj-2025", "demo-sovereign", "audit", "sample")
ACROSS = ("demo-cj-2025", "demo-sovereign")  # a grid of many blocs is laid across
every = pytest.mark.parametrize("name", NAMES)
decisions = pytest.mark.parametrize("name", TREES)


def numbers(value: object) -> list[float]:
    return [float(each) for each in cast("list[float]", value)]


@every
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_it_is_shown_without_an_error_and_without_asking_the_network(
    browser: Browser, pages: dict[str, Path], name: str, scripts: bool
) -> None:
    """One request, for the page itself; nothing logged, no dialog, whatever the ids and reasons of the journey hold."""
    browser.show(pages[name], scripts=scripts)
    browser.value("document.title")  # whatever was still to be told has been told

    asked = [cast("Data", each["request"])["url"] for each in browser.seen("Network.requestWillBeSent")]
    assert asked == [pages[name].as_uri()]
    assert browser.seen("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown") == []
    assert browser.seen("Page.javascriptDialogOpening") == []
    assert browser.value("document.scripts.length") == 0
    assert browser.value("document.compatMode") == "CSS1Compat"


@every
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(browser: Browser, pages: dict[str, Path], name: str, width: int) -> None:
    """The page is never scrolled sideways; what is wide scrolls in a frame of its own, which the keyboard reaches."""
    browser.show(pages[name], width=width)
    browser.value("document.querySelectorAll('details').forEach(each => { each.open = true })")

    assert cast("float", browser.value("document.documentElement.scrollWidth")) <= width
    outside = f"""[...document.querySelectorAll('body *')].filter(each => !each.closest('.scroll')
        && !each.closest('svg') && each.getBoundingClientRect().right > {width} + 0.5).map(each => each.outerHTML)"""
    assert browser.value(outside) == []
    frames = "[...document.querySelectorAll('.scroll')].every(each => each.tabIndex === 0)"
    assert browser.value(frames) is True


@decisions
def test_what_is_not_met_is_open_when_the_page_is(browser: Browser, pages: dict[str, Path], name: str) -> None:
    browser.show(pages[name], scripts=False)
    looks = """[...document.querySelectorAll('.tree details')].map(each => [each.open,
        each.querySelector('.badge').classList.contains('good'), each.querySelector('ul').checkVisibility(),
        each.parentElement.parentElement.classList.contains('tree')])"""
    found = cast("list[list[bool]]", browser.value(looks))

    assert len(found) >= 5
    for opened, met, _, top in found:
        assert opened == (top or not met)
    assert any(seen for _, _, seen, _ in found)
    assert not all(seen for _, _, seen, _ in found)


@decisions
def test_a_click_opens_and_closes_without_a_script(browser: Browser, pages: dict[str, Path], name: str) -> None:
    browser.show(pages[name], scripts=False)
    chosen = "document.querySelector('.tree details:not([open])')"
    assert browser.value(f"!!{chosen}"), "something is closed"
    browser.value(f"{chosen}.id = 'chosen'")
    for opened in (True, False):
        place = """(() => { const says = document.querySelector('#chosen > summary .says');
            says.scrollIntoView({block: 'center'}); const at = says.getBoundingClientRect();
            return [at.left + 3, at.top + 8] })()"""
        browser.click(*numbers(browser.value(place)))
        assert browser.value("document.querySelector('#chosen').open") is opened
        assert browser.value("document.querySelector('#chosen > ul').checkVisibility()") is opened


@every
def test_it_prints_on_a4(browser: Browser, pages: dict[str, Path], name: str) -> None:
    browser.show(pages[name])
    printed = browser.pdf()

    boxes = re.findall(rb"/MediaBox ?\[ ?0 0 ([0-9.]+) ([0-9.]+) ?\]", printed)
    assert 1 <= len(boxes) <= 12
    sheets = [tuple(round(float(side) / MILLIMETRE) for side in box) for box in boxes]
    assert set(sheets) <= {(210, 297), (297, 210)}
    assert ((297, 210) in sheets) == (name in ACROSS)


@every
def test_everything_is_open_in_print_and_no_row_is_cut(browser: Browser, pages: dict[str, Path], name: str) -> None:
    width = 1017 if name in ACROSS else 688  # A4 without its margins
    browser.show(pages[name], width=width)
    browser.call("Emulation.setEmulatedMedia", media="print")
    try:
        hidden = """[...document.querySelectorAll('.tree .says')].filter(each =>
            !each.checkVisibility() || each.getBoundingClientRect().height === 0).length"""
        assert browser.value(hidden) == 0
        kept = """[...document.querySelectorAll('tr, .row, figure')].every(each =>
            getComputedStyle(each).breakInside === 'avoid')"""
        assert browser.value(kept) is True
        assert cast("float", browser.value("document.documentElement.scrollWidth")) <= width
        cut = "[...document.querySelectorAll('.scroll')].filter(each => each.scrollWidth > each.clientWidth + 1)"
        assert browser.value(f"{cut}.length") == 0, "on paper nobody scrolls"
    finally:
        browser.call("Emulation.setEmulatedMedia", media="")


@every
def test_a_screen_reader_is_told_what_the_eye_sees(browser: Browser, pages: dict[str, Path], name: str) -> None:
    """Pictures have a name, headings and tables are what they are, and what opens says whether it is open."""
    browser.show(pages[name])
    nodes = cast("list[Data]", browser.call("Accessibility.getFullAXTree")["nodes"])
    roles: dict[str, list[str]] = {}
    for node in nodes:
        if not node.get("ignored"):
            role = str(cast("Data", node["role"])["value"])
            roles.setdefault(role, []).append(str(cast("Data", node.get("name", {})).get("value", "")))

    pictures = roles.get("image", []) + roles.get("img", [])
    assert bool(pictures) == (name in (*TREES, "timeline-fr"))
    assert all(pictures), "no picture without a name"
    assert len(roles["heading"]) >= (1 if name == "sample" else 4)
    assert all(roles["heading"])
    assert roles["table"]
    assert roles["columnheader"]
    assert roles["rowheader"]
    assert "main" in roles
    if name in TREES:
        assert roles["DisclosureTriangle"]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_says_which_language_it_is_in(browser: Browser, pages: dict[str, Path], lang: str) -> None:
    browser.show(pages[f"decision-{lang}"])
    assert browser.value("document.documentElement.lang") == lang


def test_whoever_writes_a_script_into_a_page_gets_nothing(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    """If an escape were forgotten one day, the page's own policy would still stop it: script, picture and frame."""
    evil = tmp_path / "evil.html"
    added = (
        "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"
        '<img src="http://127.0.0.1:9/spy.png"><iframe src="http://127.0.0.1:9/"></iframe>'
    )
    text = pages["decision-en"].read_text(encoding="utf-8")
    evil.write_text(text.replace("<main>", f"<main>{added}", 1), encoding="utf-8")
    browser.show(evil)

    assert "taken" not in str(browser.value("document.title"))
    blocked = {str(each.get("blockedReason")) for each in browser.seen("Network.loadingFailed")}
    stopped = [str(cast("Data", each["entry"])["text"]) for each in browser.seen("Log.entryAdded")]
    assert "csp" in blocked or any("Content Security Policy" in each for each in stopped)
    assert len(stopped) >= 3


def test_a_test_that_looks_for_overflow_finds_it(browser: Browser, tmp_path: Path) -> None:
    """The measure itself is tried: a page that is too wide is seen to be."""
    wide = tmp_path / "wide.html"
    wide.write_text("<!DOCTYPE html><p style='width: 2000px'>wide", encoding="utf-8")
    browser.show(wide, width=390)
    assert cast("float", browser.value("document.documentElement.scrollWidth")) > 390


def test_a_bar_below_its_threshold_is_seen_below_it(browser: Browser, pages: dict[str, Path]) -> None:
    """9.97 for 10: between the end of the bar and the line there is room, as the screen draws it."""
    browser.show(pages["demo-quarter-point-short"])
    ends = """[...document.querySelectorAll('svg.bar')].map(bar => [bar.querySelectorAll('rect')[1]
        .getBoundingClientRect().right, bar.querySelectorAll('line')[1].getBoundingClientRect().left,
        bar.closest('tr').querySelector('th').innerText.split('\\n')[0]])"""
    found = {str(name): (end, tick) for end, tick, name in cast("list[list[float]]", browser.value(ends))}
    short, tick = found["B4"]
    assert short < tick + 1
    assert found["B1"][0] >= short
