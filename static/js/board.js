// A board shared by several telephones. A card leaves from here until the server says it has it: kept on the device,
// sent again by itself, under one name so that it arrives once. The wall is asked every second and a half, and answers
// 304 when nothing changed. Without this script the form sends and a link reads the wall again.
const form = document.getElementById("add");
const holder = document.querySelector("[data-poll]");
const said = document.getElementById("said");
const PAUSE = 1500;
const SLOWEST = 20000;

// -- cards that wait

const key = form?.dataset.cards && `maillage-cards-${form.dataset.cards}`;
let memory = [];

function waiting() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? memory;
  } catch {
    return memory;
  }
}

function keep(cards) {
  memory = cards;
  try {
    localStorage.setItem(key, JSON.stringify(cards));
  } catch {
    // full or forbidden: kept as long as the page is open
  }
}

function name() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function tell(text) {
  if (!said) return;
  said.hidden = !text;
  if (said.textContent !== text) said.textContent = text;
}

function report() {
  const cards = waiting();
  const refused = cards.filter((card) => card.refused);
  if (refused.length) return tell(refused.map((card) => `${said.dataset.left}« ${card.text} ». ${card.refused}`).join(" "));
  if (cards.length) tell(said.dataset.waiting + cards.map((card) => `« ${card.text} »`).join(", "));
}

let sending = false;
let pause = PAUSE;
async function flush() {
  if (sending) return;
  sending = true;
  try {
    for (const card of waiting().filter((one) => !one.refused)) {
      if (!(await send(card))) break;
    }
  } finally {
    sending = false;
    report();
    if (waiting().some((card) => !card.refused)) {
      setTimeout(flush, pause * (0.5 + Math.random()));
      pause = Math.min(pause * 1.5, SLOWEST);
    } else pause = PAUSE;
  }
}

async function send(card) {
  const body = new FormData();
  for (const [field, value] of Object.entries(card)) body.set(field, value);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
  } catch {
    return false; // no network for a moment
  }
  if (answer.status === 429 || answer.status >= 500) return false;
  const rest = waiting().filter((one) => one.client !== card.client);
  if (answer.ok) {
    keep(rest);
    tell(said.dataset.arrived);
    look();
  } else {
    const why = answer.headers.get("Content-Type")?.startsWith("text/plain") ? await answer.text() : "";
    keep([...rest, { ...card, refused: why || answer.statusText }]);
    takeBack();
  }
  return true;
}

// What was refused goes back where one writes, when that is empty: nothing typed is lost.
function takeBack() {
  const card = waiting().find((one) => one.refused);
  if (!card || form.elements.text.value.trim()) return;
  form.elements.text.value = card.text;
  keep(waiting().filter((one) => one.client !== card.client));
  tell(`${said.dataset.left}${card.refused}`);
}

if (key) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const told = new FormData(form);
    const card = { client: name() };
    for (const field of ["column", "text", "theme", "zone", "organisation"]) card[field] = told.get(field) ?? "";
    card.text = card.text.trim();
    if (!card.text || card.text.length > Number(form.dataset.limit)) return form.elements.text.focus();
    keep([...waiting(), card]);
    form.elements.text.value = "";
    takeBack();
    report();
    pause = PAUSE;
    flush();
  });
  addEventListener("online", flush);
  if (waiting().length) {
    takeBack();
    report();
    flush();
  }
}

// -- the wall

let tag = "";
let rest = PAUSE;
let timer;
async function look() {
  clearTimeout(timer);
  try {
    const headers = tag ? { "If-None-Match": tag, "HX-Request": "true" } : { "HX-Request": "true" };
    const answer = await fetch(holder.dataset.poll, { headers, cache: "no-store" });
    if (answer.status === 200) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (swap(page.getElementById("wall"))) tag = answer.headers.get("ETag") ?? "";
    } else if (answer.status === 410 && form) return tell(await answer.text());
    rest = PAUSE;
  } catch {
    rest = Math.min(rest * 1.5, SLOWEST);
  }
  timer = setTimeout(look, rest);
}

// Not under the finger of somebody who follows a link of the wall with the keyboard.
function swap(now) {
  const old = document.getElementById("wall");
  if (!now || old.contains(document.activeElement)) return false;
  old.replaceWith(document.adoptNode(now));
  return true;
}

document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : look()));
if (holder) timer = setTimeout(look, PAUSE);
