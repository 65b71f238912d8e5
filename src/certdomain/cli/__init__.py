"""The command line: it parses, calls and prints. What it prints is worded in `certdomain.reports`."""

from __future__ import annotations

from certdomain.cli.running import main

__all__ = ["main"]
