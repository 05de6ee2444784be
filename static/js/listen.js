// Reads the page, or one card, aloud. Only with a voice that lives on the device; without one no button is shown.
const BLOCK = "h1,h2,h3,p,li,dt,dd,td,th,label,legend,summary,button,a.button";
const SKIP = "[data-silent],[aria-hidden=true],.visually-hidden,nav,select,script,.steps,.listen,main>.stamp,.sources";
const synth = globalThis.speechSynthesis;
const main = document.querySelector("main");
const button = document.querySelector("[data-listen]");
const page = document.documentElement.lang;
const lights = globalThis.CSS?.highlights;
let voices = [], turn = 0, playing;

const base = (lang) => lang.toLowerCase().split(/[-_]/)[0];
const voice = (lang) => voices.find((one) => base(one.lang) === base(lang));

// Texts in reading order: [block, language, text nodes]; what a page marks with data-say, or all of it.
function texts(root) {
  const marked = root.querySelector("[data-say]");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode());) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(SKIP) || !parent.checkVisibility()) continue;
    if (marked && !parent.closest("[data-say]")) continue;
    const block = parent.closest(BLOCK) ?? parent, lang = parent.closest("[lang]").lang, last = found.at(-1);
    if (last?.block === block && last.lang === lang) last.nodes.push(node);
    else found.push({ block, lang, nodes: [node] });
  }
  return found;
}

function sentences({ block, lang, nodes }) {
  const text = nodes.map((node) => node.data).join("");
  const cuts = globalThis.Intl?.Segmenter ? [...new Intl.Segmenter(lang, { granularity: "sentence" }).segment(text)] : [{ segment: text, index: 0 }];
  return cuts.map(({ segment, index }) => ({ block, lang, nodes, index, end: index + segment.length, said: spoken(segment, lang) }));
}

// Hours, telephones and units as people say them.
function spoken(text, lang) {
  text = text.replace(/(?:\d\d[\s.]){4}\d\d/g, (phone) => phone.split(/[\s.]/).join(", "));
  if (base(lang) === "fr") {
    text = text.replace(/, 0(\d)|\b0(\d),/g, (all, a, b) => (a ? `, zéro ${a}` : `zéro ${b},`))
      .replace(/(\d)\s*h\b/g, (all, digit) => `${digit} heures`).replace(/\b1 heures/g, "1 heure")
      .replace(/heures?\s[–-]\s|(heures? \d\d)\s[–-]\s/g, (all) => all.replace(/\s[–-]\s/, " à "))
      .replace(/(\d)\s*min\b/g, "$1 minutes").replace(/(\d)\s*km\b/g, "$1 kilomètres");
  }
  return text.replace(/[·•]/g, ",").replace(/\s+/g, " ").trim();
}

function light(one) {
  lights?.delete("said");
  document.querySelector(".said")?.classList.remove("said");
  if (!one) return;
  one.block.classList.add("said");
  one.block.scrollIntoView({ block: "nearest" });
  if (!lights) return;
  const range = new Range();
  let before = 0;
  for (const node of one.nodes) {
    const end = before + node.length;
    if (one.index >= before && one.index <= end) range.setStart(node, one.index - before);
    if (one.end > before && one.end <= end) range.setEnd(node, one.end - before);
    before = end;
  }
  lights.set("said", new Highlight(range));
}

function stop() {
  turn += 1;
  synth.cancel();
  light();
  if (playing) playing.querySelector("span").textContent = playing.title || playing.dataset.listen;
  playing = null;
}

function read(root, from) {
  stop();
  playing = from;
  from.querySelector("span").textContent = button.dataset.stop;
  next(texts(root).flatMap(sentences).filter((one) => /[\p{L}\p{N}]/u.test(one.said) && voice(one.lang)), turn);
}

function next([one, ...rest], mine) {
  if (mine !== turn) return;
  if (!one) return stop();
  light(one);
  const words = new SpeechSynthesisUtterance(one.said);
  words.voice = voice(one.lang);
  words.lang = words.voice.lang;
  words.rate = 0.9;
  words.onend = words.onerror = () => next(rest, mine);
  synth.speak(words);
}

function prepare(root, own) {
  own.addEventListener("click", () => (playing === own ? stop() : read(root, own)));
  own.hidden = false;
}

// Each card gets a button of its own, in a corner that the style keeps free.
function show() {
  voices = synth.getVoices().filter((one) => one.localService);
  if (!voice(page) || !button.hidden) return;
  button.dataset.listen = button.querySelector("span").textContent;
  for (const card of main.querySelectorAll(".card")) {
    const own = button.cloneNode(true);
    own.title = `${button.dataset.place} : ${card.querySelector("h2,h3")?.textContent ?? ""}`;
    own.querySelector("span").className = "visually-hidden";
    own.querySelector("span").textContent = own.title;
    prepare(card, card.appendChild(own));
  }
  prepare(main, button);
}

if (synth && button) {
  synth.cancel();
  show();
  synth.addEventListener?.("voiceschanged", show);
  addEventListener("pagehide", stop);
}
