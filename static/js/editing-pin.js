// The pin of a place, moved by hand: dragged, put where one touches, or pushed with the arrow keys.
// Everything it does ends in the fields of the form, which works without it.
const section = document.querySelector("[data-pin-map]");
const form = document.querySelector("[data-pin-form]");
const METRES = 0.00009; // degrees of latitude in ten metres
const ARROWS = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, -1.6], ArrowRight: [0, 1.6] };

function loaded(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

function field(name) {
  return form.elements[name];
}

function typed() {
  const [latitude, longitude] = ["latitude", "longitude"].map((name) => parseFloat(field(name).value.replace(",", ".")));
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? [latitude, longitude] : null;
}

function build(told) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const start = typed() ?? [Number(told.latitude), Number(told.longitude)];
  const map = L.map(section.querySelector("[data-map]"), {
    zoomControl: false, maxZoom: 19, minZoom: 3, center: start, zoom: typed() ? 17 : 13,
    keyboard: false, zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
  });
  L.control.zoom({ zoomInTitle: told.in, zoomOutTitle: told.out }).addTo(map);
  map.attributionControl.setPrefix("Leaflet");
  if (told.tiles) L.tileLayer(told.tiles.replace("0/0/0", "{z}/{x}/{y}"), { maxZoom: 19, attribution: told.attribution }).addTo(map);
  return map;
}

async function backdrop(map) {
  const response = await fetch(section.dataset.backdrop).catch(() => null);
  if (!response?.ok) return;
  L.geoJSON(await response.json(), {
    interactive: false,
    style: ({ properties }) => ({ className: `backdrop ${properties.kind ?? ""}`, fill: true }),
  }).addTo(map);
}

function put(map, marker, latitude, longitude) {
  field("latitude").value = latitude.toFixed(6);
  field("longitude").value = longitude.toFixed(6);
  marker.setLatLng([latitude, longitude]);
  if (!map.hasLayer(marker)) marker.addTo(map);
  if (!map.getBounds().contains(marker.getLatLng())) map.panTo(marker.getLatLng());
}

function push(map, marker, north, east) {
  const { lat, lng } = map.hasLayer(marker) ? marker.getLatLng() : map.getCenter();
  put(map, marker, lat + north * METRES, lng + east * METRES);
}

async function open() {
  const told = section.dataset;
  await Promise.all([
    loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: told.style })),
    loaded(Object.assign(document.createElement("script"), { src: told.script })),
  ]);
  section.hidden = false;
  const map = build(told);
  backdrop(map);
  const icon = L.divIcon({ className: "pin", iconSize: [44, 44], iconAnchor: [22, 40] });
  const marker = L.marker(map.getCenter(), { icon, draggable: true, title: told.name, alt: told.name, keyboard: true });
  marker.on("add", () => marker.getElement().setAttribute("aria-label", told.name));
  if (typed()) marker.addTo(map);
  const where = ({ lat, lng }) => put(map, marker, lat, lng);
  marker.on("dragend", () => where(marker.getLatLng()));
  map.on("click", ({ latlng }) => where(latlng));
  section.addEventListener("keydown", (event) => {
    if (!(event.key in ARROWS) || event.target !== marker.getElement()) return;
    event.preventDefault();
    push(map, marker, ...ARROWS[event.key]);
  });
  for (const button of form.querySelectorAll("[data-north]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      push(map, marker, Number(button.dataset.north), Number(button.dataset.east));
    });
  }
  for (const name of ["latitude", "longitude"]) field(name).addEventListener("change", () => typed() && put(map, marker, ...typed()));
}

if (section && form) open().catch(() => { section.hidden = true; });
