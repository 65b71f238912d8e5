"""Commands that were only tried, in words: that nothing was recorded, and what each would have been answered."""

from __future__ import annotations

from collections.abc import Iterable

from certdomain.commands import Command, name_of
from certdomain.envelope import Answered
from certdomain.regulation.tree import Regulation
from certdomain.reports.explain import explain_answer
from certdomain.reports.language import language


def what_if_words(
    tried: Iterable[tuple[int, Command, Answered]], regulation: Regulation | None, lang: str = "en"
) -> str:
    """What was tried (by the line of its file), with the answer to each. `regulation`: see `explain_answer`.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    lines = [words.phrase("what-if"), ""]
    for line, command, answer in tried:
        name = words.term("command", name_of(type(command)))
        lines.append(f"- {words.phrase('what-if-line', line=line, command=name, day=words.day(command.on))}")
        lines.extend(f"  {text}".rstrip() for text in explain_answer(answer, regulation, lang).splitlines())
    lines.extend(["", words.phrase("what-if-then")])
    return "\n".join(lines) + "\n"
