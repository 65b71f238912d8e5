"""The one hook of a plugin, typed."""

from __future__ import annotations

from attrs import frozen
from pluggy import HookimplMarker, HookspecMarker

from certdomain.regulation.tree import Regulation

GROUP = "certdomain"
"""The entry point group, and the pluggy project name."""

hookspec = HookspecMarker(GROUP)
hookimpl = HookimplMarker(GROUP)


@frozen(kw_only=True)
class Certifier:
    """What a plugin declares: a certifier and the regulations of its titles."""

    name: str
    regulations: tuple[Regulation, ...]


class CertifierSpec:
    """The hook that a plugin implements."""

    @hookspec
    def certdomain_certifier(self) -> Certifier:  # type: ignore[empty-body]  # a specification has no body
        """The certifier of this plugin, with all its titles."""
