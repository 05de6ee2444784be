// Registers the service worker, asks it to keep this page and its neighbourhood, and says how old a kept page is.
const words = document.getElementById("assistance").dataset;
const worker = navigator.serviceWorker;

async function start() {
  const first = !worker.controller;
  await worker.register(words.worker, { updateViaCache: "none" });
  const { active } = await worker.ready;
  if (first) active.postMessage({ keep: location.href });
  const asked = new URLSearchParams(location.search);
  const from = ["zone", "near", "adresse", "depart"].some((name) => asked.get(name));
  if (from && !navigator.connection?.saveData) active.postMessage({ zone: asked.get("zone") ?? "" });
}

function say({ at, why }) {
  const lang = document.documentElement.lang, date = new Date(at), latin = { numberingSystem: "latn" };
  const day = date.toLocaleDateString(lang, { day: "numeric", month: "long", ...latin });
  const minutes = String(date.getMinutes()).padStart(2, "0");
  const time = lang === "fr" ? `${date.getHours()} h ${minutes}` : date.toLocaleTimeString(lang, { timeStyle: "short", ...latin });
  const line = document.querySelector(".kept") ?? document.createElement("p");
  line.className = "kept";
  line.setAttribute("role", "status");
  line.textContent = words[why].replace("{day}", day).replace("{time}", time);
  document.querySelector("main").prepend(line);
}

if (worker) {
  worker.addEventListener("message", ({ data }) => data.kept && say(data.kept));
  worker.startMessages();
  worker.controller?.postMessage({ age: location.href.split("#")[0] });
  document.addEventListener("kept", ({ detail }) => say(detail));
  document.querySelector("[data-forget]")?.addEventListener("click", ({ target }) => {
    worker.controller?.postMessage({ forget: true });
    target.disabled = true;
    target.textContent = target.dataset.forget;
  });
  if (document.readyState === "complete") start().catch(() => {});
  else addEventListener("load", () => start().catch(() => {}));
}
