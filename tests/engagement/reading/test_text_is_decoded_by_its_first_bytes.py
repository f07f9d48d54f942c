from __future__ import annotations

import pytest

from outreach.engagement.reading.rows import outline
from outreach.engagement.reading.text import decoded, decoded_head
from tests.engagement.reading.givens import cells, file, read

TEXT = "Datum;Größe\n1;käme\n"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_the_encoding_is_found(encoding: str, told: str) -> None:
    found = decoded(TEXT.encode(encoding))
    assert (found.text, found.encoding, found.replaced) == (TEXT, told, 0)
    assert cells(TEXT.encode(encoding)) == [["1", "käme"]]


def test_a_wrong_mark_is_not_believed() -> None:
    found = decoded(b"\xef\xbb\xbf" + TEXT.encode("cp1252"))
    assert (found.text, found.encoding) == (TEXT, "cp1252")


def test_a_file_cut_within_a_character_is_still_read() -> None:
    assert decoded(("ж" * 50).encode()[:-1]).text == "ж" * 49 + "\ufffd"
    cut = decoded("\ufeffa,b\n1,2\n".encode("utf-16-le")[:-1])
    assert cut.text == "a,b\n1,2\ufffd"
    assert cut.replaced == 1


def test_the_head_of_a_file_may_end_within_a_character() -> None:
    found = decoded_head(("ж" * 50).encode()[:-1])
    assert (found.text, found.replaced) == ("ж" * 49, 0)


def test_what_cannot_be_read_is_counted() -> None:
    assert decoded("café".encode("cp1252") + b"\x81").replaced == 1
    assert read(b"a,b\n1\0,2\n").replaced == 1
    assert cells(b"a,b\n1\0,2\n") == [["1", "2"]]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"PK\x03\x04abc", bytes(range(32)) * 100, b"\0" * 5_000])
def test_what_is_no_text_has_no_outline(data: bytes) -> None:
    assert outline(file(data)) is None
