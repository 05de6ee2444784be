"""The network is cut: what was seen, and the neighbourhood's places, still help; and say how old they are."""

import re
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.browser.following import follow, until
from tests.browser.test_every_page import AXE, RULES, RUN_AXE, TINY, TOO_WIDE

SHELL = ("/", "/ou-aller/", "/hors-ligne/")
DIRECTORY, LIST = "/hors-ligne/lieux.json?zone={zone}", "/lieux/?zone={zone}"
RESULTS = "/ou-aller/?besoin=imprimer&zone={zone}"
AGE = re.compile(r"Page gardée le \d{1,2} [a-zûé]+ à \d{1,2} h \d\d\. Sans réseau\.")
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const keys = await (await caches.open(name)).keys();
    found[name.replace(/-[^-]+$/, '')] = keys.map(({ url }) => url.slice(location.origin.length));
  }
  return found;
}"""


def settled(page, *paths: str, shell: str = ""):
    """The home page, the question and the offline page are kept, and what else is told."""
    page.wait_for_function("() => navigator.serviceWorker.controller")
    until(
        lambda: {*(shell + path for path in SHELL), *paths} <= {path for paths in kept(page).values() for path in paths}
    )
    return page


def kept(page) -> dict[str, list[str]]:
    return page.evaluate(KEPT)


def cut(page):
    page.context.set_offline(True)
    return page


@pytest.fixture
def arrived(visit, site):
    """One visit, straight to an answer; then no network."""
    page = visit(RESULTS, width=360, height=640)
    settled(page, *(site(path).removeprefix(site.url) for path in (RESULTS, DIRECTORY, LIST)))
    page.faults.clear()
    return cut(page)


def go(page, site, path: str):
    page.goto(site(path))
    return page


def test_the_last_answer_opens_again_and_says_its_age(arrived):
    before = arrived.locator(".card h2").all_inner_texts()
    arrived.reload()
    arrived.wait_for_selector(".kept")

    assert arrived.locator(".card h2").all_inner_texts() == before
    assert AGE.fullmatch(arrived.locator(".kept").inner_text())


def test_a_need_never_looked_for_is_answered_from_the_directory_of_the_neighbourhood(arrived, site):
    go(arrived, site, "/")
    follow(arrived.locator(".needs a", has_text="Apprendre"))
    arrived.wait_for_selector(".choices")
    assert arrived.locator("h1").inner_text() == "D'où partez-vous ?"
    follow(arrived.locator(".choices a").first)
    arrived.wait_for_selector(".cards .card")

    assert arrived.locator("h1").inner_text().startswith("Lieux gardés autour de ")
    assert 1 <= arrived.locator(".cards .card").count() <= 10
    assert AGE.fullmatch(arrived.locator(".kept").inner_text())


@pytest.mark.parametrize(
    "path",
    ["/ou-aller/?besoin=apprendre", "/ou-aller/?besoin=apprendre&zone={zone}", "/lieux/{full}/ticket.pdf", "/aide/"],
)
def test_a_page_made_from_what_was_kept_is_accessible_and_narrow(arrived, site, path):
    go(arrived, site, path)
    arrived.wait_for_timeout(300)
    arrived.evaluate(AXE)
    assert arrived.evaluate(RUN_AXE, RULES) == []
    arrived.set_viewport_size({"width": 320, "height": 640})

    assert (arrived.evaluate(TOO_WIDE), arrived.evaluate(TINY)) == ([], [])


def test_places_that_answer_the_need_itself_come_first(arrived, site):
    go(arrived, site, "/ou-aller/?besoin=imprimer&zone={zone}&ouvert=samedi")
    arrived.wait_for_selector(".cards .card")
    names = arrived.locator(".card h2").all_inner_texts()
    scores = arrived.evaluate(
        """async (names) => {
          const cache = await caches.open('maillage-zones-1');
          const { places } = await (await cache.match((await cache.keys())[0])).json();
          return names.map((name) => places.find(({ nom }) => nom === name).needs.imprimer);
        }""",
        names,
    )

    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 2


def test_a_place_never_opened_shows_its_address_phone_and_hours(arrived, site):
    go(arrived, site, "/lieux/{full}/")
    arrived.wait_for_selector(".card")

    assert arrived.locator("h1").inner_text() == arrived.locator(".card h2").inner_text()
    expect(arrived.get_by_role("button", name="Imprimer")).to_be_visible()
    assert AGE.fullmatch(arrived.locator(".kept").inner_text())


def test_a_ticket_that_was_not_kept_becomes_a_page_to_print(arrived, site):
    go(arrived, site, "/lieux/{full}/ticket.pdf")
    arrived.wait_for_selector(".card")

    assert arrived.locator(".note").inner_text().startswith("Le ticket de ce lieu n'a pas été gardé")


def test_a_ticket_that_was_opened_opens_again(visit_whole, site):
    page = settled(visit_whole("/lieux/{full}/"))
    address = site("/lieux/{full}/ticket.pdf?lang=fr")
    page.goto(address)
    page.goto(site("/"))
    settled(page, address.removeprefix(site.url))
    answer = cut(page).goto(address)

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.from_service_worker


def test_a_network_that_does_not_answer_counts_as_none(visit, site):
    page = settled(visit("/ou-aller/"))
    page.context.route("**/ou-aller/", lambda route: time.sleep(6) or route.continue_())
    page.goto(site("/ou-aller/"))
    page.wait_for_selector(".kept")

    assert page.locator(".kept").inner_text().endswith("Le réseau est lent.")


MADE_OLD = """async () => {
  const cache = await caches.open('maillage-pages-1'), now = await (await cache.match('/')).text();
  const old = now.replace(/maillage\\.[0-9a-f]{12}\\.css/, 'maillage.0123456789ab.css');
  await cache.put('/', new Response(old, { headers: { 'Content-Type': 'text/html' } }));
  return now === old;  // it was, a moment ago, and stayed
}"""


def test_a_page_kept_under_an_earlier_version_still_has_its_style(visit, site):
    page = cut(settled(visit("/")))  # from now on nothing newer comes, but what is on its way
    until(lambda: page.evaluate(MADE_OLD))
    page.goto(site("/"))

    assert "0123456789ab" in page.content()
    assert page.evaluate("getComputedStyle(document.querySelector('.foot')).borderTopStyle") == "solid"


def test_a_place_that_was_opened_opens_whole(visit, site):
    page = settled(visit("/lieux/{full}/"), site("/lieux/{full}/").removeprefix(site.url))
    facts = page.locator(".facts").first.inner_text()
    cut(page).reload()
    page.wait_for_selector(".kept")

    assert page.locator(".facts").first.inner_text() == facts


def test_the_directory_of_the_neighbourhood_can_be_searched(arrived, site):
    go(arrived, site, "/lieux/?q=mediatheque")
    arrived.wait_for_selector(".cards .card")

    assert [name for name in arrived.locator(".card h2").all_inner_texts() if "Médiathèque" not in name] == []


def test_with_nothing_kept_the_page_says_so(visit, site):
    page = cut(settled(visit("/")))
    go(page, site, "/lieux/{full}/")

    assert page.locator("h1").inner_text() == "Sans réseau"
    assert page.locator(".needs a").count() == 9


def test_a_page_in_arabic_is_kept_beside_the_french_one(visit, site):
    page = settled(visit("/"))
    go(page, site, "/ar/")
    settled(page, "/ar/", "/ar/ou-aller/", "/ar/hors-ligne/")
    cut(page)

    for path, lang, direction in (("/", "fr", "ltr"), ("/ar/", "ar", "rtl"), ("/ar/lieux/rien/", "ar", "rtl")):
        go(page, site, path)
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [lang, direction]


def test_in_arabic_the_kept_places_speak_arabic_and_mark_their_french_names(visit, site):
    page = settled(visit("/ar" + RESULTS), site("/ar" + DIRECTORY).removeprefix(site.url), shell="/ar")
    cut(page)
    go(page, site, "/ar/ou-aller/?besoin=apprendre&zone={zone}")
    card = page.locator(".cards .card").first
    card.wait_for()

    assert card.get_attribute("lang") == "ar"
    assert card.locator("h2 bdi").get_attribute("lang") == "fr"
    assert page.evaluate("document.documentElement.dir") == "rtl"


def test_members_pages_and_answers_with_a_cookie_are_never_kept(visit, site):
    page = settled(visit("/"))
    for path in ("/admin/login/", "/ou-aller/?q=vendre+ma+voiture&zone={zone}", "/niveau/", "/api/lieux", "/aide/"):
        go(page, site, path)
        page.wait_for_timeout(300)

    pages = kept(page)["maillage-pages"]
    assert [path for path in pages if re.match(r"/(admin|api|niveau|aide)", path)] == []
    assert sorted(path for path in pages if "?" not in path) == sorted(SHELL)


def test_the_last_ten_answers_are_kept_no_more(visit, site):
    page = settled(visit("/"))
    for number in range(12):
        go(page, site, f"/ou-aller/?besoin=imprimer&depart=indifferent&ouvert={number}")
        settled(page, f"/ou-aller/?besoin=imprimer&depart=indifferent&ouvert={number}")
    page.wait_for_timeout(300)
    answers = [path for path in kept(page)["maillage-pages"] if "ouvert=" in path]

    assert [path.rpartition("=")[2] for path in answers] == [str(number) for number in range(2, 12)]


def test_files_of_an_earlier_version_are_thrown_away(visit, site):
    page = settled(visit("/"))
    page.evaluate("caches.open('maillage-static-earlier')")
    page.evaluate("navigator.serviceWorker.ready.then((one) => one.unregister())")
    page.reload()
    settled(page)
    until(lambda: "maillage-static-earlier" not in page.evaluate("caches.keys()"))

    assert sorted(kept(page)) == ["maillage-pages", "maillage-static"]


@pytest.fixture
def deployed(site):
    """The same site behind a door of ours, which may give the worker as it would be once a static file has changed."""

    class Door(BaseHTTPRequestHandler):
        newer = False

        def do_GET(self):
            with urllib.request.urlopen(site.url + self.path) as answer:
                body, told = answer.read(), answer.headers
            if self.newer and self.path == "/sw.js":
                body = re.sub(rb'"version":"\w+"', b'"version":"0123456789ab"', body)
            self.send_response(200)
            for name in ("Content-Type", "Cache-Control", "X-Offline"):
                self.send_header(name, told.get(name, ""))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Door, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def versions(page) -> list[str]:
    return [name for name in page.evaluate("caches.keys()") if name.startswith("maillage-static-")]


def test_an_update_arrives_with_the_next_page_and_what_was_kept_stays(chromium, site, deployed):
    door, url = deployed
    place = site("/lieux/{full}/").removeprefix(site.url)
    context = chromium.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(url + place)
    settled(page, place)
    (before,) = versions(page)
    page.goto(url + "/ou-aller/")
    assert versions(page) == [before]

    door.newer = True
    page.goto(url + "/ou-aller/")
    until(lambda: versions(page) == ["maillage-static-0123456789ab"])
    cut(page).goto(url + place)
    page.wait_for_selector(".kept")
    expect(page.locator(".facts").first).to_be_visible()
    context.close()


def test_a_first_visit_with_all_that_it_keeps_is_light(chromium, site):
    """What the worker fetches for later is counted too."""
    context, weights = chromium.new_context(), []
    context.on("requestfinished", lambda sent: weights.append((sent.service_worker is not None, sent.sizes())))
    page = context.new_page()
    page.goto(site(RESULTS))
    settled(page, *(site(path).removeprefix(site.url) for path in (RESULTS, DIRECTORY, LIST)))
    page.wait_for_timeout(300)
    bytes = sum(sizes["responseBodySize"] + sizes["responseHeadersSize"] for _, sizes in weights)
    context.close()

    assert any(worker for worker, _ in weights)
    assert 0 < bytes <= 100 * 1024


def test_what_was_kept_can_be_erased(visit, site):
    page = settled(visit(RESULTS), site(DIRECTORY).removeprefix(site.url))
    go(page, site, "/hors-ligne/")
    page.get_by_role("button", name="Effacer ce qui est gardé ici").click()
    page.get_by_role("button", name="C'est effacé").wait_for()

    until(lambda: kept(page).get("maillage-zones") is None)
    until(lambda: sorted(kept(page)["maillage-pages"]) == sorted(SHELL))


def test_it_can_be_installed(visit_whole):
    page = visit_whole("/")
    devtools = page.context.new_cdp_session(page)
    manifest = devtools.send("Page.getAppManifest")

    assert manifest["errors"] == []
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors] == ["in-incognito"]  # tests live in a private window
