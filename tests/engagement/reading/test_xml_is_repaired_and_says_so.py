from __future__ import annotations

import pytest

from outreach.engagement.reading import xml
from outreach.engagement.reading.xml import events, whole
from outreach.errors import OutreachError
from tests.engagement.reading.givens import file


def texts(data: str | bytes) -> tuple[dict[str, str | None], tuple[str, ...]]:
    found = events(file(data, "feed.xml"))
    return {element.tag: element.text for event, element in found if event == "end"}, found.repairs


def test_names_lose_their_namespaces() -> None:
    assert texts('<r xmlns="urn:x" xmlns:wp="urn:wp"><wp:id>3</wp:id></r>') == ({"id": "3", "r": None}, ())


@pytest.mark.parametrize(
    ("data", "tag", "text", "repair"),
    [
        ("<r><a>x & y</a></r>", "a", "x & y", xml.AMPERSANDS),
        ("<r><a>x &unheard; y</a></r>", "a", "x &unheard; y", xml.AMPERSANDS),
        ("<r><a>&eacute;&nbsp;&lt;</a></r>", "a", "é\u00a0<", xml.NAMES_OF_HTML),
        ("<r><a>x\x0by&#11;&#x2;z&#39;</a></r>", "a", "xyz'", xml.CONTROLS),
        ("<r><atom:a>x</atom:a></r>", "a", "x", xml.PREFIXES),
        ('\n<?xml version="1.0"?><r><a>x</a></r>', "a", "x", xml.BEFORE),
        ('<?xml version="1.0" encoding="UTF-8"?><r><a>café</a></r>'.encode("cp1252"), "a", "café", xml.CHARACTERS),
        ('<?xml version="1.0" encoding="unheard"?><r><a>x</a></r>', "a", "x", xml.CHARACTERS),
    ],
)
def test_known_faults_are_repaired(data: str | bytes, tag: str, text: str, repair: str) -> None:
    found, repairs = texts(data)
    assert found[tag] == text
    assert repairs == (repair,)


def test_what_is_kept_as_it_is_within_cdata_stays() -> None:
    assert texts("<r><a>x & y</a><b><![CDATA[x & <y>]]></b></r>")[0]["b"] == "x & <y>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_declared_encoding_is_followed(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><r><a>café</a></r>'.encode(encoding)
    assert texts(data) == ({"a": "café", "r": None}, ())


BOMB = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>'


@pytest.mark.parametrize(
    "data", [BOMB, BOMB.replace("<r>", "<r>& "), "\n" + BOMB, '<!DOCTYPE r SYSTEM "file:///etc/hosts"><r/>']
)
def test_entities_are_refused(data: str) -> None:
    with pytest.raises(OutreachError, match="document type or entities"):
        texts(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<r><a>x</a><b>", "line 1, column 15"),
        ("", "line 1"),
        ("hello", "line 1"),
        ("<a>" * 1_000 + "</a>" * 1_000, "nested deeper"),
        ("<a>" + "<![CDATA[" * 100_000, "broken"),
        ("<a>" + "&" * 100_000, "broken"),
        ("<a " + "b" * 100_000, "broken"),
    ],
)
def test_other_faults_are_a_sentence(data: str, said: str) -> None:
    with pytest.raises(OutreachError, match=said):
        texts(data)


def test_whole_elements_come_one_by_one_and_are_forgotten() -> None:
    inner = "".join(f"<item><title>{one}</title><item><title>in</title></item></item>" for one in range(50))
    found = [
        (item.findtext("title"), len(item)) for item in whole(file(f"<rss><channel>{inner}</channel></rss>"), "item")
    ]
    assert found == [(str(one), 2) for one in range(50)]
