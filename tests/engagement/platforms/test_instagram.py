"""Instagram accounts: their content exports in any order of columns and in the languages that are documented."""

from __future__ import annotations

import pytest

from outreach.engagement.forms.form import Reading
from outreach.engagement.platforms.networks.meta_content import FORMS as CONTENT
from outreach.engagement.platforms.networks.meta_days import FORMS as DAYS
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.real_data import real

FORMS = (*CONTENT, *DAYS)
ENGLISH = (
    "Post ID,Account ID,Account username,Account name,Description,Publish time,Permalink,Post type,Data comment,Date,"
)


def total(reading: Reading, metric: str) -> float:
    return float(reading.rows["value"][reading.rows["metric"] == metric].sum())


def test_the_real_content_export_gives_the_totals_that_are_known_of_it() -> None:
    reading = read(on_disk(real("instagram/posts_lifetime_part1.csv")), FORMS)
    found = {
        name: total(reading, name) for name in ("views", "reach", "likes", "comments", "shares", "saves", "follows")
    }
    assert found == {"views": 6937, "reach": 4573, "likes": 187, "comments": 1, "shares": 5, "saves": 3, "follows": 5}
    assert reading.rows["item"].nunique() == 45
    assert set(reading.rows["channel"]) == {"instagram"}
    assert reading.detail["clock"]["usable"].all()


def test_the_real_daily_chart_of_profile_visits_adds_up() -> None:
    reading = read(on_disk(real("instagram/Profile_visits_daily_utf16.csv")), FORMS)
    assert (len(reading.rows), total(reading, "profile_visits")) == (105, 449)
    assert set(reading.rows["channel"]) == {"instagram"}


@pytest.mark.parametrize(
    "names",
    [
        "Views,Reach,Likes,Shares,Comments,Saves,Follows",
        "Views,Likes,Shares,Comments,Saves,Reach,Follows",
        "Follows,Saves,Comments,Reach,Shares,Likes,Views",
    ],
)
def test_the_order_of_the_numbers_does_not_matter(names: str) -> None:
    value = {
        "Views": '"12,400"',
        "Reach": "9100",
        "Likes": "610",
        "Shares": "88",
        "Comments": "57",
        "Saves": "230",
        "Follows": "",
    }
    row = ",".join(value[name] for name in names.split(","))
    text = (
        f"\ufeff{ENGLISH}{names}\n18011,1784,name,Name,Chair,10/03/2026 08:31,https://x.example,Reel,,Lifetime,{row}\n"
    )
    reading = read(made("a.csv", text), FORMS)
    found = {
        str(name): float(number) for name, number in zip(reading.rows["metric"], reading.rows["value"], strict=True)
    }
    assert found == {"views": 12_400, "reach": 9100, "likes": 610, "shares": 88, "comments": 57, "saves": 230}
    assert set(reading.rows["published"].astype("str")) == {"2026-10-03 08:31:00"}


def test_german_headers_and_days_are_known() -> None:
    text = (
        "Beitrags-ID,Konto-ID,Konto-Benutzername,Kontoname,Beschreibung,Dauer (Sek.),Veröffentlichungszeitpunkt,"
        "Permalink,Beitragstyp,Datenkommentar,Datum,Aufrufe,Reichweite,„Gefällt mir“-Angaben,Geteilte Inhalte,Follows,"
        "Kommentare,Gespeicherte Beiträge\n"
        "17900000000000001,1,k,Konto,Text,,01.09.2026 18:00,x,IG Bild,,Gesamte Laufzeit,7.100,5.200,210,31,6,9,96\n"
    )
    reading = read(made("a.csv", text), FORMS)
    assert (total(reading, "views"), total(reading, "likes"), total(reading, "saves")) == (7100, 210, 96)
    assert set(reading.rows["published"].astype("str")) == {"2026-09-01 18:00:00"}
    assert set(reading.rows["window"]) == {"lifetime"}


def test_portuguese_headers_are_known() -> None:
    text = (
        "Nome de usuário da conta,Descrição,Horário de publicação,Link permanente,Tipo de post,Data,Visualizações,"
        "Alcance,Curtidas,Compartilhamentos,Comentários,Salvamentos\n"
        "conta,Texto,25/03/2025 10:20,https://x.example/p/1,Reel,Total,70,60,5,4,3,2\n"
    )
    reading = read(made("a.csv", text), FORMS)
    assert (total(reading, "views"), total(reading, "likes"), total(reading, "saves")) == (70, 5, 2)
    assert set(reading.rows["channel"]) == {"instagram"}
    assert set(reading.rows["item"]) == {"https://x.example/p/1"}


def test_a_page_is_not_taken_for_an_account() -> None:
    page = "Post ID,Page ID,Page name,Publish time,Permalink,Saves,Views\n1,2,P,03/04/2025 10:20,x,3,4\n"
    form = best(made("a.csv", page), FORMS)
    assert form is not None
    assert form.platform == "Facebook"
    assert best(made("a.csv", "Post ID,Publish time,Permalink\n1,03/04/2025 10:20,x\n"), FORMS) is None


@pytest.mark.parametrize("name", ["Account username", "Account ID"])
def test_some_of_the_columns_are_enough(name: str) -> None:
    reading = read(made("a.csv", f"Post ID,{name},Publish time,Views,Reach,Likes\n1,k,03/13/2025 01:03,4,3,2\n"), FORMS)
    assert (set(reading.rows["channel"]), total(reading, "views")) == ({"instagram"}, 4)


def test_thousands_with_a_dot_are_thousands_in_an_english_export() -> None:
    text = (
        "Post ID;Account username;Publish time;Views;Saves\n1;k;13.03.2025 01:03;12.400;3\n2;k;14.03.2025 01:03;90;0\n"
    )
    reading = read(made("a.csv", text), FORMS)
    assert total(reading, "views") == 12_490
    assert set(reading.rows["published"].dt.month) == {3}
