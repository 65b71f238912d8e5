"""`python -m certdomain`: the same as the console script."""

from __future__ import annotations

import sys

from certdomain.cli import main

if __name__ == "__main__":  # also imported by the processes that share a replay
    sys.exit(main())
