"""What the kit has to say: one note for one thing, with its place in the declaration and in the file."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class Place:
    """A line of a file of the plugin, as its author would open it. `line` counts from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@frozen(kw_only=True)
class Note:
    """One thing to say of a plugin.

    `check` is the stable name of the check that found it ("unknown-clause"), `what` says what was found and what was
    expected, `mend` how to mend it. `title` is the certification (empty: the plugin as a whole), `path` the place in
    the declaration ("award.blocs[1].pass_mark"), `place` the line that declares it, where that can be told. A *fault*
    makes the plugin unfit; a *remark* is for its author to look at.
    """

    check: str
    what: str
    title: str = ""
    path: str = ""
    place: Place | None = None
    mend: str = ""
    fault: bool = True
