"""Workbooks of Excel and LibreOffice: each sheet as rows of values."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from outreach.engagement.reading.recent import Recent
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.engagement.reading.opened import Opened

Rows = list[list[object]]

MOST_CELLS = 10_000_000
"""Cells of a sheet, the empty ones between its corners counted."""

LARGEST = 400_000_000
"""Bytes of a workbook when it is unpacked."""

MOST_MEMBERS = 10_000

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "Workbook".encode("utf-16-le")
_BOOK = "Book".encode("utf-16-le")
_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)\s[^<>]{0,200}?\br=[\"']([A-Z]{0,3})(\d{1,9})[\"']")
_REPEATED = re.compile(rb"number-(columns|rows)-repeated=[\"'](\d{1,9})[\"']")
_CHUNK = 1 << 20
_OVERLAP = 512

_recent: Recent[dict[str, Rows]] = Recent()


def is_workbook(opened: Opened) -> bool:
    """Tell by its content whether a file is a workbook, whatever its name is."""
    head = opened.head(8)
    if head.startswith(OLE):
        return True
    if not head.startswith(ZIP):
        return False
    try:
        with opened.open() as stream, zipfile.ZipFile(stream) as packed:
            return kind_of(packed.namelist()) != ""
    except (OutreachError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def kind_of(names: list[str]) -> str:
    """Return "xlsx", "xlsb", "ods" or, for other documents that are zips inside, "document"; "" for a plain zip."""
    inside = set(names)
    if "[Content_Types].xml" in inside:
        if any(name.startswith("xl/") and name.endswith("workbook.bin") for name in inside):
            return "xlsb"
        return "xlsx" if any(name.startswith("xl/") for name in inside) else "document"
    if "mimetype" in inside and "META-INF/manifest.xml" in inside:
        return "ods" if "content.xml" in inside else "document"
    if "mimetype" in inside and "META-INF/container.xml" in inside:
        return "document"
    return ""


def workbook(opened: Opened) -> dict[str, Rows]:
    """Read all sheets of a workbook, whatever its name is.

    The first row of a sheet is its row 1, also where that is empty. Values are text, float, int, bool, and dates and
    times; "" where a cell is empty.

    Raises
    ------
    OutreachError
        Where it is no workbook, or is protected, damaged, or larger than is read.
    """
    return _recent.of(opened, _workbook)


def _workbook(opened: Opened) -> dict[str, Rows]:
    data = opened.data()
    shown = opened.shown
    if data.startswith(ZIP):
        _refuse_a_bomb(data, shown)
    elif not data.startswith(OLE):
        raise OutreachError(
            f"{shown} is no workbook, although its name may say so. Give it as .csv if it is a table of text."
        )
    elif _ENCRYPTED in data:
        raise _protected(shown)
    elif _WORKBOOK not in data and _BOOK not in data:
        raise OutreachError(f"{shown} is a document of Office and no workbook. Give the export as .xlsx or .csv.")
    return _sheets(data, shown)


def _sheets(data: bytes, shown: str) -> dict[str, Rows]:
    import python_calamine as calamine  # noqa: PLC0415 - most files are no workbooks

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        found: dict[str, Rows] = {}
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            found[meta.name] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    except calamine.PasswordError:
        raise _protected(shown) from None
    except (calamine.CalamineError, ValueError, OSError, OverflowError) as error:
        raise _damaged(shown) from error
    except BaseException as error:
        # A fault within the reader, which is written in Rust, is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(shown) from None
    return found


def _refuse_a_bomb(data: bytes, shown: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            infos = packed.infolist()
            kind = kind_of([info.filename for info in infos])
            if kind == "xlsb":
                raise OutreachError(f"{shown} is a binary workbook (.xlsb). Save it as .xlsx and give it again.")
            if kind not in {"xlsx", "ods"}:
                raise OutreachError(f"{shown} is no workbook. Give the export as .xlsx or .csv.")
            if any(info.flag_bits & 1 for info in infos):
                raise _protected(shown)
            if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > LARGEST:
                raise OutreachError(
                    f"{shown} unpacks to more than {LARGEST // 1_000_000} MB. Save the sheet as .csv and give that."
                )
            for info in infos:
                is_sheet = info.filename == "content.xml" if kind == "ods" else _is_sheet(info.filename)
                if is_sheet and _cells(packed, info, kind) > MOST_CELLS:
                    raise _too_wide(shown)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise _damaged(shown) from error


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/") and name.endswith(".xml") and "sheet" in name.lower()


def _cells(packed: zipfile.ZipFile, info: zipfile.ZipInfo, kind: str) -> int:
    """Return how many cells a sheet spans: one cell far out makes a reader fill all that lies between."""
    rows = columns = 0
    for chunk in _chunks(packed, info):
        if kind == "ods":
            for what, count in _REPEATED.findall(chunk):
                # Empty cells are repeated to the edge of the sheet; only text in them makes it large.
                if what == b"rows":
                    rows = max(rows, int(count))
                else:
                    columns = max(columns, int(count))
        else:
            for letters, number in _CELL.findall(chunk):
                rows = max(rows, int(number))
                columns = max(columns, _column(letters))
    return rows * columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _chunks(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    rest = b""
    with packed.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            yield rest + chunk
            rest = chunk[-_OVERLAP:]


def _too_wide(shown: str) -> OutreachError:
    return OutreachError(
        f"{shown} has a sheet of more than {MOST_CELLS:,} cells. Delete what is not needed, save it, and give it again."
    )


def _protected(shown: str) -> OutreachError:
    return OutreachError(f"{shown} is protected by a password. Open it, save it without one, and give it again.")


def _damaged(shown: str) -> OutreachError:
    return OutreachError(
        f"{shown} could not be read as a workbook; it is damaged or was cut off. Download it again, or save it as .csv."
    )
