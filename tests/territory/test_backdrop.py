"""The map says something with no network: our own backdrop, and tiles that our server keeps."""

import os
import time

import httpx
import pytest

from maillage.territory import tiles
from tests.factories import CommuneFactory, ZoneFactory, square

PNG = b"\x89PNG\r\n\x1a\n" + b"dots"


@pytest.mark.django_db
class TestBackdrop:
    url = "/territoire/fond.geojson"

    def test_it_draws_communes_and_neighbourhoods_and_says_which_outlines_are_approximate(self, client):
        CommuneFactory(geometry=square(50.69, 3.17, half=0.05), attribution="IGN")
        ZoneFactory(code="alma", nom="Alma", approximate=True)
        ZoneFactory(code="nord", kind="secteur")
        features = client.get(self.url).json()["features"]
        assert [one["properties"] for one in features] == [
            {"kind": "commune", "code": "59512", "nom": "Roubaix", "attribution": "IGN"},
            {"kind": "quartier", "code": "alma", "nom": "Alma", "approximate": True},
        ]

    def test_it_is_sent_once_and_again_only_when_a_zone_changes(self, client):
        commune = CommuneFactory(geometry=square(50.69, 3.17))
        etag = client.get(self.url)["ETag"]
        assert client.get(self.url, headers={"If-None-Match": etag}).status_code == 304
        from maillage.territory.actions import put_commune

        put_commune(code_insee=commune.pk, nom="Roubaix-Ville")
        assert client.get(self.url, headers={"If-None-Match": etag}).status_code == 200

    @pytest.mark.parametrize("zones", [1, 3])
    def test_it_costs_one_query_once_drawn(self, client, zones, django_assert_num_queries):
        ZoneFactory.create_batch(zones)
        client.get(self.url)
        with django_assert_num_queries(2):  # for the ETag, for the answer
            client.get(self.url)

    def test_an_empty_territory_is_an_empty_drawing(self, client):
        assert client.get(self.url).json() == {"type": "FeatureCollection", "features": []}


class Host:
    """A tile server of paper."""

    def __init__(self):
        self.asked: list[str] = []
        self.answer = httpx.Response(200, content=PNG)
        self.failure = None

    def __call__(self, request):
        self.asked.append(str(request.url))
        if self.failure:
            raise self.failure
        return self.answer


@pytest.fixture
def host(settings, monkeypatch, tmp_path):
    settings.MAILLAGE_TILES_URL = "https://tiles.test/{z}/{x}/{y}"
    settings.DATA_DIR = tmp_path
    paper = Host()
    monkeypatch.setattr(tiles.door, "client", httpx.Client(transport=httpx.MockTransport(paper)))
    monkeypatch.setattr(tiles.door, "shut_until", 0.0)
    return paper


URL = "/tuiles/12/2084/1383.png"


def test_a_tile_is_fetched_once_then_served_from_disk(client, host):
    answers = [client.get(URL) for _ in range(3)]
    assert [(one.status_code, one.content, one["Content-Type"]) for one in answers] == [(200, PNG, "image/png")] * 3
    assert host.asked == ["https://tiles.test/12/2084/1383"]


def test_when_tiles_are_off_nothing_is_asked(client, host, settings):
    settings.MAILLAGE_TILES_URL = ""
    assert client.get(URL).status_code == 204
    assert host.asked == []


@pytest.mark.parametrize("failure", [httpx.ConnectError("no"), httpx.ReadTimeout("slow")])
def test_when_the_host_fails_the_next_tiles_do_not_wait_for_it(client, host, failure):
    host.failure = failure
    assert [client.get(f"/tuiles/12/2084/{y}.png").status_code for y in (1, 2, 3)] == [204, 204, 204]
    assert len(host.asked) == 1


@pytest.mark.parametrize("answer", [httpx.Response(404), httpx.Response(200, content=b"<html>"), httpx.Response(200)])
def test_the_news_that_there_is_no_tile_is_kept_too(client, host, answer):
    host.answer = answer
    assert [client.get(URL).status_code, client.get(URL).status_code] == [204, 204]
    assert len(host.asked) == 1


def test_an_old_tile_is_asked_again_and_served_still_when_the_host_fails(client, host):
    client.get(URL)
    kept = tiles.folder() / "12/2084/1383.png"
    os.utime(kept, (time.time() - 40 * tiles.DAY,) * 2)
    host.failure = httpx.ConnectError("no")
    assert client.get(URL).content == PNG
    assert len(host.asked) == 2


@pytest.mark.parametrize(
    "path",
    ["20/0/0", "3/8/0", "3/0/8", "-1/0/0", "1/0/-1", "a/0/0", "0/0/../../etc", "99999999999999999999/0/0", "0/0/1e3"],
)
def test_only_tiles_that_exist_are_asked(client, host, path):
    assert client.get(f"/tuiles/{path}.png").status_code in {204, 404}
    assert host.asked == []


@pytest.mark.parametrize("size", [600_000])
def test_a_tile_too_large_to_be_one_is_refused(client, host, size):
    host.answer = httpx.Response(200, content=PNG + b"x" * size)
    assert client.get(URL).status_code == 204


def test_a_redirect_is_not_followed(client, host):
    host.answer = httpx.Response(302, headers={"Location": "http://169.254.169.254/"})
    assert client.get(URL).status_code == 204
    assert [url.split("/")[2] for url in host.asked] == ["tiles.test"]


def test_the_folder_keeps_its_size_and_the_oldest_tiles_leave(host):
    for y in range(4):
        tiles.tile(12, 2084, y)
        os.utime(tiles.folder() / f"12/2084/{y}.png", (y + 1, y + 1))
    tiles.tidy(most=2)
    assert sorted(path.name for path in tiles.folder().rglob("*.png")) == ["2.png", "3.png"]
