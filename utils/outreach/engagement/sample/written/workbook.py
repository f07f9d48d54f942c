"""A workbook in the smallest form that spreadsheets open, made of text only."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from outreach.engagement.sample.written.files import archive

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True)
class Share:
    """A number from 0 to 1 that is shown as a percentage."""

    value: float


Cell = str | float | Share | None

STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><numFmts count="0"/><fonts count="1"><font><sz val="11.0"/><name val="Calibri"/>'
    '</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="darkGray"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/>'
    '</border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="true"/></cellXfs></styleSheet>'
)
"""Without a named default style, as LinkedIn leaves it out."""


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """Return a workbook with these sheets; texts are kept once and shared."""
    texts: dict[str, int] = {}
    drawn = [_sheet(rows, texts) for rows in sheets.values()]
    numbers = range(1, len(drawn) + 1)
    shared = "".join(f"<si><t>{escape(text, quote=False)}</t></si>" for text in texts)
    names = "".join(
        f'<sheet name="{escape(name)}" r:id="rId{number + 2}" sheetId="{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    links = [("sharedStrings.xml", "sharedStrings"), ("styles.xml", "styles")]
    links += [(f"worksheets/sheet{number}.xml", "worksheet") for number in numbers]
    parts = [
        ("/xl/sharedStrings.xml", "sharedStrings"),
        ("/xl/styles.xml", "styles"),
        ("/xl/workbook.xml", "sheet.main"),
    ]
    parts += [(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in numbers]
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relationships([("xl/workbook.xml", "officeDocument")]),
        "xl/_rels/workbook.xml.rels": _relationships(links),
        "xl/sharedStrings.xml": f'{XML}<sst uniqueCount="{len(texts)}" xmlns="{MAIN}">{shared}</sst>',
        "xl/styles.xml": STYLES,
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="false"/><bookViews>'
        f'<workbookView activeTab="0"/></bookViews><sheets>{names}</sheets></workbook>',
    }
    files |= {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in zip(numbers, drawn, strict=True)}
    return archive({name: text.encode() for name, text in files.items()})


def _content_types(parts: Sequence[tuple[str, str]]) -> str:
    kinds = "".join(f'<Override ContentType="{TYPE}.{kind}+xml" PartName="{name}"/>' for name, kind in parts)
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml" Extension="rels"/><Default ContentType="application/xml" Extension="xml"/>{kinds}</Types>'
    )


def _relationships(links: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Target="{target}" Type="{OFFICE}/{kind}"/>'
        for number, (target, kind) in enumerate(links, 1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _sheet(rows: Sequence[Sequence[Cell]], texts: dict[str, int]) -> str:
    drawn = "".join(_row(number, row, texts) for number, row in enumerate(rows, 1))
    return (
        f'{XML}<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15.0"/><sheetData>{drawn}</sheetData></worksheet>'
    )


def _row(number: int, row: Sequence[Cell], texts: dict[str, int]) -> str:
    cells = "".join(
        _cell(f"{'ABCDEFGH'[place]}{number}", value, texts) for place, value in enumerate(row) if value is not None
    )
    return f'<row r="{number}">{cells}</row>' if cells else f'<row r="{number}"/>'


def _cell(where: str, value: str | float | Share, texts: dict[str, int]) -> str:
    if isinstance(value, str):
        return f'<c r="{where}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
    if isinstance(value, Share):
        return f'<c r="{where}" t="n" s="1"><v>{value.value}</v></c>'
    return f'<c r="{where}" t="n"><v>{value}</v></c>'
