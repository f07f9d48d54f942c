"""XML as a stream of elements, without entities, and with the faults of exports repaired."""

from __future__ import annotations

import codecs
import html
import io
import re
import sys
from typing import TYPE_CHECKING, Literal, NoReturn
from xml.parsers import expat

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from outreach.engagement.reading.text import decoded
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO
    from xml.etree.ElementTree import Element

    from outreach.engagement.reading.opened import Opened

Event = Literal["start", "end"]

DEEPEST = 200
MOST_ELEMENTS = 5_000_000

AMPERSANDS = "“&” that stands for itself was written as XML wants it"
NAMES_OF_HTML = "names of characters from HTML were replaced"
CONTROLS = "control characters were taken out"
PREFIXES = "prefixes that are never explained were accepted"
BEFORE = "what stood before the first tag was cut off"
CHARACTERS = "characters in another encoding than the file claims were read"

_STEP = 1 << 20
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}\?>")
_ENCODING = re.compile(rb"<\?xml\b[^>]{0,200}?encoding=[\"']([\w.-]{1,40})[\"']")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NAME = r"(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31})"
_BARE = re.compile(rf"&(?!{_NAME};)")
_FOREIGN = re.compile(rf"&(?!(?:amp|lt|gt|quot|apos);)({_NAME});")
_WORD = r"[A-Za-z_][\w.-]{0,60}"
_PREFIX = re.compile(rf"</?({_WORD}):|\s({_WORD}):{_WORD}\s{{0,3}}=\s{{0,3}}[\"']")
_ROOT = re.compile(r"<[A-Za-z_][\w.:-]{0,100}")


class Events:
    """An iterator over the starts and ends of elements, whose names have lost their namespaces.

    ``repairs`` says what was put right, as sentences without their period. An element is whole at its end; whoever has
    used it clears it, or `whole` does.
    """

    def __init__(self, shown: str, stream: BinaryIO, repairs: tuple[str, ...]) -> None:
        self.shown = shown
        self.repairs = repairs
        self._stream = stream
        self._events = self._read()

    def __iter__(self) -> Iterator[tuple[Event, Element]]:
        return self._events

    def __next__(self) -> tuple[Event, Element]:
        return next(self._events)

    def _read(self) -> Iterator[tuple[Event, Element]]:
        depth = count = 0
        try:
            with self._stream:
                for event, element in ElementTree.iterparse(self._stream, events=("start", "end"), forbid_dtd=True):
                    if event == "start":
                        depth += 1
                        count += 1
                        element.tag = local(element.tag)
                        if depth > DEEPEST:
                            raise OutreachError(f"{self.shown} is nested deeper than {DEEPEST} elements. No export is.")
                        if count > MOST_ELEMENTS:
                            raise OutreachError(f"{self.shown} has more than {MOST_ELEMENTS:,} elements. Export less.")
                    else:
                        depth -= 1
                    yield event, element
        except DefusedXmlException:
            raise _refused(self.shown) from None
        except ElementTree.ParseError as error:
            raise _broken(self.shown, *error.position) from None


def local(name: str) -> str:
    """Return the name of an element or attribute without its namespace and prefix."""
    return name.rpartition("}")[2].rpartition(":")[2]


def events(opened: Opened) -> Events:
    """Read a file of XML.

    Raises
    ------
    OutreachError
        Where it declares a document type or entities, or is broken in a way that is not known. Both is told at once,
        before the first element.
    """
    fault = _fault(opened.open(), opened.shown)
    if fault is None:
        return Events(opened.shown, opened.open(), ())
    data, repairs = _repaired(opened.data())
    again = _fault(io.BytesIO(data), opened.shown)
    if again is not None:
        raise _broken(opened.shown, again.lineno, again.offset)
    return Events(opened.shown, io.BytesIO(data), repairs)


def whole(opened: Opened, *names: str) -> Iterator[Element]:
    """Return the elements with these local names one by one, each with all that is in it, and forget it afterwards."""
    path: list[Element] = []
    for event, element in events(opened):
        if event == "start":
            path.append(element)
            continue
        path.pop()
        is_within = any(above.tag in names for above in path)
        if element.tag in names and not is_within:
            yield element
        if path and not is_within:
            path[-1].remove(element)


def _fault(stream: BinaryIO, shown: str) -> expat.ExpatError | None:
    """Return the first fault of a file, found without building anything of it."""
    parser = expat.ParserCreate(namespace_separator="}")

    def refuse(*_: object) -> NoReturn:
        raise _refused(shown)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        with stream:
            while step := stream.read(_STEP):
                parser.Parse(step, False)  # noqa: FBT003 - it takes no names
            parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        return error
    except (LookupError, ValueError):
        return expat.ExpatError("unknown encoding")
    return None


def _repaired(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    said: dict[str, None] = {}
    text = _text(data, said)
    start = text.find("<")
    if text[: max(start, 0)].strip("\ufeff"):
        said[BEFORE] = None
    text = _DECLARATION.sub("", text[max(start, 0) :], count=1)
    parts: list[str] = []
    place = 0
    while place < len(text):
        begin = text.find("<![CDATA[", place)
        end = text.find("]]>", begin) if begin >= 0 else -1
        if end < 0:
            parts.append(_mended(text[place:], said))
            break
        parts.append(_mended(text[place:begin], said))
        parts.append(_without_controls(text[begin : end + 3], said))
        place = end + 3
    return _with_prefixes("".join(parts), said).encode("utf-8", "replace"), tuple(said)


def _text(data: bytes, said: dict[str, None]) -> str:
    claimed = _ENCODING.match(data.lstrip())
    name = claimed[1].decode() if claimed else ""
    try:
        if name and codecs.lookup(name).name not in {"utf-8", "utf-16"}:
            return data.decode(name)
    except (LookupError, UnicodeError):
        said[CHARACTERS] = None
    read = decoded(data)
    if read.encoding == "cp1252" or read.replaced:
        said[CHARACTERS] = None
    return read.text


def _without_controls(text: str, said: dict[str, None]) -> str:
    text, count = _CONTROL.subn("", text)
    if count:
        said[CONTROLS] = None
    return text


def _mended(text: str, said: dict[str, None]) -> str:
    def put_right(found: re.Match[str]) -> str:
        name = found[1]
        if name.startswith("#"):
            return found[0] if _is_character(name) else _without_controls("\0", said)
        meant = html.unescape(found[0])
        said[AMPERSANDS if meant == found[0] else NAMES_OF_HTML] = None
        return html.escape(meant)

    text, count = _BARE.subn("&amp;", _without_controls(text, said))
    if count:
        said[AMPERSANDS] = None
    return _FOREIGN.sub(put_right, text)


def _is_character(number: str) -> bool:
    """Tell whether XML takes the character that a number such as "#39" or "#x27" stands for."""
    code = int(f"0{number[1:]}", 16) if number[1] == "x" else int(number[1:])
    return code <= sys.maxunicode and not _CONTROL.match(chr(code))


def _with_prefixes(text: str, said: dict[str, None]) -> str:
    root = _ROOT.search(text)
    if not root:
        return text
    head = text[root.start() : text.find(">", root.end())]
    used = {first or second for first, second in _PREFIX.findall(text)} - {"xml", "xmlns"}
    unbound = sorted(prefix for prefix in used if not re.search(rf"\sxmlns:{re.escape(prefix)}\s*=", head))
    if not unbound:
        return text
    if any(f"xmlns:{prefix}" not in text for prefix in unbound):
        said[PREFIXES] = None
    bound = "".join(f' xmlns:{prefix}="unbound:{prefix}"' for prefix in unbound)
    return text[: root.end()] + bound + text[root.end() :]


def _refused(shown: str) -> OutreachError:
    return OutreachError(
        f"{shown} declares a document type or entities, which no export needs and which can fill the memory. "
        "Expected an export or a feed; export it again."
    )


def _broken(shown: str, line: int, column: int) -> OutreachError:
    return OutreachError(
        f"{shown}, line {line}, column {column + 1}: the XML is broken there. "
        "Export it again; a download that was cut off looks like this."
    )
