"""YAML without surprises, with either parser of PyYAML."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.diagnostics import ContentError, Problem
from kiosk.content.textfile import LARGEST, decoded
from kiosk.content.yamlfile import parse_document, read_document

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest) -> Any:
    return request.param


def refusal(text: str, loader: Any = None) -> Problem:
    with pytest.raises(ContentError) as refused:
        parse_document(text, "probe.yaml", loader)
    (problem,) = refused.value.problems
    return problem


@pytest.mark.parametrize(
    "text",
    [
        "a: [,]", "a: {b: ]}", "a: [", "a: {b: - c}", "a: >x", "a: |9x", "- a\nb: c", "a: |\n x\n\ty",
        "%YAML 3.0\n---\na", "a: b: c", "a: {b c", "a: *", "a: &", '"a', 'a: "\\q"', "%a", "a: !<x",
    ],
)  # fmt: skip
def test_what_is_no_yaml_is_explained_in_german_with_something_to_do(text: str, loader: Any) -> None:
    problem = refusal(text, loader)

    assert problem.code == "E105" and problem.remedy
    assert "did not find" not in str(problem) and "found" not in str(problem)
    assert "kein gültiges YAML" not in problem.message


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10:00", "10:00"), ("9:00", "9:00"), ("12:30:45", "12:30:45"), ("yes", "yes"), ("no", "no"),
        ("on", "on"),
        ("Off", "Off"), ("y", "y"), ("010", "010"), ("0o17", "0o17"), ("0x1f", "0x1f"), ("1_000", "1_000"),
        ("2026-11-20", "2026-11-20"), ("=", "="), ("1e3", 1000.0), ("1.5", 1.5), (".5", 0.5), ("-3", -3),
        ("0", 0),
        ("1,5", "1,5"), ("1.2.3", "1.2.3"), ("true", True), ("False", False), ("null", None), ("~", None),
        ("", None),
        ("'12'", "12"), ('"true"', "true"), ("12345678901234567890", "12345678901234567890"), ("1e999",
        "1e999"),
    ],
)  # fmt: skip
def test_a_scalar_is_what_it_looks_like(written: str, read: object, loader: Any) -> None:
    document = parse_document(f"a: {written}\n", "probe.yaml", loader)
    assert document.data == {"a": read}
    assert type(document.data["a"]) is type(read)


def test_keys_are_always_text(loader: Any) -> None:
    assert parse_document("{1: a, no: b, 10:00: c, true: d, 010: e}", "x", loader).data == {
        "1": "a", "no": "b", "10:00": "c", "true": "d", "010": "e",
    }  # fmt: skip


@pytest.mark.parametrize("number", [".nan", ".inf", "-.INF", ".NaN"])
def test_numbers_nobody_can_count_with_are_refused(number: str, loader: Any) -> None:
    assert refusal(f"a: {number}", loader).code == "E110"


def test_a_key_twice_is_told_with_both_lines(loader: Any) -> None:
    problem = refusal("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", loader)
    assert (problem.code, problem.line, problem.column) == ("E108", 5, 3)
    assert "Zeile 3" in problem.message and "Zeile 5" in problem.message


def test_anchors_and_merges_may_save_typing(loader: Any) -> None:
    document = parse_document("a: &tag {x: 1, y: 2}\nb:\n  <<: *tag\n  y: 3\nc: *tag\n", "x", loader)
    assert document.data == {"a": {"x": 1, "y": 2}, "b": {"y": 3, "x": 1}, "c": {"x": 1, "y": 2}}
    assert document.place(("b", "x")).line == 3


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = (
    "a: &a\n"
    + "".join(f"  k{i}: v\n" for i in range(300))
    + "".join(f"m{i}:\n  <<: *a\n" for i in range(300))
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LAUGHS, "E106"),
        (MERGES, "E106"),
        ("[" * 100_000, "E106"),
        ("- " * 100_000, "E106"),
        ("{a: " * 50_000, "E106"),
        ("- x\n" * 30_000, "E106"),
        ("a: &a [*a]", "E105"),
        ("a: !!python/object/apply:os.system [ls]", "E107"),
        ("a: !wow x", "E107"),
        ("a: 1\n---\nb: 2\n", "E105"),
        ("? [a]\n: b\n", "E109"),
        ("{a: 1}: 2", "E109"),
        ('a: "\\u202e"', "E104"),
        ("<<: {a: 1}", "E109"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_bombs_and_oddities_are_refused_with_a_place(text: str, code: str, loader: Any) -> None:
    problem = refusal(text, loader)
    assert problem.code == code
    assert problem.line >= 1 and problem.column >= 1


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("a: Karo sagt: Hallo", 1, "Doppelpunkt"),
        ("a: {ask: Wie viele?, b: [1}", 1, "Anführungszeichen"),
        ("a:\n\t- b", 2, "Tabulator"),
        ('a: "x" y', 1, "Anführungszeichen"),
        ("a: @x", 1, "Anführungszeichen"),
        ("a: *x y", 1, "Anführungszeichen"),
        ("a: 'x", 1, "Anführungszeichen"),
        ("a:\n  - b\n - c", 3, "Einrückung"),
    ],
)
def test_a_slip_of_the_pen_is_explained_where_it_happened(
    text: str, line: int, hint: str, loader: Any
) -> None:
    problem = refusal(text, loader)
    assert hint in problem.message + problem.remedy
    assert abs(problem.line - line) <= 1


def test_text_cut_off_by_a_hash_is_noticed(loader: Any) -> None:
    (warning,) = parse_document("a: Haus #3\nb: Haus # das dritte\n", "x", loader).warnings
    assert (warning.code, warning.line, warning.column) == ("W111", 1, 9)


def test_every_value_has_its_place(loader: Any) -> None:
    document = parse_document("a:\n  - b: 'x y'\n    c: [1, 2]\n", "x", loader)
    assert document.place(("a", 0, "b")).column == 8
    assert document.place(("a", 0, "c", 1)).column == 12
    assert document.place(("a", 0, "missing")).line == 2
    assert document.problem(("a", 0, "b"), "E1", "", column=3).column == 11


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbfa: b\r\nc: d\r\n", b"a: b\rc: d\r", b"a: b\nc: d\n"])
def test_any_editor_s_line_ends_and_marks_do(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(raw)
    assert read_document(tmp_path / "x.yaml", "x.yaml").data == {"a": "b", "c": "d"}


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        ("a: b\nc: für".encode("cp1252"), "E103", 2, 5),
        ("a: ü".encode("latin-1"), "E103", 1, 4),
        ("a: b".encode("utf-16"), "E103", 0, 0),
        (b"a: b\nc\x00d", "E104", 2, 2),
        ("a: \u202eb".encode(), "E104", 1, 4),
        (b"a: \x1b[31m", "E104", 1, 4),
        (b"x" * (LARGEST + 1), "E102", 0, 0),
        (b"a: \xed\xa0\x80", "E103", 1, 4),
    ],
)
def test_a_wrongly_saved_file_is_explained(raw: bytes, code: str, line: int, column: int) -> None:
    with pytest.raises(ContentError) as refused:
        decoded(raw, "x.yaml")
    (problem,) = refused.value.problems
    assert (problem.code, problem.line, problem.column) == (code, line, column)


def test_letters_typed_apart_are_put_together() -> None:
    assert decoded("a: fu\u0308r".encode(), "x") == "a: für"


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_file_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as refused:
        read_document(tmp_path / name, "scenarios/x.yaml")
    assert refused.value.problems[0].code == "E101"
    assert str(refused.value).startswith("scenarios/x.yaml: E101")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files here")
def test_a_pipe_and_an_endless_device_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    for name in ("pipe.yaml", "zero.yaml"):
        with pytest.raises(ContentError, match=f"{name}: E101 Das ist keine gewöhnliche Datei"):
            read_document(tmp_path / name, name)


def test_a_problem_shows_the_line_with_a_caret() -> None:
    shown = refusal("a: 1\nb: Karo sagt: Hallo").shown().split("\n")
    assert shown[0].startswith("probe.yaml:2:")
    assert shown[1] == "    b: Karo sagt: Hallo"
    assert shown[2].strip() == "^"


def test_a_problem_can_be_told_to_an_editor() -> None:
    assert refusal("a: 1\na: 2").as_json()["code"] == "E108"


yaml_like = st.text(
    alphabet=st.sampled_from(list("ab1: -[]{},&*!|>'\"#%@?~<=.\n\t\\ü\x00\u202e")), max_size=120
)


@settings(max_examples=400)
@given(yaml_like)
def test_any_text_is_data_or_a_located_refusal(text: str) -> None:
    try:
        parse_document(decoded(text.encode(), "x.yaml"), "x.yaml")
    except ContentError as refused:
        assert all(problem.code.startswith("E1") for problem in refused.problems)


@given(st.binary(max_size=80))
def test_any_bytes_are_text_or_a_located_refusal(raw: bytes) -> None:
    try:
        decoded(raw, "x.yaml")
    except ContentError as refused:
        assert refused.problems[0].code in ("E103", "E104")


@given(yaml_like)
def test_both_parsers_agree_on_what_is_read(text: str) -> None:
    read = []
    for loader in LOADERS:
        try:
            read.append(parse_document(decoded(text.encode(), "x"), "x", loader).data)
        except ContentError:
            return
    assert all(data == read[0] for data in read)
