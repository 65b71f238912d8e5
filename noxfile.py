# /// script
# requires-python = ">=3.11"
# dependencies = ["nox"]
# ///
"""Every task of the project. `python3 -m nox -l` lists them; each session does all of its set-up."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "virtualenv"  # comes with nox, so that pip is all one needs
nox.options.error_on_external_run = True
nox.options.error_on_missing_interpreters = True
nox.options.reuse_venv = "yes"
nox.options.sessions = ["tests", "typing", "imports", "lint"]

HERE = Path(__file__).parent
PROJECT = nox.project.load_toml(HERE / "pyproject.toml")
PLUGINS = sorted(path.parent for path in HERE.glob("plugins/*/pyproject.toml"))

# The law is either covered or not there: whole files, every branch.
LAW = (
    "src/certdomain/rules/*",
    "src/certdomain/regulation/*",
    "src/certdomain/dossier.py",
    "src/certdomain/decider.py",
)

# The tests that show what the law does, measured as they run. To measure takes time; the others go without.
MEASURED = (
    "plugins",
    "tests/test_alternatives.py",
    "tests/test_blocs_of_rules.py",
    "tests/test_canonical.py",
    "tests/test_clauses.py",
    "tests/test_dossier_laws.py",
    "tests/test_explanation_laws.py",
    "tests/test_fictional_titles.py",
    "tests/test_following.py",
    "tests/test_nothing_to_sit.py",
    "tests/test_register.py",
    "tests/test_regulation_branches.py",
    "tests/test_rules_branches.py",
    "tests/test_strangers.py",
    "tests/test_three_dates.py",
    "tests/test_transitions.py",
    "tests/test_what_if.py",
)
ALL_CORES = ("-n", "auto", "--dist", "worksteal")


def set_up(session: nox.Session, *groups: str, editable: bool = True) -> None:
    """Install the checkout with all its plugins, and the dependency groups that the session needs."""
    # Some environments keep bytecode from being written; then each process that a test starts compiles all of it anew.
    session.env["PYTHONDONTWRITEBYTECODE"] = ""
    # The build backend goes in first and is used for all the distributions: isolated builds would fetch it for each.
    session.install(*PROJECT["build-system"]["requires"], "editables", *nox.project.dependency_groups(PROJECT, *groups))
    checkouts = [f"{path}" for path in (HERE, *PLUGINS)]
    session.install(
        "--no-build-isolation", *(part for path in checkouts for part in (("-e", path) if editable else (path,)))
    )


@nox.session
def demo(session: nox.Session) -> None:
    """Record, decide and explain the bundled journeys in a new register, then verify it."""
    set_up(session, editable=False)  # from real wheels: shows that they hold all they need
    folder = Path(session.create_tmp()) / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    store = folder / "demo.db"
    session.run("certdomain", "demo", "--store", str(store), *session.posargs)
    session.log(f"the register is in {store}; ask it more with: {Path(session.bin, 'certdomain')} … --store {store}")


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests of core and plugins; rules, regulation, dossier and decider must be covered whole."""
    set_up(session, "tests")
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    session.run("coverage", "erase")
    # Coverage starts pytest, not the other way round: our own pytest plugin is imported before pytest-cov could start.
    session.run("coverage", "run", "-m", "pytest", *ALL_CORES, "-m", "not slow", *MEASURED)
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report", f"--include={','.join(LAW)}", "--fail-under=100")
    rest = sorted(str(path.relative_to(HERE)) for path in HERE.glob("plugins/*/tests/test_conformance.py"))
    session.run("pytest", *ALL_CORES, "tests", *rest, *(f"--ignore={path}" for path in MEASURED))


@nox.session
def faults(session: nox.Session) -> None:
    """Inject faults into registers, all of them; `-- --table` writes the counts into docs/faults.md."""
    set_up(session, "tests")
    wanted = ["--faults-table=docs/faults.md" if each == "--table" else each for each in session.posargs]
    chosen = () if any(each.startswith("tests/") for each in wanted) else ("tests/faults",)
    session.run("pytest", *chosen, "--faults=full", *ALL_CORES, *wanted)


@nox.session
def typing(session: nox.Session) -> None:
    """Check the types of core, plugins and tests, strictly."""
    set_up(session, "typing")
    session.run("mypy", *session.posargs)


@nox.session
def imports(session: nox.Session) -> None:
    """Check that no module imports a layer above its own."""
    set_up(session, "imports")
    session.run("lint-imports", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and formatting (`nox -s lint -- --fix` mends what can be mended)."""
    session.install(*nox.project.dependency_groups(PROJECT, "lint"))
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", *(() if "--fix" in session.posargs else ("--check",)))


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a broken link or an unlisted page is an error."""
    session.install(*nox.project.dependency_groups(PROJECT, "docs"))
    target = HERE / "docs" / "_build" / "html"
    session.run("sphinx-build", "-n", "-W", "--keep-going", "-b", "html", *session.posargs, "docs", str(target))
    session.log(f"the pages are in {target}")


@nox.session
def bench(session: nox.Session) -> None:
    """Time every script of bench/ (or those named after `--`)."""
    set_up(session, editable=False)
    scripts = session.posargs or sorted(str(path) for path in HERE.glob("bench/*.py"))
    if not scripts:
        session.skip("bench/ holds no script")
    for script in scripts:
        session.run("python", script)


if __name__ == "__main__":
    nox.main()
