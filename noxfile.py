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

ALL_CORES = ("-n", "logical", "--dist", "worksteal")


def set_up(session: nox.Session, *groups: str, editable: bool = True) -> None:
    """Install the checkout with all its plugins, and the dependency groups that the session needs."""
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
    # Coverage starts pytest, not the other way round: our own pytest plugin is imported before pytest-cov could start.
    whole = not session.posargs  # a selection of tests covers a selection of lines
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", *(ALL_CORES if whole else session.posargs))
    if whole:
        session.run("coverage", "combine", "--quiet")
        session.run("coverage", "report", f"--include={','.join(LAW)}", "--fail-under=100")


@nox.session
def faults(session: nox.Session) -> None:
    """Inject faults into registers, all of them, for an hour; `-- --table` writes the counts into docs/faults.md."""
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
