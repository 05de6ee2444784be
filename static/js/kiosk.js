// A shared screen (?borne=1, remembered by this tab alone): after a minute without touch it asks, then forgets all.
const QUIET = 60, NOTICE = 10; // seconds
const { home } = document.getElementById("assistance").dataset;
const part = (name) => document.querySelector(`[data-kiosk="${name}"]`);
const notice = document.querySelector("[data-notice]");
const left = notice.querySelector("[data-left]");
let last = Date.now(), touched = false, over = false, ticket;

function stay() {
  last = Date.now();
  touched = true;
  if (notice.open) notice.close();
}

function tick() {
  const quiet = (Date.now() - last) / 1000;
  if (over || (!touched && location.pathname === home)) return; // nothing to forget
  if (quiet >= QUIET + NOTICE) return forget();
  if (quiet < QUIET) return;
  left.textContent = left.dataset.left.replace("{n}", Math.ceil(QUIET + NOTICE - quiet));
  if (!notice.open) notice.showModal();
}

function forget() {
  over = true;
  for (const form of document.forms) form.reset();
  globalThis.speechSynthesis?.cancel();
  ticket?.close();
  for (const one of document.cookie.split(";")) document.cookie = `${one.split("=")[0]}=; path=/; max-age=0`;
  localStorage.clear();
  sessionStorage.clear();
  sessionStorage.setItem("borne", "1");
  navigator.serviceWorker?.controller?.postMessage({ forget: true });
  location.replace(home);
}

// Each page takes the place of the one before: the browser's history holds nothing for the next person.
function go(url) {
  if (url.origin !== location.origin) return;
  if (url.pathname.endsWith(".pdf")) ticket = open(url, "ticket");
  else location.replace(url);
}

function follow(event) {
  const link = event.target.closest("a[href]");
  if (!link || link.getAttribute("href").startsWith("#") || event.defaultPrevented) return;
  event.preventDefault();
  go(new URL(link.href));
}

function ask(event) {
  const form = event.target;
  if (form.method !== "get" || event.defaultPrevented) return;
  event.preventDefault();
  const url = new URL(form.action);
  url.search = new URLSearchParams(new FormData(form, event.submitter));
  go(url);
}

function trail() {
  const seen = JSON.parse(sessionStorage.getItem("trail") ?? "[]");
  if (seen.at(-1) !== location.href) seen.push(location.href);
  sessionStorage.setItem("trail", JSON.stringify(seen.slice(-30)));
  return seen;
}

function back() {
  const seen = trail().slice(0, -1);
  sessionStorage.setItem("trail", JSON.stringify(seen.slice(0, -1)));
  location.replace(seen.at(-1) ?? home);
}

function start() {
  document.documentElement.classList.add("kiosk");
  history.pushState = history.replaceState.bind(history);
  for (const [name, act] of Object.entries({ back, again: forget, print: () => print() })) {
    part(name).hidden = name === "back" && trail().length < 2;
    part(name).addEventListener("click", act);
  }
  for (const type of ["pointerdown", "keydown", "wheel", "input", "scroll"]) {
    addEventListener(type, () => notice.open || stay(), { capture: true, passive: true });
  }
  notice.addEventListener("click", stay);
  notice.addEventListener("cancel", stay);
  document.addEventListener("click", follow);
  document.addEventListener("submit", ask);
  setInterval(tick, 500);
}

try {
  const asked = new URLSearchParams(location.search).get("borne");
  if (asked === "1") sessionStorage.setItem("borne", "1");
  if (asked === "0") sessionStorage.clear();
  if (sessionStorage.getItem("borne")) start();
} catch {
  // a browser that keeps nothing has nothing to forget
}
