"""`certdomain titles`, `show`, `compare` and `adopt`: regulations, as installed and as a register adopted them."""

from __future__ import annotations

from certdomain import reports
from certdomain.cli.opening import opened, refuse, store_of, wrote
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output
from certdomain.cli.regulations import parsed, regulation_named
from certdomain.plugins import Declared, installed
from certdomain.register import Register
from certdomain.regulation.canonical import canonical, digest
from certdomain.regulation.tree import Regulation

_WIDEST = 160  # a longer line is hard to follow


def titles(args: Arguments, out: Output) -> int:
    """List the installed regulations."""
    found = [declared for editions in installed().values() for declared in editions]
    if out.json:
        out.data(
            [
                {**_head(declared.regulation), "digest": declared.digest, "plugin": declared.distribution}
                for declared in found
            ]
        )
    elif not found:
        out.text("no regulation is installed: install the plugin of a certifier, then try again")
    else:
        rows = [
            (r.certification, r.edition, "" if r.registration is None else r.registration.until.isoformat(), r.name.en)
            for r in (declared.regulation for declared in found)
        ]
        out.text(reports.table(("title", "edition", "until", "name"), rows))
    return 0


def show(args: Arguments, out: Output) -> int:
    """Show one regulation."""
    declared = _declared(args)
    regulation = declared.regulation
    if args.format != "text" and not args.as_table:
        refuse("--format", args.format, "--as-table beside it: the page without a table is text")
    written = []
    if args.canonical is not None:
        written.append(wrote("--canonical", args.canonical, declared.content))
    if args.html is not None:
        written.append(wrote("--html", args.html, reports.regulation_html(regulation, args.lang).encode()))
    if out.json:
        shown = (
            reports.table_json(regulation, args.lang)
            if args.as_table or args.html is not None
            else reports.regulation_json(regulation)
        )
        out.data({**_head(regulation), **shown, **({"written": written} if written else {})})
    elif written:
        out.text("\n".join(f"{regulation.certification}, edition {regulation.edition}: {path}" for path in written))
    elif not args.as_table:
        out.text(reports.show_regulation(regulation, args.lang))
    elif args.format == "markdown":
        out.text(reports.regulation_markdown(regulation, args.lang))
    else:
        out.text(reports.regulation_table(regulation, args.lang, width=min(out.width, _WIDEST)))
    return 0


def compare(args: Arguments, out: Output) -> int:
    """Tell what changed between two regulations. Exit 1 if they differ, as `diff` does."""
    if args.store is None:
        before, after = (regulation_named(name, titles=installed()) for name in (args.reg_a, args.reg_b))
    else:
        with opened(args) as register:
            before, after = (
                regulation_named(name, titles=installed(), register=register) for name in (args.reg_a, args.reg_b)
            )
    if out.json:
        out.data(reports.comparison_json(before.regulation, after.regulation, args.lang))
    else:
        out.text(reports.comparison(before.regulation, after.regulation, args.lang))
    return 0 if before.content == after.content else 1


def adopt(args: Arguments, out: Output) -> int:
    """Adopt a regulation in the register, which is made if it is missing."""
    with Register.open(store_of(args)) as register:
        name = register.adopt(
            args.title,
            edition=args.edition,
            readings=dict(args.reading),
            parameters=dict(args.parameter),
            by=args.by,
            reason=args.reason,
            clauses=args.clauses,
        )
    if out.json:
        out.data({"certification": args.title, "digest": name, "store": store_of(args)})
    else:
        out.text(f"{args.title} adopted in {store_of(args)}: later enrolments are under {name[:12]}")
    return 0


def _declared(args: Arguments) -> Declared:
    """The regulation that is asked for, from the register if one is named, else as installed."""
    name = args.title
    if args.edition is not None:
        named = parsed(name)
        if named.file or named.edition is not None:
            refuse("--edition", args.edition, f"no edition beside {name}, which names one already")
        choices = ",".join(f"{key}={value}" for key, value in named.choices)
        name = f"{named.base}@{args.edition}" + (f":{choices}" if choices else "")
    if args.store is None:
        return regulation_named(name, titles=installed())
    with opened(args) as register:
        return regulation_named(name, titles=installed(), register=register)


def _head(regulation: Regulation) -> dict[str, object]:
    return {
        "certification": regulation.certification,
        "edition": regulation.edition,
        "name": {"en": regulation.name.en, "fr": regulation.name.fr},
        "certifier": regulation.certifier,
        "level": regulation.level,
        "until": None if regulation.registration is None else regulation.registration.until.isoformat(),
        "digest": digest(canonical(regulation)),
    }
