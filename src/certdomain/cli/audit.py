"""`certdomain audit`, `departures`, `findings` and `jury`: a register as an auditor or a jury reads it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches
from functools import partial
from itertools import islice
from pathlib import Path

from certdomain.audit.auditing import audit as audited
from certdomain.audit.departures import departures as departed
from certdomain.audit.findings import By
from certdomain.audit.findings import findings as found_in
from certdomain.audit.minutes import minutes
from certdomain.audit.sample import Draw, SampledFile, draw, sampled
from certdomain.audit.spreading import Reopen
from certdomain.cli.integrity import integrity_json
from certdomain.cli.opening import opened, refuse, store_of, today, wrote
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output, Progress
from certdomain.cli.trusted import held_outside
from certdomain.register import Register
from certdomain.reports.auditing import (
    audit_json,
    audit_words,
    departure_json,
    departures_words,
    findings_json,
    findings_words,
)
from certdomain.reports.html import (
    Laid,
    audit_page,
    departures_page,
    file_page,
    findings_page,
    minutes_page,
    sample_page,
)
from certdomain.reports.language import language
from certdomain.reports.minutes import minutes_json, minutes_words
from certdomain.reports.sample import draw_words, file_json, file_words

_MANY = 20_000  # among how many ids the nearest is looked for


def audit(args: Arguments, out: Output) -> int:
    """Verify, decide everything again, compare and count; or lay out files that are drawn."""
    if args.sample is not None:
        return _sample(args, out)
    if args.seed is not None:
        refuse("--seed", args.seed, "--sample beside it")
    held = held_outside(args, out)
    if held is None:
        return 1
    logs, checkpoints = held
    with opened(args) as register, Progress() as progress:
        report = audited(
            register,
            on=args.on or today(),
            workers=args.workers,
            reopen=_again(args),
            checkpoints=checkpoints,
            logs=logs,
            verifying=partial(progress, "verify"),
            progress=partial(progress, "audit"),
        )
    written = (
        None
        if args.html is None
        else wrote("--html", args.html, audit_page(report, store_of(args), args.lang).encode())
    )
    if out.json:
        data = {"store": store_of(args), "integrity": integrity_json(report.integrity), **audit_json(report)}
        out.data(data if written is None else {**data, "written": [written]})
    elif written is not None:
        out.text(f"{store_of(args)}: {written}")
    else:
        out.text(audit_words(report, store_of(args), args.lang))
    return 3 if report.damaged else 0 if report.same else 1


def _sample(args: Arguments, out: Output) -> int:
    seed = args.seed or ""
    if args.seed is None:
        refuse("--seed", "none", "any text: the same text draws the same files again")
    _writable(seed, "--seed")
    for option, given in (("--checkpoint", args.checkpoints), ("--key", args.key), ("--origin", args.origins)):
        if given:
            refuse(option, given[0], "no checkpoint beside --sample: the audit without it verifies")
    on = args.on or today()
    same = True
    with opened(args) as register:
        drawn = draw(register.journeys(), args.sample or 0, seed)
        files = sampled(register, drawn, on=on)
        if args.html is not None:
            return _sample_pages(args, args.html, drawn, files, out)
        if out.json:
            laid = []
            for file in files:
                same = same and not file.differences
                laid.append(file_json(file))
            head = {"seed": seed, "on": on.isoformat(), "population": drawn.population}
            out.data({"store": store_of(args), **head, "files": laid})
        else:
            out.text(draw_words(drawn, language(args.lang).day(on), args.lang))
            for number, file in enumerate(files, start=1):
                same = same and not file.differences
                out.text(file_words(file, number, len(drawn.journeys), args.lang))
    return 0 if same else 1


def _sample_pages(args: Arguments, folder: str, drawn: Draw, files: Iterable[SampledFile], out: Output) -> int:
    """Write the sample into a folder: a page for each file as it is laid out, and their index."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        refuse("--html", folder, f"a folder, which with --sample the pages are written to ({error})")
    laid: list[Laid] = []
    for number, file in enumerate(files, start=1):
        name = f"file-{number}.html"
        wrote("--html", str(Path(folder, name)), file_page(file, args.lang).encode())
        laid.append(Laid.of(file, name))
    day = language(args.lang).day(args.on or today())
    index = wrote("--html", str(Path(folder, "index.html")), sample_page(drawn, laid, day, args.lang).encode())
    same = not any(each.differences for each in laid)
    if out.json:
        files_of = [{"journey": each.journey, "page": each.page, "same": not each.differences} for each in laid]
        out.data({"store": store_of(args), "seed": drawn.seed, "files": files_of, "written": [index]})
    else:
        out.text(f"{store_of(args)}: {index}")
    return 0 if same else 1


def departures(args: Arguments, out: Output) -> int:
    """List every point on which a jury left the proposal."""
    with opened(args) as register:
        found = departed(register, certification=args.certification, since=args.since_day, until=args.until)
        if args.html is not None:
            told = list(found)
            page = departures_page(told, store_of(args), args.lang)
            written = wrote("--html", args.html, page.encode())
            if out.json:
                listed = [departure_json(each) for each in told]
                out.data({"store": store_of(args), "departures": listed, "written": [written]})
            else:
                out.text(f"{store_of(args)}: {written}")
        elif out.json:
            out.data({"store": store_of(args), "departures": [departure_json(each) for each in found]})
        else:
            for line in departures_words(found, args.lang):
                out.text(line)
    return 0


def findings(args: Arguments, out: Output) -> int:
    """Count what was breached, by clause, by whom it concerns, or by journey."""
    with opened(args) as register, Progress() as progress:
        report = found_in(
            register,
            by=By(args.group_by),
            on=args.on or today(),
            certification=args.certification,
            workers=args.workers,
            reopen=_again(args),
            progress=partial(progress, "findings"),
        )
    page = None if args.html is None else findings_page(report, store_of(args), args.lang)
    written = None if page is None or args.html is None else wrote("--html", args.html, page.encode())
    if out.json:
        data = {"store": store_of(args), **findings_json(report)}
        out.data(data if written is None else {**data, "written": [written]})
    elif written is not None:
        out.text(f"{store_of(args)}: {written}")
    else:
        out.text(findings_words(report, args.lang))
    return 3 if report.unreadable.count else 0


def jury(args: Arguments, out: Output) -> int:
    """Print the minutes of a jury."""
    _writable(args.jury, "JURY")
    with opened(args) as register:
        found = minutes(register, args.jury, on=args.on, awaiting=args.awaiting)
        if found is None:
            refuse("JURY", args.jury, f"the id of a jury of this register{_near(register, args.jury)}")
    written = None if args.html is None else wrote("--html", args.html, minutes_page(found, args.lang).encode())
    if out.json:
        data = {"store": store_of(args), **minutes_json(found)}
        out.data(data if written is None else {**data, "written": [written]})
    elif written is not None:
        out.text(f"{args.jury}: {written}")
    else:
        out.text(minutes_words(found, args.lang))
    return 0 if found.constituted is not None else 1


def _again(args: Arguments) -> Reopen:
    return partial(Register.open, os.fspath(store_of(args)), create=False)


def _near(register: Register, name: str) -> str:
    streams = islice(register.store.streams("jury/"), _MANY)
    near = get_close_matches(name, [stream.removeprefix("jury/") for stream in streams], 3, 0.5)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _writable(text: str, field: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        refuse(field, text, "text that can be written")
    if "\0" in text or not text:
        refuse(field, text, "text, without NUL")
