"""JSON and JSON Lines are read strictly, exactly, in flat memory, and never with a traceback."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certdomain.errors import BadInput, Problem
from certdomain.intake import JSON, Number, RawLine, iter_lines, loads, loads_object
from certdomain.intake.jsonl import MAX_LINE

characters = st.characters(exclude_categories=["Cs"])
texts = st.text(characters, max_size=20).filter(lambda text: not text.startswith("\ufeff"))
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=20
)


def as_written(value: object) -> object:
    """The value with each number replaced by its type and the text that `json.dumps` writes for it."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return ("number", json.dumps(value))
    if isinstance(value, list):
        return [as_written(item) for item in value]
    assert isinstance(value, dict)
    return {key: as_written(item) for key, item in value.items()}


def as_read(value: JSON) -> object:
    """What was read, with each `Number` replaced by its type and its text."""
    if isinstance(value, Number):
        return ("number", str(value))
    if isinstance(value, list):
        return [as_read(item) for item in value]
    if isinstance(value, dict):
        return {key: as_read(item) for key, item in value.items()}
    return value


def outcome(source: str | bytes) -> JSON | BadInput:
    """The value of a text, or its refusal; any other exception fails the test."""
    try:
        return loads(source)
    except BadInput as bad:
        return bad


def refusal(source: str | bytes) -> str:
    """The message with which a text is refused."""
    with pytest.raises(BadInput) as caught:
        loads_object(source, where="in", line=3)
    return str(caught.value)


def read(path: Path, data: bytes) -> list[RawLine | Problem]:
    """All that a file of these bytes gives."""
    path.write_bytes(data)
    return list(iter_lines(path))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file to write."""
    return tmp_path / "records.jsonl"


@given(values, st.booleans())
def test_what_json_writes_reads_back(value: object, ascii_only: bool) -> None:
    """Every value comes back equal, with each number as the very text that was written."""
    text = json.dumps(value, ensure_ascii=ascii_only)
    assert as_read(loads(text)) == as_written(value)
    assert as_read(loads(text.encode())) == as_written(value)


@pytest.mark.parametrize("number", ["87.50", "-0", "0.10", "1e400", "1E-7", "9" * 60, "12345678901234567890.5"])
def test_numbers_stay_text(number: str) -> None:
    """A number is kept digit for digit: no zero is lost, nothing overflows, nothing is rounded."""
    raw = loads_object(f'{{"points": {number}, "quoted": "{number}"}}')
    assert raw == {"points": number, "quoted": number}
    assert isinstance(raw["points"], Number)
    assert not isinstance(raw["quoted"], Number)
    assert repr(raw["points"]) == f"Number('{number}')"


@pytest.mark.parametrize("number", ["9" * 61, "0." + "1" * 59, "-" + "9" * 60, "1" * 10_000])
def test_long_numbers_are_refused(number: str) -> None:
    """Over 60 characters is no mark; the length is told, and the digits do not flood the terminal."""
    message = refusal(f'{{"points": {number}}}')
    assert f"a number of {len(number)} characters" in message
    assert len(message) < 200


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(name: str) -> None:
    """The constants that the standard library accepts are refused, and named."""
    assert refusal(f'{{"points": {name}}}') == f"in:3: found {name}; expected a number: JSON has no NaN and no infinity"


@pytest.mark.parametrize("text", ['{"on": 1, "by": 2, "on": 1}', '{"a": [{"b": {"on": 1, "\\u006fn": 2}}]}'])
def test_duplicate_keys_are_refused(text: str) -> None:
    """A key given twice is refused at any depth, however it is spelled, and named."""
    assert refusal(text) == "in:3: field `on`: found the key 'on' 2 times; expected each key once"


def test_all_faults_of_a_line_are_listed_at_once() -> None:
    """One reading names every fault that is not one of syntax; a flood of them is cut at twenty."""
    with pytest.raises(BadInput) as caught:
        loads('{"a": NaN, "b": 1, "b": 2, "c": {"d": ["\\ud800"]}}')
    assert [problem.field for problem in caught.value.problems] == [None, "b", "c.d[0]"]
    with pytest.raises(BadInput) as caught:
        loads("[" + ",".join(["NaN"] * 1000) + "]")
    assert len(caught.value.problems) == 20


@pytest.mark.parametrize(
    "text", ['{"a": "\\ud800"}', '{"a": "x\\udfffy"}', '{"\\udc00": 1}', '{"a": ["\\ude00\\ud83d"]}']
)
def test_half_characters_are_refused(text: str) -> None:
    """Half a surrogate pair could never be stored as UTF-8: it is refused, as a value or a key, and shown escaped."""
    message = refusal(text)
    assert "one half of a pair" in message
    assert message.isascii()


def test_half_characters_of_a_str_are_refused() -> None:
    """The same half, given raw in a str that never was UTF-8, is refused too."""
    assert "one half of a pair" in refusal('{"a": "\ud800"}')


def test_whole_pairs_are_accepted() -> None:
    """Two escapes that make one character are that character."""
    assert loads('"\\ud83d\\ude00"') == "\U0001f600"


def test_depth_is_bounded() -> None:
    """Twenty levels are read; one more is refused; a hundred thousand are refused as calmly."""
    assert loads("[" * 20 + "]" * 20)
    assert loads('{"a": "' + "[" * 5000 + '\\"{"}')
    assert loads("[" + "[[]]," * 100 + "{}]") == [[[]]] * 100 + [{}]
    for opening in ("[", '{"a":', '[{"a":'):
        assert "nested more than 20 deep" in refusal('{"x": ' + opening * 100_000)
        assert "nested more than 20 deep" in refusal('{"x": ' + opening * 20)


def test_depth_is_counted_in_linear_time() -> None:
    """A text of quotes and backslashes that is never closed is not tried again from each quote."""
    assert "found" in refusal('{"' + "[" * 21 + '\\"' * 400_000)
    assert "found" in refusal("[" * 20 + '{"' + '\\"' * 400_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "found the end of the text; expected a value"),
        ('{"a": }', "found '}' at column 7; expected a value"),
        ("{a: 1}", "found 'a: 1}' at column 2; expected a key in double quotes"),
        ("{'a': 1}", "at column 2; expected a key in double quotes"),
        ('{"a" 1}', "expected `:` after the key"),
        ('{"a": 1 "b": 2}', "expected `,`, or the end"),
        ('{"a": 1,}', "found "),
        ('{"a": 01}', "expected `,`"),
        ('{"a": +1}', "expected a value"),
        ('{"a": .5}', "expected a value"),
        ('{"a": 1}{"a": 2}', "expected the end of the text: one object"),
        ('{"a": "x', "expected a closing double quote"),
        ('{"a": "x\ty"}', "expected no control character"),
        ('{"a": "\\x"}', "expected an escape of JSON"),
        ('{"a": "\\u12"}', "expected four hexadecimal digits"),
        ("{", "found the end of the text; expected a key in double quotes"),
        ("// note", "expected a value"),
        ("\u00a0{}", "found '\\xa0{}' at column 1"),
        ("\x1b[2J", "found '\\x1b[2J' at column 1"),
    ],
)
def test_syntax_is_explained(text: str, expected: str) -> None:
    """What is not JSON is refused in plain words, with its column, and safely for a terminal."""
    assert expected in refusal(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("[]", "a list"), ("1", "the number 1"), ('"x"', "the text 'x'"), ("null", "null"), ("true", "true")],
)
def test_the_top_is_an_object(text: str, kind: str) -> None:
    """A line that is JSON but no object is refused, and what it is is told."""
    assert refusal(text) == f"in:3: found {kind}; expected an object: {{…}}"


def test_bytes_that_are_not_utf8() -> None:
    """The first bad byte is given with its place, and the likely cause."""
    message = refusal('{"centre": "Orléans"}'.encode("latin-1"))
    assert "byte 0xE9 at offset 15, which is not UTF-8" in message
    assert "ISO-8859-1" in message


@given(st.binary(max_size=60) | st.text(max_size=60) | st.text('[]{}",:\\u0dD8-1eE.ntf \n', max_size=60))
@settings(max_examples=500)
def test_nothing_else_ever_escapes(source: bytes | str) -> None:
    """Whatever is read gives a value that UTF-8 can hold, or a BadInput with at least one problem."""
    found = outcome(source)
    if isinstance(found, BadInput):
        assert found.problems
        assert str(found).replace("\n", "").isprintable()
    else:
        json.dumps(as_read(found), ensure_ascii=False).encode()


def test_lines_are_read_with_their_numbers(path: Path) -> None:
    """LF, CRLF, blank lines and a last line without an end: each record has the number that an editor shows."""
    found = read(path, b'{"a": 1}\r\n\n \t\r\n{"b": "\xc3\xa9"}\n{"c": [true, null]}')
    assert found == [
        RawLine(line=1, raw={"a": Number("1")}, text='{"a": 1}'),
        RawLine(line=4, raw={"b": "é"}, text='{"b": "é"}'),
        RawLine(line=5, raw={"c": [True, None]}, text='{"c": [true, null]}'),
    ]


def test_only_line_feeds_end_lines(path: Path) -> None:
    """A line separator inside a text (U+2028, U+0085) does not cut a record in two."""
    data = '{"a": "x\u2028y\u0085z"}\n'.encode()
    assert [item.raw for item in read(path, data) if isinstance(item, RawLine)] == [{"a": "x\u2028y\u0085z"}]


@pytest.mark.parametrize("data", [b"", b"\n", b"\r\n \n"])
def test_an_empty_file_has_no_lines(path: Path, data: bytes) -> None:
    """Nothing is no fault of form."""
    assert read(path, data) == []


def test_reading_goes_on_after_a_broken_line(path: Path) -> None:
    """Each broken line gives its problems, with its number; the lines after it are read."""
    found = read(path, b'{"a": NaN, "b": NaN}\n[]\n{"a": "\xe9"}\n{"a": "\x00"}\n{"ok": 1}\n')
    assert [item.line for item in found] == [1, 1, 2, 3, 4, 5]
    assert [type(item) for item in found] == [Problem] * 5 + [RawLine]
    assert "offset 7 of the line (offset 31 of the file)" in str(found[3])
    assert "a NUL byte at column 8" in str(found[4])


def test_a_byte_order_mark_is_refused_with_its_remedy(path: Path) -> None:
    """A file saved by an office program says what to do, in UTF-8 as in UTF-16; the lines after the mark are read."""
    found = read(path, b'\xef\xbb\xbf{"a": 1}\n{"b": 1}\n')
    assert [type(item) for item in found] == [Problem, RawLine]
    assert "save the file as UTF-8 without BOM" in str(found[0])
    for encoding in ("utf-16", "utf-16-be"):
        mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
        [problem] = read(path, mark + '{"a": 1}\n{"b": 1}\n'.encode(encoding))
        assert "save the file as UTF-8 without BOM" in str(problem)


def test_a_huge_line_is_refused_in_flat_memory(path: Path) -> None:
    """A line of 50 MB is told by its size, never held, and the line after it is read."""
    with path.open("wb") as file:
        file.write(b'{"a": "')
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"ok": 1}\n')
    tracemalloc.start()
    try:
        found = list(iter_lines(path))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4_000_000
    assert [item.line for item in found] == [1, 2]
    assert "a line of 50000010 bytes" in str(found[0])
    assert isinstance(found[1], RawLine)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
@pytest.mark.parametrize("extra", [0, 1, 2, 3])
def test_the_longest_line(path: Path, extra: int, end: bytes) -> None:
    """A line of exactly 1,000,000 bytes is read, whatever its end; one byte more is refused, and told by its size."""
    line = b'{"a": "' + b"x" * (MAX_LINE - 9 + extra) + b'"}'
    found = read(path, line + end + (b'{"ok": 1}' if end else b""))
    assert isinstance(found[0], RawLine) is (extra == 0)
    assert extra == 0 or f"a line of {len(line + end)} bytes" in str(found[0])
    assert [item.line for item in found] == ([1, 2] if end else [1])


def test_deep_lines_are_problems(path: Path) -> None:
    """A line of brackets, as long as a line may be, is one problem."""
    assert [item.line for item in read(path, b"[" * MAX_LINE + b"\n{}\n")] == [1, 2]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a directory and an impossible name are one problem each, and no traceback."""
    for bad in (tmp_path / "missing.jsonl", tmp_path, Path("a\0b"), Path("a\ud800b")):
        with pytest.raises(BadInput, match="expected a readable file") as caught:
            list(iter_lines(bad))
        assert len(caught.value.problems) == 1
        assert str(caught.value).isprintable()


def test_a_file_without_permission(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the user may not read is one problem."""

    def refuse(*_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(BadInput, match="Permission denied"):
        list(iter_lines(path))


def test_a_disk_that_fails(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the midst of a file is a problem after the lines that were read."""

    class Failing(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            if line := super().readline(size):
                return line
            raise OSError(5, "Input/output error")

    def fail(*_: object) -> Failing:
        return Failing(b'{"a": 1}\n')

    monkeypatch.setattr(Path, "open", fail)
    lines = iter_lines(path)
    assert isinstance(next(lines), RawLine)
    with pytest.raises(BadInput, match="Input/output error"):
        next(lines)


@given(
    data=st.binary(max_size=200) | st.lists(values, max_size=5).map(lambda v: "\n".join(map(json.dumps, v)).encode())
)
@settings(max_examples=200)
def test_any_bytes_make_lines_or_problems(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """No file, whatever its bytes, raises; and line numbers never go back."""
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    found = read(path, data)
    numbers = [item.line or 0 for item in found]
    assert numbers == sorted(numbers)
    assert all(1 <= number <= data.count(b"\n") + 1 for number in numbers)
