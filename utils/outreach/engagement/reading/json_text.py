"""JSON as platforms write it, which is not always JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from outreach.engagement.reading.opened import Opened, TooLarge
from outreach.engagement.reading.recent import Recent
from outreach.engagement.reading.text import decoded
from outreach.errors import OutreachError

LARGEST = 150_000_000
"""Bytes of JSON that are read. In memory it becomes some ten times as much."""

ASSIGNMENT = "the JavaScript in front of the data was cut off"
WRAPPER = "round brackets around the data were taken off"
COMMAS = "missing or needless commas were put right"
BREAKS = "line breaks within texts were kept"
LINES = "each line is a record of its own"
CUT = "the last record is cut off and was left out"
NOT_NUMBERS = "NaN and Infinity were read as nothing"
SURROGATES = "halves of characters were replaced"

_ASSIGNMENT = re.compile(r"\s*(?:var\s+|let\s+|const\s+)?[A-Za-z_$][\w$.]*(?:\[[^\[\]\n]{0,80}\])?\s*=\s*(?=[\[{(])")
_STRING = r'"(?:[^"\\]++|\\.)*+"'
_COMMAS = re.compile(_STRING + r"|(?P<needless>,)(?=\s*+[\]}])|(?P<missing>[}\]])(?=\s*+[{\[])", re.DOTALL)
_ESCAPES = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_BLANKS = re.compile(r"\s*")


@dataclass(frozen=True)
class Loaded:
    """What a file of JSON holds, and what had to be repaired to read it, as sentences without their period."""

    value: object
    repairs: tuple[str, ...] = ()


_recent: Recent[Loaded] = Recent()


def loaded(opened: Opened) -> Loaded:
    """Read a file of JSON, or of JSON with the faults that are known of exports.

    Raises
    ------
    OutreachError
        With line and column of the fault that could not be repaired, or where it is too large or nested too deep.
    """
    return _recent.of(opened, _loaded)


def _loaded(opened: Opened) -> Loaded:
    data = opened.data()
    if len(data) > LARGEST:
        raise _too_large(opened.shown)
    try:
        return _read(decoded(data).text, opened.shown)
    except RecursionError:
        raise OutreachError(
            f"{opened.shown} is nested deeper than any known export. Export it again and give the new file."
        ) from None


def _too_large(shown: str) -> TooLarge:
    return TooLarge(
        f"{shown} has more than {LARGEST // 1_000_000} MB of JSON, more than is read at once. Export a shorter period."
    )


def _read(text: str, shown: str) -> Loaded:
    repairs: list[str] = []
    data = _unwrapped(text, repairs)
    body, before = text[data], text[: data.start]
    if not body:
        raise OutreachError(f"{shown} is empty. Expected JSON; export it again.")
    body = _whole_characters(body, repairs)
    decoder = _Decoder(repairs)
    try:
        return Loaded(decoder.strict.decode(body), tuple(repairs))
    except json.JSONDecodeError as error:
        first = error
    except ValueError:
        raise OutreachError(
            f"{shown} holds a number with thousands of digits. Expected an export of a platform."
        ) from None
    if first.msg.startswith("Extra data") and (lines := _records(body, decoder)):
        return Loaded(lines[0], (*repairs, *lines[1]))
    mended, count = _with_commas(body)
    for candidate, said in ((body, (BREAKS,)), (mended, (COMMAS,)), (mended, (COMMAS, BREAKS))):
        is_mended = candidate is mended
        if is_mended and not count:
            continue
        try:
            value = (decoder.lenient if BREAKS in said else decoder.strict).decode(candidate)
        except ValueError:
            continue
        return Loaded(value, (*repairs, *said))
    line = before.count("\n") + first.lineno
    raise OutreachError(
        f"{shown}, line {line}, column {first.colno}: this is no JSON ({first.msg[:1].lower()}{first.msg[1:]}). "
        "Export it again; a download that was cut off looks like this."
    )


class _Decoder:
    """Two readers of JSON, which tell where they met a number that is none."""

    def __init__(self, repairs: list[str]) -> None:
        def nothing(_: str) -> None:
            if NOT_NUMBERS not in repairs:
                repairs.append(NOT_NUMBERS)

        self.strict = json.JSONDecoder(parse_constant=nothing)
        self.lenient = json.JSONDecoder(parse_constant=nothing, strict=False)


def _unwrapped(text: str, repairs: list[str]) -> slice:
    """Find where the data begin and end within JavaScript or round brackets."""
    begin, end = 0, len(text)
    if found := _ASSIGNMENT.match(text):
        begin = found.end()
        repairs.append(ASSIGNMENT)
    begin = _after_blanks(text, begin)
    end = _before_blanks(text, end, begin, ";" if found else "")
    if begin < end - 1 and text[begin] == "(":
        closing = _before_blanks(text, end, begin, ";")
        if text[closing - 1] == ")":
            repairs.append(WRAPPER)
            begin, end = _after_blanks(text, begin + 1), closing - 1
            end = _before_blanks(text, end, begin, "")
    return slice(begin, end)


def _after_blanks(text: str, begin: int) -> int:
    found = _BLANKS.match(text, begin)
    return found.end() if found else begin


def _before_blanks(text: str, end: int, begin: int, also: str) -> int:
    while end > begin and (text[end - 1].isspace() or text[end - 1] in also):
        end -= 1
    return end


def _with_commas(text: str) -> tuple[str, int]:
    count = 0

    def put_right(found: re.Match[str]) -> str:
        nonlocal count
        if found["needless"]:
            count += 1
            return ""
        if found["missing"]:
            count += 1
            return found["missing"] + ","
        return found[0]

    return _COMMAS.sub(put_right, text), count


def _whole_characters(text: str, repairs: list[str]) -> str:
    """Replace halves of characters, which could be written to no file."""
    if "\\ud" not in text and "\\uD" not in text:
        return text
    is_found = False

    def whole(found: re.Match[str]) -> str:
        nonlocal is_found
        if found["half"]:
            is_found = True
            return "\\ufffd"
        return found[0]

    text = _ESCAPES.sub(whole, text)
    if is_found:
        repairs.append(SURROGATES)
    return text


def _records(text: str, decoder: _Decoder) -> tuple[list[object], tuple[str, ...]] | None:
    """Read records that follow each other without brackets around them; None where they are something else."""
    found: list[object] = []
    place = 0
    while place < len(text):
        if text[place] not in "{[":
            return None
        try:
            value, place = decoder.lenient.raw_decode(text, place)
        except ValueError:
            is_last = "\n" not in text[place:]
            return (found, (LINES, CUT)) if len(found) > 1 and is_last else None
        found.append(value)
        place = _after_blanks(text, place)
    return found, (LINES,)
