"""What the site's own pages say, and how it fails."""

from datetime import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver

from maillage.places import hours
from maillage.website import demo_members, queries, starting
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db
MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=hours.PARIS)
SUNDAY_NIGHT = datetime(2026, 11, 22, 23, 0, tzinfo=hours.PARIS)


def opened() -> list[str]:
    return [card.place.nom for card in queries.open_places().cards]


class TestHome:
    def test_it_asks_one_question_and_leads_to_the_answer(self, client):
        page = client.get("/").text
        assert page.count(">De quoi avez-vous besoin ?</h1>") == 1
        assert 'action="/ou-aller/"' in page
        assert page.count('href="/ou-aller/?besoin=') == 9

    @time_machine.travel(MONDAY_TEN, tick=False)
    def test_it_shows_three_places_open_now_real_ones_first(self, client):
        for n in range(4):
            PlaceFactory(nom=f"Ouvert {n}", horaires="Mo-Fr 09:00-12:00")
        PlaceFactory(id="exemple-a", nom="A (exemple fictif)", horaires="Mo-Fr 09:00-12:00")
        PlaceFactory(nom="Fermé", horaires="Tu 09:00-12:00")
        assert opened() == ["Ouvert 0", "Ouvert 1", "Ouvert 2"]
        page = client.get("/").text
        assert "Ouverts maintenant" in page
        assert "?ouvert=maintenant" in page

    @time_machine.travel(SUNDAY_NIGHT, tick=False)
    def test_at_night_it_says_what_opens_next(self, client):
        PlaceFactory(nom="Demain", horaires="Mo 09:00-12:00")
        assert (opened(), queries.open_places().when) == (["Demain"], "demain à 10\u00a0h")
        page = client.get("/").text
        assert "Bientôt ouverts" in page and "Ouverts demain à 10\u00a0h" in page

    def test_without_any_hours_it_promises_nothing(self, client):
        PlaceFactory()
        assert "uverts" not in client.get("/").text.split('class="for-pros"')[0]

    @pytest.mark.parametrize("places", [1, 3])
    @time_machine.travel(MONDAY_TEN, tick=False)
    def test_it_costs_the_same_for_one_place_and_for_three(self, client, places, django_assert_num_queries):
        PlaceFactory.create_batch(places, horaires="Mo-Fr 09:00-12:00")
        client.get("/")
        with django_assert_num_queries(3):  # two looks at the directory's revision, one at the cards
            client.get("/")


@pytest.mark.parametrize(
    "path", ["/", "/aide/", "/mentions-legales/", "/accessibilite/", "/code-source/", "/composants/"]
)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_that_only_tell_take_nothing(client, path, method):
    assert getattr(client, method)(path).status_code == 405


def test_the_gallery_is_not_for_search_engines(client):
    assert client.get("/composants/")["X-Robots-Tag"] == "noindex"
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /admin/\nDisallow: /composants/\n"


class TestHealth:
    def test_it_says_that_all_is_well(self, client):
        PlaceFactory()
        answer = client.get("/sante/")
        assert (answer.status_code, answer.json()) == (
            200, {"status": "ok", "database": True, "migrations": True, "places": 1},
        )  # fmt: skip
        assert "no-store" in answer["Cache-Control"]

    def test_it_says_that_a_migration_waits(self, client, monkeypatch):
        monkeypatch.setattr(queries, "_pending_migrations", lambda: True)
        assert (client.get("/sante/").status_code, client.get("/sante/").json()["migrations"]) == (503, False)

    def test_it_says_that_the_base_is_gone_and_not_where_it_was(self, client, monkeypatch):
        def gone():
            raise queries.DatabaseError("postgres://user:secret@host/base")

        monkeypatch.setattr(queries, "_pending_migrations", gone)
        answer = client.get("/sante/")
        assert (answer.status_code, answer.json()) == (
            503, {"status": "error", "database": False, "migrations": None, "places": None},
        )  # fmt: skip


class TestErrors:
    """Each says what happened in plain French, keeps the headers, and offers where to go on."""

    @pytest.fixture
    def answer(self, monkeypatch, settings):
        """Makes /aide/ fail in a given way."""
        settings.DEBUG = False

        def ask(error: Exception | None = None, path: str = "/aide/"):
            (*_, pages) = get_resolver().url_patterns[-1].url_patterns  # ours, in every language
            pattern = next(one for one in pages.url_patterns if one.name == "help")

            def fails(request):
                raise error

            fails.login_required = False
            if error:
                monkeypatch.setattr(pattern, "callback", fails)
            return Client(raise_request_exception=False).get(path)

        return ask

    @pytest.mark.parametrize(
        ("error", "path", "code", "words"),
        [
            (None, "/rien/", 404, "Cette page n'existe pas"),
            ("PermissionDenied", "/aide/", 403, "Cette page ne vous est pas ouverte"),
            ("SuspiciousOperation", "/aide/", 400, "Nous n'avons pas compris cette adresse"),
            ("ValueError", "/aide/", 500, "La faute vient de nous, pas de vous"),
        ],
    )
    def test_the_page_says_what_to_do_next(self, answer, error, path, code, words):
        from django.core import exceptions

        raised = {"ValueError": ValueError("secret")}.get(error) or (getattr(exceptions, error)() if error else None)
        found = answer(raised, path)
        assert found.status_code == code
        assert words in found.text.replace("&#x27;", "'")
        assert "secret" not in found.text
        assert 'href="/ou-aller/"' in found.text
        assert "default-src 'self'" in found["Content-Security-Policy"]

    def test_when_even_the_error_page_fails_there_are_still_words(self, answer, monkeypatch):
        def broken(*args, **kwargs):
            raise ValueError("layout")

        monkeypatch.setattr("maillage.website.views.render", broken)
        found = answer(ValueError())
        assert (found.status_code, found.text) == (500, "Un problème est survenu. Réessayez dans un instant.")


def test_an_error_page_reads_no_table(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/rien/").status_code == 404


class TestFirstStart:
    def test_an_empty_base_is_filled_and_a_second_start_keeps_it(self):
        assert (starting.prepare_database(), starting.prepare_database()) == (True, False)

    def test_a_base_with_places_of_its_own_is_left_alone(self):
        PlaceFactory(nom="À nous")
        assert starting.prepare_database() is False
        assert queries.total() == 1

    def test_each_role_of_the_demo_enters_by_a_link_that_serves_once(self, client):
        starting.prepare_database()
        demo_members.prepare()
        demo_members.prepare()
        ways = demo_members.ways_in()
        assert len(ways) == len(demo_members.PARTS)
        for (_, path), part in zip(ways, demo_members.PARTS, strict=True):
            assert client.get(path).status_code == 200
            assert client.post(path)["Location"] == "/espace/"
            assert client.get("/espace/").context["user"].email == part.email
            assert Client().post(path).status_code == 410

    def test_static_files_are_gathered_only_when_they_changed(self, settings, tmp_path, monkeypatch):
        settings.STATIC_ROOT = tmp_path / "static"
        runs = []

        def collect(*args, **kwargs):
            runs.append(args)
            settings.STATIC_ROOT.mkdir(exist_ok=True)

        monkeypatch.setattr(starting, "call_command", collect)
        starting.collect_static()
        starting.collect_static()
        assert len(runs) == 1
        monkeypatch.setattr(starting, "static_fingerprint", lambda: "another")
        starting.collect_static()
        assert len(runs) == 2

    def test_translations_are_compiled_when_they_are_newer(self, settings, tmp_path):
        folder = tmp_path / "ar" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n')
        settings.LOCALE_PATHS = [tmp_path]
        starting.compile_translations()
        assert (folder / "django.mo").exists()

    def test_a_busy_port_is_noticed(self):
        import socket

        with socket.socket() as busy:
            busy.bind(("127.0.0.1", 0))
            busy.listen()
            assert starting.port_is_free("127.0.0.1", busy.getsockname()[1]) is False
