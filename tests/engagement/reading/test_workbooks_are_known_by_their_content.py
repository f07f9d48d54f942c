from __future__ import annotations

import pytest

from outreach.engagement.reading import workbook as module
from outreach.engagement.reading.workbook import is_workbook, workbook
from outreach.errors import OutreachError
from tests.engagement.reading.givens import file, zipped

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROWS = (
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Date</t></is></c><c r="B2"><v>12.5</v></c></row>'
    '<row r="3"><c r="B3" t="b"><v>1</v></c></row>'
)


def book(rows: str = ROWS, **more: str) -> bytes:
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}worksheet+xml"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="Days" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>",
            **more,
        }.items()
    )


@pytest.mark.parametrize("name", ["export.xlsx", "export.csv", "export"])
def test_a_workbook_is_read_whatever_its_name_is(name: str) -> None:
    given = file(book(), name)
    assert is_workbook(given)
    assert workbook(given) == {"Days": [["", ""], ["Date", 12.5], ["", True]]}


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"", b"<table></table>", zipped([("a.csv", "1")])])
def test_a_table_of_text_is_no_workbook_whatever_its_name_is(data: bytes) -> None:
    given = file(data, "export.xlsx")
    assert not is_workbook(given)
    with pytest.raises(OutreachError, match="is no workbook"):
        workbook(given)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (book()[:600], "damaged"),
        (book("<row"), "damaged"),
        (OLE + "Workbook".encode("utf-16-le") + b"x" * 3_000, "damaged"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "WordDocument".encode("utf-16-le"), "no workbook"),
        (book('<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "10,000,000 cells"),
        (book(**{"xl/workbook.bin": ""}), "binary workbook"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(OutreachError, match=said):
        workbook(file(data, "export.xlsx"))


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1_000)
    with pytest.raises(OutreachError, match="unpacks to more"):
        workbook(file(book(), "export.xlsx"))
