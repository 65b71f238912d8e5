"""YAML is read as text with lines, strictly, boundedly, and never with a traceback; by either parser of PyYAML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from certdomain.errors import BadInput
from certdomain.intake import strict_yaml
from certdomain.intake.strict_yaml import MAX_BYTES, YAML, Mapping_, Sequence_, flatten_steps, load

PARSERS = [yaml.SafeLoader, yaml.CSafeLoader] if yaml.__with_libyaml__ else [yaml.SafeLoader]


@pytest.fixture(scope="module", params=PARSERS, autouse=True)
def parser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test runs with the parser in Python and, where there is one, with that in C."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict_yaml, "_PARSER", request.param)
        yield


def value(text: str) -> YAML:
    """What a text says."""
    return load(text, where="case.yaml").value


def mapping(text: str) -> Mapping_:
    """What a text says, where it is a mapping."""
    found = value(text)
    assert isinstance(found, Mapping_)
    return found


def outcome(source: str | bytes) -> YAML | BadInput:
    """The value of a text, or its refusal; any other exception fails the test."""
    try:
        return load(source).value
    except BadInput as bad:
        return bad


def problems(source: str | bytes) -> list[str]:
    """The messages with which a text is refused."""
    with pytest.raises(BadInput) as caught:
        load(source, where="case.yaml")
    return [str(problem) for problem in caught.value.problems]


def refusal(source: str | bytes) -> str:
    """The one message with which a text is refused."""
    [message] = problems(source)
    return message


@pytest.mark.parametrize(
    "text",
    [
        "on",
        "no",
        "yes",
        "off",
        "y",
        "n",
        "True",
        "FALSE",
        "Null",
        "NULL",
        "8:30",
        "1e3",
        "0x1F",
        "0o17",
        "012",
        "1_000",
        ".5",
        "89.8875",
        ".inf",
        ".nan",
        "2024-09-02",
        "=",
        "<<",
        "2025-07-04T12:00:00+02:00",
        "350/35",
    ],
)
def test_plain_scalars_are_text(text: str) -> None:
    """What other readers turn into booleans, numbers, times and dates stays the text that was written."""
    assert value(f"[{text}]") == [text]
    if text != "<<":
        assert value(f"{text}: {text}") == {text: text}


def test_only_plain_true_and_false_are_booleans() -> None:
    """Quoted, they are text; an empty value, `null` and `~` are None, and quoted they are text."""
    text = "[true, false, 'true', \"false\", null, ~, '', 'null', \"~\"]"
    found = value(text)
    assert found == [True, False, "true", "false", None, None, "", "null", "~"]
    assert value("a:\nb: |\n  true\nc: >-\n  null\n") == {"a": None, "b": "true\n", "c": "null"}
    assert value("- \n-\n") == [None, None]
    assert value("") is None
    assert value("# nothing\n") is None


def test_lines_are_kept() -> None:
    """Each key and each item knows the line on which it is written, counted from 1."""
    cases = mapping("# a note\ncases:\n  - name: S1\n    steps:\n      - a: {b: 1,\n             c: 2}\n")["cases"]
    assert isinstance(cases, Sequence_)
    assert cases.lines == [3]
    case = cases[0]
    assert isinstance(case, Mapping_)
    assert (case.line, case.lines) == (3, {"name": 3, "steps": 4})
    steps = case["steps"]
    assert isinstance(steps, Sequence_)
    assert (steps.line, steps.lines) == (5, [5])
    step = steps[0]
    assert isinstance(step, Mapping_)
    assert isinstance(step["a"], Mapping_)
    assert step["a"].lines == {"b": 5, "c": 6}


def test_a_file_is_read(tmp_path: Path) -> None:
    """A path gives the text of its file, CRLF or LF, and names it in messages."""
    path = tmp_path / "a.yaml"
    path.write_bytes("a: é\r\nb: 2\r\n".encode())
    assert load(path).value == {"a": "é", "b": "2"}
    assert load(path).where == str(path)
    assert load(path, where="short").where == "short"
    path.write_bytes(b"a: 1\na: 2\n")
    with pytest.raises(BadInput, match=r"a\.yaml:2: field `a`"):
        load(path)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a directory and an impossible name are one problem each, and no traceback."""
    for bad in (tmp_path / "missing.yaml", tmp_path, Path("a\0b"), Path("a\ud800b")):
        with pytest.raises(BadInput, match="expected a readable file") as caught:
            load(bad)
        assert len(caught.value.problems) == 1


def test_duplicate_keys_are_refused() -> None:
    """All of them at once, each with its line and that of the first; spelled with quotes or not."""
    assert problems("a: 1\nb: {c: 1, c: 2}\n'a': 2\n") == [
        "case.yaml:2: field `c`: found the key 'c' again, first given at line 2; expected each key once",
        "case.yaml:3: field `a`: found the key 'a' again, first given at line 1; expected each key once",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("true: 1", "true as a key"),
        ("null: 1", "nothing (null) as a key"),
        ("?\n: 1", "nothing (null) as a key"),
        ("? [a]\n: 1", "a list as a key"),
        ("{{a: 1}: 2}", "a mapping as a key"),
        ("- &k true\n- {*k : 1}", "true as a key"),
    ],
)
def test_keys_that_are_not_text_are_refused(text: str, found: str) -> None:
    """A key is text, and a reader who means the word `true` is told to quote it."""
    message = refusal(text)
    assert found in message
    assert "in quotes, if it is meant as text" in message


def test_quoted_words_are_keys() -> None:
    """What is refused as a plain key is text in quotes."""
    assert value("{'true': 1, '~': 2, '': 3, '<<': 4}") == {"true": "1", "~": "2", "": "3", "<<": "4"}


@pytest.mark.parametrize(
    "tagged",
    ["!!python/object/apply:os.system [x]", "!!float 1", "!!str 1", "!x {a: 1}", "! 1", "!!binary x", "!<tag:x> []"],
)
def test_tags_are_refused(tagged: str) -> None:
    """No tag of any sort is obeyed or ignored."""
    message = refusal(f"a: 1\nb: {tagged}\n")
    assert message.startswith("case.yaml:2: found the tag")
    assert "types come from the schema" in message


def test_several_documents_are_refused() -> None:
    """One document a file; a leading `---` is allowed."""
    assert value("---\na: 1\n") == {"a": "1"}
    assert "case.yaml:2: found a second document" in refusal("a: 1\n---\nb: 1\n")


def test_aliases_stand_for_what_they_name() -> None:
    """Anchors may stand anywhere: on scalars, keys, lists, mappings; an item has the line of its alias."""
    found = mapping("x-steps: &s\n  - {a: &v 1}\n&k key: *v\nsteps:\n  - *s\n  - *k\n")
    assert found == {"x-steps": [{"a": "1"}], "key": "1", "steps": [[{"a": "1"}], "key"]}
    assert isinstance(found["steps"], Sequence_)
    assert found["steps"].lines == [5, 6]
    assert found["steps"][0] is found["x-steps"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: *x", "case.yaml:1: found the alias '*x'; expected an anchor of that name"),
        ("a: *x\nb: &x 1", "case.yaml:1: found the alias '*x'; expected an anchor of that name"),
        ("a: 1\nb: &x\n  - *x", "case.yaml:3: found the alias '*x' inside what it stands for"),
        ("&x a: {b: &y {c: *y}}", "inside what it stands for"),
        ("a: &x 1\nb: &x 2", "case.yaml:2: found the anchor '&x' again, first given at line 1"),
    ],
)
def test_aliases_that_stand_for_nothing(text: str, found: str) -> None:
    """An alias before its anchor or within it, and a name that is used twice, are refused with their line."""
    assert found in refusal(text)


def test_merge_keys() -> None:
    """Own keys win over merged ones, earlier sources over later; lines are those where each key is written."""
    found = mapping("x-a: &a {p: 1, q: 1}\nx-b: &b {q: 2,\n  r: 2}\nm:\n  r: 3\n  <<: [*a, *b]\nn: {<<: *a, p: 4}\n")
    merged = found["m"]
    assert isinstance(merged, Mapping_)
    assert merged == {"p": "1", "q": "1", "r": "3"}
    assert merged.lines == {"p": 1, "q": 1, "r": 5}
    assert list(merged.lines) == list(merged)
    assert found["n"] == {"p": "4", "q": "1"}
    assert found["x-a"] == {"p": "1", "q": "1"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<<: 1", "the text '1' to merge"),
        ("<<:", "nothing (null) to merge"),
        ("<<: [{a: 1}, b]", "the text 'b' to merge"),
        ("<<: [[{a: 1}]]", "a list to merge"),
        ("<<: {a: 1}\n<<: {b: 1}", "case.yaml:2: field `<<`: found the key '<<' again, first given at line 1"),
    ],
)
def test_unfit_merges_are_refused(text: str, found: str) -> None:
    """Only mappings merge, and one merge key is enough."""
    assert found in refusal(text)


def test_alias_bombs_are_refused() -> None:
    """Aliases of aliases, as values, keys' values or merges, count as all that they stand for."""
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 15))
    assert "more than 500000 values" in refusal(bomb)
    merges = "m0: &m0 {" + ", ".join(f"k{n}: v" for n in range(1000)) + "}\n"
    merges += "n: {<<: [" + ", ".join(["*m0"] * 300) + "]}\n"
    assert "more than 500000 values" in refusal(merges)


def test_many_aliases_within_bounds() -> None:
    """A common list used by a hundred cases is no bomb."""
    text = "x: &x [" + ", ".join(["v"] * 100) + "]\ncases:\n" + "  - *x\n" * 100
    assert len(mapping(text)["cases"] or ()) == 100  # type: ignore[arg-type]


def test_depth_is_bounded() -> None:
    """Twenty levels are read; more are refused, be they written or made of aliases; no recursion is exhausted."""
    assert value("[" * 20 + "]" * 20)
    assert "nested more than 20 deep" in refusal("[" * 21 + "]" * 21)
    assert "nested more than 20 deep" in refusal("[" * 100_000)
    assert "nested more than 20 deep" in refusal("{a: " * 100_000)
    assert "nested more than 20 deep" in refusal("- " * 100_000)
    assert "nested more than 20 deep" in refusal("".join(" " * n + "a:\n" for n in range(200)))
    chain = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 40))
    assert "nested more than 20 deep, aliases followed" in refusal(chain)


def test_large_files_are_refused(tmp_path: Path) -> None:
    """A file over the limit is refused before it is parsed."""
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(BadInput, match="more than 5000000 bytes"):
        load(path)


def test_faults_are_cut_at_a_hundred() -> None:
    """A file with a thousand faults does not print a thousand lines."""
    assert len(problems("a: 1\n" * 1001)) == 100


def test_encodings_are_refused_with_their_remedy() -> None:
    """A byte order mark, UTF-16 and Latin-1 each say what to do, Latin-1 with line and place."""
    assert "save the file as UTF-8 without BOM" in refusal("\ufeffa: 1")
    assert "save the file as UTF-8 without BOM" in refusal(b"\xef\xbb\xbfa: 1")
    assert "save the file as UTF-8 without BOM" in refusal("a: 1".encode("utf-16"))
    message = refusal("a: 1\nb: Orléans".encode("latin-1"))
    assert message.startswith("case.yaml:2: found byte 0xE9 at offset 6 of the line (offset 11 of the file)")
    assert "ISO-8859-1" in message


@pytest.mark.parametrize("bad", ["\0", "\x07", "\x1b", "\x7f", "\x9b", "\ud800", "\uffff"])
def test_unprintable_characters_are_refused(bad: str) -> None:
    """What YAML forbids in a text is named by its code, with line and column."""
    message = refusal(f"a: 1\nb: x{bad}y\n")
    assert message.startswith(f"case.yaml:2: found the character U+{ord(bad):04X} at column 5;")


@pytest.mark.parametrize(
    "escape", ["\\ud800", "\\udfff", "\\ud83d\\ude00", "\\UFFFFFFFF", "\\U00110000", "\\q", "\\xZZ"]
)
def test_impossible_escapes_are_refused(escape: str) -> None:
    """Half a surrogate pair, a number beyond Unicode and unknown letters are refused, whichever parser reads them."""
    assert "escape" in refusal(f'a: "{escape}"')


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("a: b: c", 1, "found ': c' at column 5; expected a text that holds `: ` in quotes"),
        ("a: 1\n b: 2", 2, "expected a text that holds `: ` in quotes, or the indentation"),
        ("a:\n\t- b", 2, "spaces, and no tab, to indent"),
        ("a: @x", 1, "found '@x' at column 4; expected a text in quotes when it begins with @"),
        (
            "a: 1\nb: [1, 2",
            None,
            "found the end of the text; expected `,` or `]` (for what begins at line 2, column 4)",
        ),
        ("a: {b: 1", None, "expected `,` or `}`"),
        ("a: 'x", 1, "found the end of the text; expected a closing quote (for what begins at line 1, column 4)"),
        ("a: 1\n- b", 2, "found '- b' at column 1; expected the indentation of the lines above"),
        ("- a\nb: 1", 2, "expected the indentation of the lines above"),
        ("a: & b", 1, "expected a name of letters and digits"),
        ("a: - b", 1, "expected a list that begins on the line after its key"),
        ("a: |x\n  y", 1, "after `|` or `>`"),
        ("%YAML 2.0\n---\na: 1", 1, "expected one document"),
        ("a\n...\nb", 3, "expected one document"),
        ("a: 1\nb\nc: 2", None, "found "),
        ("a: ]", 1, "expected "),
        ("%YAML 1." + "9" * 5000 + "\n---\na: 1", None, "found "),
        ("a: !<x y", 1, "expected no tag"),
        ("a: !e!x y", 1, "expected no tag"),
    ],
)
def test_syntax_is_explained(text: str, line: int | None, expected: str) -> None:
    """What is not YAML is refused in plain words, with line and column."""
    message = refusal(text)
    assert expected in message
    assert line is None or message.startswith(f"case.yaml:{line}: ")


def test_steps_are_flattened() -> None:
    """Lists inside steps, written or aliased, give their steps in place; each step keeps its line."""
    found = mapping("x: &x\n  - a: 1\n  - [b, [c]]\nsteps:\n  - *x\n  - d\n  - []\n  -\n  - [[e]]\n")
    steps = found["steps"]
    assert isinstance(steps, Sequence_)
    flat = flatten_steps(steps)
    assert flat == [{"a": "1"}, "b", "c", "d", None, "e"]
    assert flat.lines == [2, 3, 3, 6, 8, 9]
    assert flat.line == 5
    assert len(steps) == 5


def plain(found: YAML) -> object:
    """The value as built-in lists and dicts."""
    if isinstance(found, Mapping_):
        assert list(found.lines) == list(found)
        return {key: plain(item) for key, item in found.items()}
    if isinstance(found, Sequence_):
        assert len(found.lines) == len(found)
        return [plain(item) for item in found]
    return found


# The writer, not the reader, loses the line ends other than LF that stand in a text.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x85\u2028\u2029"), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | texts | st.decimals(allow_nan=False, allow_infinity=False).map(str),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(values, st.booleans())
@settings(deadline=None)
def test_what_yaml_writes_reads_back(written: object, flow: bool) -> None:
    """Whatever PyYAML writes of text, booleans, None, lists and mappings comes back equal, aliases included."""
    text = yaml.safe_dump([written, written], default_flow_style=flow, allow_unicode=True, sort_keys=False)
    assert plain(value(text)) == [written, written]


SYNTAX = "ab:-?,[]{}&*!|>'\"%@`#\\ \n\t\r<~.0u\u2028\x85é"


@given(st.binary(max_size=80) | st.text(max_size=80) | st.text(SYNTAX, max_size=40))
@settings(max_examples=1000, deadline=None)
def test_nothing_else_ever_escapes(source: bytes | str) -> None:
    """Any bytes and any text give a value, or a BadInput whose message is fit for a terminal."""
    found = outcome(source)
    if isinstance(found, BadInput):
        assert found.problems
        assert str(found).replace("\n", "").isprintable()
    else:
        plain(found)
