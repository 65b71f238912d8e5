"""What a check of integrity found, in words and as JSON."""

from __future__ import annotations

from certdomain.audit import IntegrityReport
from certdomain.cli.output import Output
from certdomain.store import IntegrityFault


def integrity_json(report: IntegrityReport) -> dict[str, object]:
    """A check of integrity as JSON holds it."""
    return {
        "sound": report.sound,
        "records": dict(report.records),
        "faults": [_fault_json(each) for each in report.faults],
        "count": report.count,
        "size": report.size,
        "root": report.root.hex(),
        "good_prefix": report.prefix,
        "proven_prefix": report.proven,
        "checkpoints": [
            {
                "origin": each.checkpoint.origin,
                "size": each.checkpoint.size,
                "root": each.checkpoint.root.hex(),
                "agrees": each.agrees,
                "signature_verified": each.signed,
            }
            for each in report.held
        ],
    }


def _fault_json(fault: IntegrityFault) -> dict[str, object]:
    names = ("position", "stream", "version", "field", "expected", "actual")
    return {**{name: getattr(fault, name) for name in names}, "what": fault.what.value, "caught_by": fault.caught_by}


def integrity_lines(report: IntegrityReport, out: Output) -> list[str]:
    """A check of integrity in words."""
    if report.sound:
        total = sum(count for _, count in report.records)
        kinds = ", ".join(f"{kind} {count}" for kind, count in report.records)
        sound = out.painted("nothing missing, altered, reordered or added outside", "good")
        lines = [f"verified {total} records ({kinds or 'empty'}): {sound}", f"root {report.root.hex()}"]
        return [*lines, *_checkpoint_lines(report, out)]
    lines = [
        out.painted(
            f"{report.count} {'fault' if report.count == 1 else 'faults'}: the register is not as it was recorded",
            "bad",
        )
    ]
    lines += [f"  {fault}" for fault in report.faults]
    if report.count > len(report.faults):
        lines.append(f"  … and {report.count - len(report.faults)} more")
    lines.append(f"nothing speaks against the first {report.prefix} records")
    lines += _checkpoint_lines(report, out)
    lines.append("keep the file as it is, and go back to a backup or checkpoint to see what was changed")
    return lines


def _checkpoint_lines(report: IntegrityReport, out: Output) -> list[str]:
    """What the checkpoints add, and what nobody can tell without one."""
    lines = []
    for each in report.held:
        found = out.painted("agrees", "good") if each.agrees else out.painted("is contradicted", "bad")
        by = "" if each.signed else " (its signature was not verified: give --key)"
        lines.append(f"the checkpoint of {each.checkpoint.origin} at {each.checkpoint.size} records {found}{by}")
    if not report.held:
        lines.append(
            "no checkpoint was given: that the last records were removed, that an older copy was put in place, or that "
            "records and all digests were rewritten together cannot be told from inside"
        )
    elif report.sound and report.proven < report.size:
        lines.append(f"the {report.size - report.proven} records behind it are vouched for by no checkpoint yet")
    return lines
