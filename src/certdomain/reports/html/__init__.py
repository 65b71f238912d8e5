"""Pages: a journey as one HTML file without scripts, to be read by a jury and printed on A4.

`markup` writes elements, `pieces` what pages share, and each page has a module of its own. Nothing is decided here, and
nothing is read: data go in, text comes out.
"""

from __future__ import annotations

from certdomain.reports.html.journey import Seal, decision_page, timeline_page

__all__ = ["Seal", "decision_page", "timeline_page"]
