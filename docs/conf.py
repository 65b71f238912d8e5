"""How the documentation is built: Markdown pages, warnings are errors."""

from __future__ import annotations

project = "certdomain"
author = "certdomain contributors"
copyright = author  # noqa: A001 - the name that Sphinx reads
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "certdomain"
myst_heading_anchors = 3
nitpicky = True
