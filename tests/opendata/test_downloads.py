import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from maillage.opendata.exports import Format, stream
from tests.factories import SourceFactory
from tests.opendata.places import complete, rich

pytestmark = pytest.mark.django_db


def page(client) -> str:
    return re.sub(r"\s+", " ", client.get("/donnees/").text)


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_page_says_what_there_is_how_old_and_under_which_licence(client, settings):
    complete(date_maj=date(2024, 4, 2))
    complete(date_maj=date(2023, 1, 1))
    html = page(client)

    assert "La base contient 2 lieux publiés." in html
    assert "Information la plus récente : 2 avril 2024." in html
    assert settings.MAILLAGE_LICENCE in html
    assert "Tous les lieux y sont." in html


def test_the_page_offers_each_file_and_the_ways_to_read_them(client):
    html = page(client)

    links = [reverse("opendata:download", args=[kind]) for kind in Format]
    links += ["/donnees/schema/", "/api/docs"]
    assert [link for link in links if f'href="{link}"' not in html] == []


def test_the_page_names_what_stays_out_and_why(client):
    complete(nom="Sans date", date_maj=None)

    html = page(client)

    assert "1 lieu reste dehors" in html
    assert "<strong>Sans date</strong> : Il manque : la date de mise à jour." in html
    assert (
        client.get("/donnees/lieux-hors-export.csv")
        .text.splitlines()[1]
        .endswith(",Sans date,Il manque : la date de mise à jour.")
    )


def test_the_page_names_the_sources_it_draws_on_and_their_licences(client):
    rich()
    SourceFactory(slug="inutile", nom="Source dont rien ne vient")
    html = page(client)

    assert "Essai — licence non renseignée" in html
    assert "Source dont rien ne vient" not in html


def test_a_source_s_address_is_a_link_only_if_it_is_a_web_address(client):
    rich()
    source = SourceFactory(slug="essai")
    source.url = "javascript:alert(1)"
    source.save()

    assert "javascript:" not in page(client)


@time_machine.travel("2026-11-24T09:00+01:00", tick=False)
def test_a_file_is_named_as_the_standard_asks(client, settings):
    settings.MAILLAGE_TERRITORY, settings.MAILLAGE_PRODUCER = "Métropole de Lille", "24590041000017"

    names = {kind.value: client.get(f"/donnees/lieux.{kind.value}")["Content-Disposition"] for kind in Format}

    base = "2026-11-24_24590041000017_lieux-de-mediation-numerique_Metropole-de-Lille"
    assert names == {
        "csv": f'attachment; filename="{base}.csv"',
        "etendu": f'attachment; filename="{base}_etendu.csv"',
        "tableur": f'attachment; filename="{base}_tableur.csv"',
        "geojson": f'attachment; filename="{base}.geojson"',
        "json": f'attachment; filename="{base}.json"',
    }


@pytest.mark.parametrize("kind", list(Format))
def test_a_file_is_streamed_and_open_to_every_site(client, kind):
    rich()

    response = client.get(f"/donnees/lieux.{kind.value}")

    assert response.streaming
    assert body(response) == b"".join(stream(kind))
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("kind", [kind.value for kind in Format])
def test_a_file_is_sent_again_only_when_a_place_has_changed(client, kind):
    place = complete()
    seen = {"If-None-Match": client.get(f"/donnees/lieux.{kind}")["ETag"]}

    assert client.get(f"/donnees/lieux.{kind}", headers=seen).status_code == 304

    place.save()

    assert client.get(f"/donnees/lieux.{kind}", headers=seen).status_code == 200


def test_a_file_nobody_knows_is_not_found(client):
    assert client.get("/donnees/lieux.shp").status_code == 404
    assert client.get("/donnees/schema/autre.json").status_code == 404


def test_files_are_only_read(client):
    assert client.post("/donnees/lieux.csv").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_three_places_as_for_one(client, django_assert_num_queries, count):
    for _ in range(count):
        complete(date_maj=None)

    with django_assert_num_queries(3):
        client.get("/donnees/")
