"""Pages: a journey, an audit, the minutes of a jury, each as one HTML file without scripts, to be printed on A4.

`markup` writes elements, `pieces` what pages share, and each page has a module of its own. Nothing is decided here, and
nothing is read: data go in, text comes out.
"""

from __future__ import annotations

from certdomain.reports.html.auditing import audit_page
from certdomain.reports.html.journey import Seal, decision_page, timeline_page
from certdomain.reports.html.lists import departures_page, findings_page
from certdomain.reports.html.minutes import minutes_page
from certdomain.reports.html.sample import Laid, file_page, sample_page

__all__ = [
    "Laid",
    "Seal",
    "audit_page",
    "decision_page",
    "departures_page",
    "file_page",
    "findings_page",
    "minutes_page",
    "sample_page",
    "timeline_page",
]
