// The map of the same question as the list. Leaflet comes when the map is opened; groups of places come from the server.
// Texts are in the section's data attributes; everything is built with DOM methods, never from strings of HTML.
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
  await fit(section);
  map.on("moveend", () => refresh(section));
  document.addEventListener("places:results", () => fit(section));
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
  const tiles = told.tiles.replace("0/0/0", "{z}/{x}/{y}");
  L.tileLayer(tiles, { maxZoom: 19, attribution: told.attribution }).addTo(map);
}

// Communes and zones, drawn by us: the map says something even with no tiles.
async function backdrop(section) {
  const response = await fetch(section.dataset.backdrop).catch(() => null);
  if (!response?.ok) return;
  const layer = L.geoJSON(await response.json(), {
    interactive: false,
    style: ({ properties }) => ({ className: `backdrop ${properties.kind ?? ""}`, fill: true }),
  }).addTo(map);
  layer.eachLayer((one) => {
    const { nom, name, approximate } = one.feature.properties;
    const text = document.createElement("span");
    text.textContent = (nom ?? name ?? "") + (approximate ? ` (${section.dataset.zones})` : "");
    one.bindTooltip(text, { permanent: true, direction: "center", className: "zone-name", interactive: false });
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
function draw(section, all) {
  const wanted = new Map();
  for (const feature of all) {
    const { count } = feature.properties;
    const key = `${count ?? ""}@${feature.geometry.coordinates}`;
    wanted.set(key, [...(wanted.get(key) ?? []), feature]);
  }
  for (const [key, marker] of shown) if (!wanted.has(key)) marker.remove(), shown.delete(key);
  for (const [key, features] of wanted) {
    if (shown.has(key)) continue;
    const marker = features[0].properties.count ? group(section, features[0]) : pin(section, features);
    shown.set(key, marker.addTo(map));
    keys(marker);
  }
}

function pin(section, features) {
  const [longitude, latitude] = features[0].geometry.coordinates;
  const { nom, open } = features[0].properties;
  const many = features.length > 1;
  const name = many ? section.dataset.same.replace("%n", features.length) : nom;
  const kind = many ? "many" : open === true ? "open" : open === false ? "shut" : "unknown";
  const marker = L.marker([latitude, longitude], { icon: icon(`pin ${kind}`, many ? String(features.length) : "", 44), title: name, alt: name });
  return marker.bindPopup(() => content(section, features), { maxWidth: 280, autoPanPadding: [16, 16] });
}

function content(section, features) {
  const told = section.dataset;
  const box = document.createElement("div");
  for (const { properties } of features.slice(0, 12)) {
    const link = Object.assign(document.createElement("a"), { href: properties.url, textContent: properties.nom });
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

function group(section, { geometry, properties }) {
  const [longitude, latitude] = geometry.coordinates;
  const [west, south, east, north] = properties.bounds;
  const name = section.dataset.group.replace("%n", properties.count);
  const size = 44 + 8 * Math.min(3, Math.floor(Math.log10(properties.count)));
  const marker = L.marker([latitude, longitude], { icon: icon("group", properties.count.toLocaleString(document.documentElement.lang), size), title: name, alt: name });
  return marker.on("click", () => {
    if (map.getZoom() < map.getMaxZoom() && (east - west > 1e-4 || north - south > 1e-4)) {
      map.fitBounds([[south, west], [north, east]], { padding: [24, 24] });
    } else {
      section.querySelector("[data-list-here]").focus();
    }
  });
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
    if (event.key !== " ") return;
    event.preventDefault();
    marker.fire("click");
  });
  marker.on("popupopen", ({ popup }) => popup.getElement().querySelector("a[href]:not(.leaflet-popup-close-button)")?.focus({ preventScroll: true }));
  marker.on("popupclose", () => marker.getElement()?.focus({ preventScroll: true }));
}
