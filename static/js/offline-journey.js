// In place of a page that was not kept: the same step, from the directory that was. Nothing leaves, nothing is guessed.
const page = document.getElementById("offline");
const words = page.dataset;
const asked = new URLSearchParams(location.search);
const MOST = { journey: 10, list: 200 };
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// The newest first; in this language, or in any when there is none.
async function directories() {
  const cache = await caches.open("maillage-zones-1"), keys = (await cache.keys()).reverse();
  const mine = keys.filter(({ url }) => new URL(url).pathname === words.directory);
  const answers = await Promise.all((mine.length ? mine : keys).map((key) => cache.match(key, { ignoreVary: true })));
  return Promise.all(answers.map(async (one) => ({ ...(await one.json()), at: one.headers.get("X-Kept") })));
}

function make(tag, className, ...inside) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}

function link(className, href, ...inside) {
  return Object.assign(make("a", className, ...inside), { href });
}

// Names and addresses are French whatever the page speaks; figures read from left to right.
const french = (text) => Object.assign(make("bdi", "", text), { lang: "fr" });
const figures = (text) => Object.assign(make("bdi", "", text), { dir: "ltr" });

function card(place, lang, alone) {
  const name = french(place.nom);
  const item = make(alone ? "div" : "li", "card", make("h2", "", alone ? name : link("", `${words.placesUrl}${place.slug}/`, name)));
  item.lang = lang; // of what was kept, when this language was not
  item.append(make("p", "where", Object.assign(make("bdi", "", place.hours), { dir: "auto" })));
  const where = [place.address && french(place.address), place.walk && make("bdi", "", place.walk)].filter(Boolean);
  if (where.length) item.append(make("p", "where", where[0], ...where.slice(1).flatMap((one) => [" · ", one])));
  if (place.services) item.append(make("ul", "reasons", ...place.services.map((one) => make("li", "", one))));
  const act = make("p", "do");
  if (place.phone) act.append(link("button", place.tel, words.call, figures(place.phone)));
  if (alone) {
    const print = make("button", "button quiet", words.print);
    print.addEventListener("click", () => window.print());
    act.append(print);
  }
  if (act.childElementCount) item.append(act);
  return item;
}

function show(title, directory, ...parts) {
  page.replaceChildren(make("h1", "", title), ...parts.filter(Boolean));
  document.title = title;
  document.getElementById("still").hidden = true;
  document.dispatchEvent(new CustomEvent("kept", { detail: { at: directory.at, why: "none" } }));
}

function where(kept) {
  const choices = kept.map(({ zone, nom }) => {
    const next = new URLSearchParams(location.search);
    next.set(zone ? "zone" : "depart", zone || "indifferent");
    return make("li", "", link("button quiet", `${words.searchUrl}?${next}`, nom || words.anywhere));
  });
  show(words.where, kept[0], make("ul", "choices", ...choices));
}

// Those who do just that, then those who do something near; [places, what to say about it].
function chosen({ places }) {
  const needs = asked.getAll("besoin"), text = fold(asked.get("q") ?? "").split(/\W+/).filter((one) => one.length > 2);
  if (needs.length) {
    if (!places.some((one) => needs.some((need) => need in (one.needs ?? {})))) return [places, words.unsorted];
    const score = (one) => Math.max(0, ...needs.map((need) => one.needs?.[need] ?? 0));
    return [places.filter(score).sort((one, other) => score(other) - score(one)), ""];
  }
  if (!text.length) return [places, ""];
  const has = (one) => text.some((word) => fold([one.nom, one.address, ...(one.services ?? [])].join(" ")).includes(word));
  const found = places.filter(has);
  return found.length ? [found, ""] : [places, words.nothing];
}

function list(directory, most) {
  const [places, note] = chosen(directory);
  const title = directory.nom ? words.around.replace("{zone}", directory.nom) : words.places;
  const all = places.length > most && make("p", "do", link("button quiet", words.placesUrl, words.all));
  show(title, directory, make("p", "note", note || words.check), make("ul", "cards", ...places.slice(0, most).map((one) => card(one, directory.lang))), all);
}

function one(kept, slug, ticket) {
  for (const directory of kept) {
    const place = directory.places.find((one) => one.slug === slug);
    if (place) return show(place.nom, directory, make("p", "note", ticket ? words.ticket : words.check), card(place, directory.lang, true));
  }
}

async function start() {
  const kept = await directories(), path = location.pathname;
  if (!kept.length) return;
  const here = kept.find(({ zone }) => zone === (asked.get("zone") ?? "")) ?? kept[0];
  const started = ["zone", "near", "adresse", "depart"].some((name) => asked.get(name));
  if (path === words.searchUrl) return started ? list(here, MOST.journey) : where(kept);
  if (path === words.placesUrl) return list(here, MOST.list);
  const [, slug, ticket] = path.startsWith(words.placesUrl) ? path.match(/\/([-\w]+)\/(ticket\.pdf)?$/) ?? [] : [];
  if (slug) one(kept, slug, ticket);
}

if ("caches" in globalThis) start();
