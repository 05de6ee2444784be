// Filters answer at once: the part of the page that changes is fetched and put in its place.
// Without this script the buttons and the links do the same, page by page.
// 1.7 kB compressed where htmx weighs 16.6; the request is htmx's own (HX-Request), so either may call the view.
const form = document.getElementById("search");
const section = document.getElementById("carte");
const outside = ["q", "adresse", "zone", "near", "tri", "vue"]; // fields that the fragment does not hold
let asked;

async function show(url, { push = true } = {}) {
  asked?.abort();
  asked = new AbortController();
  document.getElementById("results").setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { headers: { "HX-Request": "true" }, signal: asked.signal });
    if (!response.ok) throw new Error(response.statusText);
    swap(new DOMParser().parseFromString(await response.text(), "text/html").getElementById("results"));
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
    return;
  }
  if (push) history.pushState(null, "", url);
  const params = new URL(url, location).searchParams;
  for (const name of outside) form.elements[name] && (form.elements[name].value = params.get(name) ?? "");
  document.getElementById("said").textContent = document.getElementById("found-title").textContent;
  document.dispatchEvent(new Event("places:results"));
}

// What was unfolded stays unfolded, what had the focus keeps it.
function swap(results) {
  const old = document.getElementById("results");
  const field = document.activeElement;
  for (const part of old.querySelectorAll("details[id]")) {
    const now = results.querySelector(`#${CSS.escape(part.id)}`);
    if (now) now.open = part.open;
  }
  old.replaceWith(document.adoptNode(results));
  if (!field?.name) return;
  const same = [...results.querySelectorAll("[name]")].find((one) => one.name === field.name && one.value === field.value);
  (same ?? results.querySelector(`[name="${CSS.escape(field.name)}"]`))?.focus({ preventScroll: true });
}

function question() {
  const pairs = [...new FormData(form)].filter(([, value]) => value);
  return `${form.getAttribute("action")}?${new URLSearchParams(pairs)}`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show(question());
});

document.addEventListener("change", ({ target }) => {
  if (target.form !== form || target.type === "search") return;
  if (target.name === "date") form.elements.ouvert.value = target.value ? "date" : "";
  if (target.name === "ouvert" && target.value === "date" && !form.elements.date.value) return form.elements.date.focus();
  if (["adresse", "zone"].includes(target.name)) startOf(target.name, target.value);
  show(question());
});

// One starting point at a time.
function startOf(name, value) {
  for (const other of ["adresse", "zone", "near"]) form.elements[other] && (form.elements[other].value = other === name ? value : "");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (link.matches("[data-follow]")) {
    event.preventDefault();
    show(link.href);
    document.getElementById("found-title")?.scrollIntoView({ block: "nearest" });
  } else if (link.matches("[data-open-map]")) {
    event.preventDefault();
    openMap();
  }
});

addEventListener("popstate", () => location.reload());

const near = form.querySelector("[data-near]");
if (near && "geolocation" in navigator) {
  near.hidden = false;
  near.addEventListener("click", () => {
    const refused = form.querySelector("[data-near-error]");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        refused.hidden = true;
        startOf("near", `${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}`);
        show(question());
      },
      () => (refused.hidden = false),
      { timeout: 10000, maximumAge: 60000 },
    );
  });
}

function openMap() {
  form.elements.vue.value = "carte";
  import(section.dataset.module).then((map) => map.open(section)).catch(() => {
    section.querySelector("[data-failed]").hidden = false;
  });
}
if (new URLSearchParams(location.search).get("vue") === "carte") openMap();
