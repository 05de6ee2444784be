// The map of the same question as the list. Leaflet comes when the map is opened; groups of places come from the server.
// Texts are in the section's data attributes; everything is built with DOM methods, never from strings of HTML.
const TARGET = 44; // pixels a finger needs
let map;
let shown = new Map(); // key → marker on the map
let asked;

export async function open(section) {
  section.classList.add("opened");
  section.querySelector("[data-frame]").hidden = false;
  section.querySelector("[data-without-script]")?.remove();
  section.querySelector("[data-open-map]").hidden = true;
  if (map) return map.invalidateSize();
  await Promise.all([style(section.dataset.style), script(section.dataset.script)]);
  build(section);
  backdrop(section);
  if (framed()) map.fitBounds(framed(), { animate: false });
  await (framed() ? refresh(section) : fit(section));
  map.on("moveend", () => refresh(section));
  document.addEventListener("places:results", () => (framed() ? refresh(section) : fit(section)));
  section.querySelector("[data-close-map]").addEventListener("click", () => close(section));
}

function close(section) {
  section.classList.remove("opened");
  section.querySelector("[data-frame]").hidden = true;
  const opener = section.querySelector("[data-open-map]");
  opener.hidden = false;
  opener.focus();
  document.getElementById("search").elements.vue.value = "";
}

function style(href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return loaded(link);
}

function script(src) {
  return loaded(Object.assign(document.createElement("script"), { src }));
}

function loaded(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

function build(section) {
  const told = section.dataset;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  map = L.map(section.querySelector("[data-map]"), {
    zoomControl: false, maxZoom: 19, minZoom: 3, center: [50.69, 3.17], zoom: 12,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
  });
  L.control.zoom({ zoomInTitle: told.in, zoomOutTitle: told.out }).addTo(map);
  map.attributionControl.setPrefix("Leaflet");
  if (told.tiles) L.tileLayer(told.tiles.replace("0/0/0", "{z}/{x}/{y}"), { maxZoom: 19, attribution: told.attribution }).addTo(map);
}

// Communes and zones, drawn by us: the map says something even with no tiles.
async function backdrop(section) {
  const response = await fetch(section.dataset.backdrop).catch(() => null);
  if (!response?.ok) return;
  map.createPane("names").style.zIndex = 450; // above the outlines, under the places
  const layer = L.geoJSON(await response.json(), {
    interactive: false,
    style: ({ properties }) => ({ className: `backdrop ${properties.kind ?? ""}`, fill: true }),
  }).addTo(map);
  layer.eachLayer((one) => {
    const { nom, approximate } = one.feature.properties;
    if (approximate) map.attributionControl.addAttribution(section.dataset.zones);
    const text = document.createElement("span");
    text.textContent = nom ?? "";
    one.bindTooltip(text, { pane: "names", permanent: true, direction: "center", className: "zone-name", interactive: false });
  });
  const names = () => section.classList.toggle("named", map.getZoom() >= 14);
  map.on("zoomend", names);
  names();
}

function url(section, box) {
  const query = new URLSearchParams(document.getElementById("results").dataset.query);
  if (box) query.set("bbox", box);
  query.set("zoom", box ? map.getZoom() : 0);
  return `${section.dataset.features}?${query}`;
}

function view() {
  const bounds = map.getBounds();
  const clamp = (value, most) => Math.min(most, Math.max(-most, value)).toFixed(5);
  return [clamp(bounds.getWest(), 180), clamp(bounds.getSouth(), 90), clamp(bounds.getEast(), 180), clamp(bounds.getNorth(), 90)].join(",");
}

async function features(section, box) {
  asked?.abort();
  asked = new AbortController();
  try {
    const response = await fetch(url(section, box), { signal: asked.signal });
    if (!response.ok) throw new Error(response.statusText);
    return await response.json();
  } catch (error) {
    if (error.name !== "AbortError") say(section, section.dataset.failed);
    return null;
  }
}

// The frame someone chose, when the list is limited to it.
function framed() {
  const [west, south, east, north] = (new URLSearchParams(location.search).get("bbox") ?? "").split(",").map(Number);
  return Number.isFinite(north) ? [[south, west], [north, east]] : null;
}

// Show all that was found; then draw what is in the frame.
async function fit(section) {
  const found = await features(section, null);
  const bounds = L.latLngBounds([]);
  for (const { geometry, properties } of found?.features ?? []) {
    const [longitude, latitude] = geometry.coordinates;
    bounds.extend([latitude, longitude]);
    if (properties.bounds) bounds.extend([properties.bounds[1], properties.bounds[0]]).extend([properties.bounds[3], properties.bounds[2]]);
  }
  if (bounds.isValid()) map.fitBounds(bounds.pad(0.05), { maxZoom: 16, animate: false });
  await refresh(section);
}

async function refresh(section) {
  const box = view();
  const here = section.querySelector("[data-list-here]");
  const link = new URLSearchParams(document.getElementById("results").dataset.query);
  link.set("vue", "carte");
  link.set("bbox", box);
  here.href = `?${link}`;
  const found = await features(section, box);
  if (!found) return;
  draw(section, found.features);
  say(section, section.dataset.count.replace("%n", found.total ?? found.features.length));
}

function say(section, text) {
  section.querySelector("[data-status]").textContent = text;
}

// Markers that stay are not touched: an open window stays open, the focus stays where it is.
function draw(section, features) {
  const wanted = new Map(piles(features).map((pile) => [`${map.getZoom()}@${pile.features.map((one) => one.geometry.coordinates)}`, pile]));
  for (const [key, marker] of shown) if (!wanted.has(key)) marker.remove(), shown.delete(key);
  for (const [key, pile] of wanted) {
    if (shown.has(key)) continue;
    const marker = pile.count > 1 ? group(section, pile) : pin(section, pile);
    shown.set(key, marker.addTo(map));
    keys(marker);
  }
}

// What would overlap on the screen becomes one marker: each stays a target of its own.
function piles(features) {
  const found = [];
  for (const feature of features) {
    const [longitude, latitude] = feature.geometry.coordinates;
    const at = map.project([latitude, longitude]);
    const [west, south, east, north] = feature.properties.bounds ?? [longitude, latitude, longitude, latitude];
    const bounds = L.latLngBounds([south, west], [north, east]);
    const near = found.find((pile) => Math.abs(pile.at.x - at.x) < TARGET && Math.abs(pile.at.y - at.y) < TARGET);
    if (!near) {
      found.push({ at, point: [latitude, longitude], features: [feature], count: feature.properties.count ?? 1, bounds });
      continue;
    }
    near.features.push(feature);
    near.count += feature.properties.count ?? 1;
    near.bounds.extend(bounds);
  }
  return found;
}

function pin(section, { point, features }) {
  const { nom, open } = features[0].properties;
  const kind = open === true ? "open" : open === false ? "shut" : "unknown";
  const marker = L.marker(point, { icon: icon(`pin ${kind}`, "", TARGET), title: nom, alt: nom });
  return marker.bindPopup(() => content(section, features), { maxWidth: 280, autoPanPadding: [16, 16] });
}

// Enlarge while that tells more; at the end, name what stands at one door.
function group(section, { point, features, count, bounds }) {
  const named = features.every((one) => !one.properties.count);
  const last = map.getZoom() >= map.getMaxZoom() || bounds.getSouthWest().equals(bounds.getNorthEast(), 1e-5);
  const name = section.dataset[named && last ? "same" : "group"].replace("%n", count);
  const size = TARGET + 8 * Math.min(3, Math.floor(Math.log10(count)));
  const text = count.toLocaleString(`${document.documentElement.lang}-u-nu-latn`);
  const marker = L.marker(point, { icon: icon("group", text, size), title: name, alt: name });
  if (named && last) return marker.bindPopup(() => content(section, features), { maxWidth: 280, autoPanPadding: [16, 16] });
  return marker.on("click", () => {
    const closer = Math.max(map.getZoom() + 1, map.getBoundsZoom(bounds, false, L.point(96, 96)));
    map.setView(bounds.getCenter(), Math.min(closer, map.getMaxZoom()));
  });
}

function content(section, features) {
  const told = section.dataset;
  const box = Object.assign(document.createElement("div"), { dir: "auto" });
  for (const { properties } of features.slice(0, 12)) {
    const link = Object.assign(document.createElement("a"), { href: section.dataset.places + properties.slug + "/", textContent: properties.nom });
    const line = document.createElement("span");
    line.className = properties.open === true ? "open" : properties.open === false ? "shut" : "";
    line.textContent = properties.open === true ? told.open : properties.open === false ? told.shut : told.unknown;
    const paragraph = document.createElement("p");
    paragraph.append(link, document.createElement("br"), line);
    if (properties.adresse) paragraph.append(` · ${properties.adresse}`);
    box.append(paragraph);
  }
  return box;
}

function icon(className, text, size) {
  const inner = document.createElement("span");
  inner.textContent = text;
  return L.divIcon({ className, html: inner, iconSize: [size, size], popupAnchor: [0, -size / 2] });
}

// Markers are buttons: a name, Enter and Space; the window takes the focus and gives it back.
function keys(marker) {
  const element = marker.getElement();
  element.setAttribute("aria-label", element.title);
  element.addEventListener("keydown", (event) => {
    if (![" ", "Enter"].includes(event.key)) return;
    event.preventDefault();
    if (marker.getPopup()) marker.openPopup();
    else marker.fire("click");
  });
  marker.on("popupopen", ({ popup }) => {
    const box = popup.getElement();
    box.querySelector("a[href]:not(.leaflet-popup-close-button)")?.focus({ preventScroll: true });
    box.onkeydown = (pressed) => pressed.key === "Escape" && map.closePopup();
  });
  marker.on("popupclose", () => marker.getElement()?.focus({ preventScroll: true }));
}
