"""`certdomain titles`, `show` and `adopt`: regulations, as installed and as a register adopted them."""

from __future__ import annotations

from certdomain import reports
from certdomain.cli.opening import nearest, opened, refuse, store_of
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output
from certdomain.plugins import installed
from certdomain.register import Register
from certdomain.regulation.canonical import canonical, digest
from certdomain.regulation.tree import Regulation


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
    regulation = _regulation(args)
    if out.json:
        out.data({**_head(regulation), **reports.regulation_json(regulation)})
    else:
        out.text(reports.show_regulation(regulation, args.lang))
    return 0


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
        )
    if out.json:
        out.data({"certification": args.title, "digest": name, "store": store_of(args)})
    else:
        out.text(f"{args.title} adopted in {store_of(args)}: later enrolments are under {name[:12]}")
    return 0


def _regulation(args: Arguments) -> Regulation:
    """The regulation that is asked for, from the register if one is named, else as installed."""
    if args.store is not None:
        with opened(args) as register:
            return register.regulation(args.title, args.edition)
    found = installed()
    editions = found.get(args.title, ())
    if not editions:
        expected = f"an installed title ({found.known()}){nearest(args.title, found)}"
        refuse("TITLE", args.title, expected)
    named = {declared.regulation.edition: declared.regulation for declared in reversed(editions)}
    edition = editions[0].regulation.edition if args.edition is None else args.edition
    if edition not in named:
        refuse("--edition", edition, f"an edition of {args.title}: {', '.join(named)}")
    return named[edition]


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
