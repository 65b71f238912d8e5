"""`certdomain cases`: worked cases, run against the installed titles."""

from __future__ import annotations

from certdomain.cli.options import Arguments
from certdomain.cli.output import Output
from certdomain.testing import as_json, run_files


def cases(args: Arguments, out: Output) -> int:
    """Run case files and print what failed, with the reasons."""
    results = run_files(args.files)
    failed = [result for result in results if not result.passed]
    if out.json:
        out.data(as_json(results))
        return 1 if failed else 0
    for result in failed:
        out.text(f"{out.painted('failed', 'bad')}  {result.file}: {result.name}")
        for failure in result.failures:
            out.text("\n".join(f"    {line}" for line in failure.splitlines()))
    summary = f"{len(results) - len(failed)} passed, {len(failed)} failed"
    out.text(out.painted(summary, "bad" if failed else "good"))
    return 1 if failed else 0
