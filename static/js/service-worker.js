// The day without network. Served at /sw.js, after a line `const KNOWN = {version, static, files, pages, …}`.
// Pages: network first, what was kept when it fails or is slow. Static files: their name changes with their content.
// The language is in the address (/ar/lieux/): copies in two languages are two pages.
// The server says what may be kept (X-Offline): never members' pages, nor an answer with a cookie or `no-store`.
const PAGES = "maillage-pages-1", ZONES = "maillage-zones-1";
const STATIC = `maillage-static-${KNOWN.version}`;
const MOST = { result: 10, place: 10, ticket: 10, step: 20, list: 5, zone: 3, doors: 3 };
const WAIT = 4000; // milliseconds before a slow network counts as none
const FRESH = 3600000; // a directory kept within the hour is not asked for again
const NOT_OURS = /^\/(admin|espace|api|sw\.js)/;
const HASHED = /\.[0-9a-f]{12}(?=\.\w+$)/;
const served = new Map(); // address → when the copy that was just shown was kept, and why it was

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(answer(event)));
self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || NOT_OURS.test(url.pathname)) return;
  if (url.pathname.startsWith(KNOWN.static)) event.respondWith(file(request, url));
  else if (request.mode === "navigate") page(event);
});

async function install() {
  const cache = await caches.open(STATIC);
  await cache.addAll(KNOWN.files);
  const pages = await (await caches.open(PAGES)).keys();
  if (pages.some(({ url }) => kind(url) === "doors")) await cache.addAll(KNOWN.doors);
  await Promise.all(pages.map(({ url }) => cut(url)).filter(({ path }) => path === KNOWN.offline).map(({ prefix }) => keepShell(prefix)));
  await self.skipWaiting();
}

async function activate() {
  const current = [PAGES, ZONES, STATIC];
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("maillage-") && !current.includes(name)).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer({ data, source }) {
  if (data.age && served.has(data.age)) source.postMessage({ kept: served.get(data.age) });
  if (data.keep) await Promise.all([fetchAndKeep(data.keep), keepShell(cut(data.keep).prefix)]);
  if (data.keep && (await (await caches.open(PAGES)).match(name(data.keep)))) source.postMessage({ ready: true });
  if ("zone" in data) await keepZone(cut(source.url).prefix, data.zone);
  if (data.forget) await forget();
  if (data.leave) await (await caches.open(PAGES)).delete(name(data.leave));
}

// -- pages

function page(event) {
  const network = fetch(event.request).then((response) => {
    if (response.status > 501) throw new Error("the server is away");
    served.delete(event.request.url);
    return response;
  });
  const copy = network.then((response) => response.clone());
  event.waitUntil(copy.then((response) => keep(event.request.url, response)).catch(() => {}));
  event.respondWith(shown(event.request.url, network));
}

async function shown(url, network) {
  let timer;
  const slow = new Promise((resolve) => { timer = setTimeout(resolve, WAIT); });
  try {
    const response = await Promise.race([network, slow]);
    clearTimeout(timer);
    if (response) return response;
  } catch {
    return (await kept(url, "none")) ?? instead(url);
  }
  return (await kept(url, "slow")) ?? network.catch(() => instead(url));
}

async function kept(url, why) {
  const response = await (await caches.open(PAGES)).match(name(url));
  if (response) served.set(url, { at: response.headers.get("X-Kept"), why });
  return response;
}

// The page that says so, and does what it can with the directory that was kept.
async function instead(url) {
  const cache = await caches.open(PAGES);
  return (await cache.match(cut(url).prefix + KNOWN.offline)) ?? (await cache.match(KNOWN.offline)) ?? Response.error();
}

function name(url) {
  const key = new URL(url, location.origin);
  key.searchParams.delete("borne");
  key.hash = "";
  return key.href;
}

function cut(url) {
  const { pathname } = new URL(url, location.origin);
  const prefix = KNOWN.prefixes.find((one) => pathname.startsWith(`${one}/`)) ?? "";
  return { prefix, path: pathname.slice(prefix.length) };
}

async function keep(url, response) {
  if (!response.ok || response.headers.get("X-Offline") !== "1") return;
  await put(PAGES, url, response);
  const { prefix } = cut(url);
  if (!(await (await caches.open(PAGES)).match(prefix + KNOWN.offline))) await keepShell(prefix);
}

async function put(store, url, response) {
  const headers = new Headers(response.headers);
  for (const gone of ["Vary", "Content-Encoding", "Content-Length"]) headers.delete(gone);
  headers.set("X-Kept", new Date().toISOString());
  const cache = await caches.open(store), body = await response.blob(), sort = kind(url);
  if (sort === "doors") await keepFiles(KNOWN.doors); // and the page is never missing, not even for a moment
  else if (MOST[sort]) await cache.delete(name(url)); // so that the newest is the last
  await cache.put(name(url), new Response(body, { headers }));
  const same = (await cache.keys()).filter((one) => kind(one.url) === sort);
  await Promise.all(same.slice(0, Math.max(0, same.length - (MOST[sort] ?? Infinity))).map((one) => cache.delete(one)));
}

function kind(address) {
  const { path } = cut(address), { searchParams } = new URL(address, location.origin);
  const has = (...names) => names.some((one) => searchParams.get(one));
  if (path === KNOWN.directory) return "zone";
  if (path.startsWith("/porte/")) return "doors"; // a visitor's notebook: what it has not sent needs its page
  if (path.endsWith(".pdf")) return "ticket";
  if (path.startsWith(KNOWN.list)) return path === KNOWN.list ? "list" : "place";
  if (path === KNOWN.journey && has("q", "besoin")) return has("zone", "near", "adresse", "depart") ? "result" : "step";
  return searchParams.size ? "step" : "shell";
}

async function fetchAndKeep(url) {
  const response = await fetch(url).catch(() => null);
  if (response?.ok && response.headers.get("X-Offline") === "1") await put(PAGES, url, response);
}

async function keepShell(prefix) {
  await Promise.all([KNOWN.home, KNOWN.journey, KNOWN.offline].map((path) => fetchAndKeep(prefix + path)));
}

// -- the directory of a neighbourhood

async function keepZone(prefix, zone) {
  const query = zone && `?${new URLSearchParams({ zone })}`, url = `${prefix}${KNOWN.directory}${query}`;
  const before = await (await caches.open(ZONES)).match(name(url));
  if (before && Date.now() - new Date(before.headers.get("X-Kept")) < FRESH) return;
  const response = await fetch(url).catch(() => null);
  if (!response?.ok || response.headers.get("X-Offline") !== "1") return;
  await put(ZONES, url, response);
  await fetchAndKeep(`${prefix}${KNOWN.list}${query}`);
}

// What someone did here goes; the empty pages stay, and a notebook, which erases itself.
async function forget() {
  await caches.delete(ZONES);
  served.clear();
  const cache = await caches.open(PAGES);
  const done = (await cache.keys()).filter((one) => !["shell", "doors"].includes(kind(one.url)));
  await Promise.all(done.map((one) => cache.delete(one)));
}

// -- static files

async function file(request, url) {
  const cache = await caches.open(STATIC), hashed = HASHED.test(url.pathname);
  const hit = hashed && (await cache.match(request.url));
  if (hit) return hit;
  try {
    const response = await fetch(request);
    if (hashed && response.ok && !url.pathname.includes("/admin/")) await cache.put(request.url, response.clone());
    return response;
  } catch {
    return (await sameName(cache, url.pathname)) ?? Response.error();
  }
}

async function keepFiles(files) {
  const cache = await caches.open(STATIC);
  for (const one of files) if (!(await cache.match(one))) await cache.add(one);
}

// A page kept under an earlier version asks for its own files: those of today will do.
async function sameName(cache, path) {
  const plain = path.replace(HASHED, "");
  const found = (await cache.keys()).find((one) => new URL(one.url).pathname.replace(HASHED, "") === plain);
  return found && cache.match(found);
}
