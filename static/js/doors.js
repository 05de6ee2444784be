// The page at the doors: one step at a time, everything kept here first, sent when there is network.
// Its modules come by their hashed addresses, so that the service worker keeps them all.
const page = document.body, words = document.getElementById("doors").dataset;
const { open, item } = await import(words.store);
const { send } = await import(words.sending);
const { asked, kept, raised, said } = await import(words.questions);

const NEAR = 4, MOST = 10000, TICK = 5000, UNDO = 20000, AGAIN = 30000; // milliseconds
const $ = (selector, from = page) => from.querySelector(selector);
const today = () => new Intl.DateTimeFormat("sv", { timeZone: "Europe/Paris" }).format();
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const clone = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const clean = (text) => text.replace(/[\p{Cc}\p{Cs}]/gu, " ").trim();

let store, link, draft, last = null, over = !words.valid, full = false, away = false, rest = 0, letGo = () => {};

// -- the screen

const paint = { door, concerned, question, leaflet, after, unsent, todo };

function show(name) {
  for (const one of page.querySelectorAll("[data-screen]")) one.hidden = one.dataset.screen !== name;
  paint[name]?.();
  const heading = $(`[data-screen="${name}"] h1`);
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
  document.title = `${heading.textContent} — ${document.title.split(" — ").pop()}`;
}

async function step(screen) {
  draft.screen = screen;
  show(screen);
  await save();
}

async function save() {
  await store.put("drafts", draft).then(() => { full = false; }, () => { full = true; });
  alarm();
}

function alarm() {
  const line = $("[data-alarm]"), text = full || store?.isFull() ? words.full : over ? words.over : "";
  if (line.textContent !== text) line.textContent = text;
  line.hidden = !text;
  $("[data-offline]").hidden = navigator.onLine && !away;
}

const announce = (text) => { $("[data-said]").textContent = text; };

async function count() {
  const items = await store.items(), todos = await store.all("todos");
  const button = $("[data-count]"), text = items.length > 1 ? fill(words.many, { n: items.length }) : items.length ? words.one : words.none;
  button.textContent = text;
  button.parentElement.hidden = false;
  button.parentElement.classList.toggle("doors-waits", items.length > 0);
  const more = $('[data-go="todo"]');
  more.hidden = !todos.length;
  $("[data-todos]").textContent = `(${todos.length})`;
  if (!$('[data-screen="unsent"]').hidden) unsent();
  alarm();
}

const outcome = (value) => $(`[data-form="door"] button[value="${CSS.escape(value)}"] span`)?.textContent ?? value;
const round = (id = draft.round) => link.rounds.find((one) => one.id === id) ?? link.rounds[0];
const doorLine = ({ label, outcome: value }) => fill(words.aDoor, { label, outcome: outcome(value).toLowerCase() });

// -- at a door

async function door() {
  const here = round();
  if (!here) return nothingToDo();
  $("[data-round]").textContent = here.label;
  $("[data-rounds]").hidden = link.rounds.length < 2;
  $("#round").replaceChildren(...link.rounds.map(({ id, label }) => new Option(label, id, false, id === here.id)));
  $("#label").value = draft.label;
  mistake("");
  $("[data-back]").hidden = !here.again.length;
  $('[data-list="again"]').replaceChildren(...here.again.map(backTo));
  $("[data-last]").hidden = !last || last.left;
  if (last) $("[data-last] span").textContent = doorLine(last);
  await progress();
}

async function progress() {
  const { id, done: known, target, zone_nom } = round();
  const done = known + (await store.items()).filter(({ kind, content }) => kind === "door" && content.round === id && !content.again).length;
  $("[data-progress]").textContent = [fill(target ? words.again : words.doors, { done, target }), zone_nom].filter(Boolean).join(" · ");
}

function nothingToDo() {
  $('[data-form="door"]').hidden = true;
  $("[data-round]").textContent = link.campaign.nom;
  $("[data-progress]").textContent = words.noRound;
}

function backTo(one) {
  const line = clone("t-again"), button = $("button", line);
  button.textContent = one.label;
  button.addEventListener("click", () => {
    Object.assign(draft, { label: one.label, again: one.id });
    $("#label").value = one.label;
    $("[data-back]").open = false;
    $("#label").focus();
    save();
  });
  return line;
}

function mistake(text) {
  const line = $("#label-error");
  line.textContent = text;
  line.hidden = !text;
  $("#label").setAttribute("aria-invalid", String(Boolean(text)));
}

async function opened(value) {
  draft.label = clean($("#label").value);
  if (!draft.label) {
    mistake(words.needLabel);
    return $("#label").focus();
  }
  draft.round = round().id;
  draft.outcome = value;
  if (value === "entretien" && !draft.only) return step("concerned");
  draft.not_concerned = draft.not_concerned && value === "entretien";
  acts.finish();
}

function concerned() {
  const { texts, languages = [] } = draft.survey, names = new Intl.DisplayNames("fr", { type: "language" });
  const [text, lang] = said(texts, draft.language), line = $("[data-intro]");
  Object.assign(line, { textContent: text, lang, dir: "auto", hidden: !text });
  $("[data-languages]").hidden = languages.length < 2;
  $("#language").replaceChildren(...languages.map((code) => new Option(names.of(code), code, false, code === draft.language)));
}

// -- questions

const questions = () => asked(draft.survey.questions, draft.answers);

function question() {
  const all = questions(), one = all[draft.at];
  if (!one) return step("leaflet");
  const [text, lang] = said(one.texts, draft.language), [hint] = said(one.hint, draft.language);
  const form = $('[data-form="question"]'), quick = ["choix", "oui ou non", "échelle"].includes(one.type);
  $("[data-step]").textContent = fill(words.step, { n: draft.at + 1, total: all.length });
  Object.assign($("[data-question]"), { textContent: text, lang, dir: "auto" });
  Object.assign($("[data-hint]"), { textContent: hint, hidden: !hint });
  $("[data-wrong]").hidden = true;
  $("[data-next]", form).hidden = quick;
  $("[data-answers]").replaceChildren(...(quick ? options(one) : one.type === "plusieurs choix" ? checks(one) : [typed(one)]));
}

function list(lines) {
  const all = document.createElement("ul");
  all.className = "doors-options";
  all.append(...lines);
  return [all];
}

function dressed(line, choice) {
  const span = $("span", line), [text, lang] = said(choice.texts, draft.language);
  const sign = document.getElementById(`sign-${choice.sign || choice.code}`);
  Object.assign(span, { textContent: text, lang, dir: "auto" });
  if (sign) span.before(sign.content.cloneNode(true));
  return line;
}

function options(one) {
  return list(one.options.map((choice) => {
    const line = dressed(clone("t-option"), choice), button = $("button", line);
    button.setAttribute("aria-pressed", String(draft.answers[one.id] === choice.code));
    button.addEventListener("click", () => { draft.answers[one.id] = choice.code; next(); });
    return line;
  }));
}

function checks(one) {
  const chosen = () => draft.answers[one.id] ?? [], alone = one.options.filter((choice) => choice.alone).map(({ code }) => code);
  const lines = list(one.options.map((choice) => {
    const line = dressed(clone("t-check"), choice), box = $("input", line);
    Object.assign(box, { value: choice.code, checked: chosen().includes(choice.code) });
    return line;
  }));
  lines[0].addEventListener("change", ({ target: { value, checked } }) => {
    let codes = chosen().filter((code) => code !== value);
    if (checked) codes = alone.includes(value) ? [value] : [...codes.filter((code) => !alone.includes(code)), value];
    draft.answers[one.id] = one.options.map(({ code }) => code).filter((code) => codes.includes(code));
    for (const box of lines[0].querySelectorAll("input")) box.checked = codes.includes(box.value);
    save();
  });
  return lines;
}

function typed(one) {
  const box = document.createElement(one.type === "nombre" ? "input" : "textarea");
  box.setAttribute("aria-labelledby", "question");
  box.setAttribute("aria-describedby", "wrong");
  if (one.type === "nombre") Object.assign(box, { type: "text", inputMode: "numeric", autocomplete: "off" });
  else Object.assign(box, { rows: 3, maxLength: 200 });
  box.value = draft.answers[one.id] ?? "";
  box.addEventListener("input", () => { draft.answers[one.id] = box.value; save(); });
  return box;
}

// A number is a number, a text holds no sign that nobody can read; otherwise the page says so and stays.
function understood(one) {
  const value = draft.answers[one.id];
  if (one.type === "texte court" && value) draft.answers[one.id] = clean(value);
  if (one.type !== "nombre" || value === undefined || value === "") return true;
  const good = /^\d{1,5}$/.test(String(value).trim()) && Number(value) <= MOST;
  if (good) draft.answers[one.id] = Number(value);
  $("[data-wrong]").hidden = good;
  return good;
}

function next() {
  const one = questions()[draft.at];
  if (!understood(one)) return $("[data-answers] input").focus();
  draft.at += 1;
  step(questions()[draft.at] ? "question" : "leaflet");
}

function back() {
  if (draft.screen === "leaflet") draft.at = draft.not_concerned ? 0 : questions().length;
  if (!draft.at) return step(draft.only ? "question" : "concerned");
  draft.at -= 1;
  step("question");
}

// -- the leaflet of this household

function leaflet() {
  const needs = raised(draft.survey.questions, draft.answers), fits = ({ services = [] }) => services.some((one) => needs.has(one));
  const first = [...link.places.filter(fits), ...link.places.filter((one) => !fits(one))];
  const near = Math.max(NEAR, Math.min(first.filter(fits).length, 2 * NEAR));
  $('[data-list="near"]').replaceChildren(...first.slice(0, near).map(place));
  $('[data-list="far"]').replaceChildren(...first.slice(near).map(place));
  $("[data-more]").hidden = first.length <= near;
}

function place(one) {
  const line = clone("t-place"), box = $("input", line), phone = $("[data-phone]", line);
  $("b", line).textContent = one.nom;
  $("[data-address]", line).textContent = [one.address, one.walk].filter(Boolean).join(" · ");
  $("[data-hours]", line).textContent = one.hours ?? "";
  $("[data-services]", line).textContent = (one.short ?? []).join(" · ");
  if (one.phone) Object.assign(phone, { href: one.tel, textContent: one.phone });
  phone.parentElement.hidden = !one.phone;
  box.checked = draft.mentioned.includes(one.id);
  line.classList.toggle("doors-chosen", box.checked);
  box.addEventListener("change", () => {
    draft.mentioned = [...draft.mentioned.filter((id) => id !== one.id), ...(box.checked ? [one.id] : [])];
    line.classList.toggle("doors-chosen", box.checked);
    save();
  });
  return line;
}

// With network, the folded leaflet of the places chosen; without, this screen on paper.
function leave() {
  const slugs = link.places.filter(({ id }) => draft.mentioned.includes(id)).map(({ slug }) => slug).join(",");
  const query = new URLSearchParams({ ...(slugs ? { lieux: slugs } : { zone: round().zone }), lang: draft.language });
  if (navigator.onLine && !away) window.open(`${words.leaflet}?${query}`, "_blank", "noopener");
  else print();
}

// -- noted: a door, and answers that do not say which

async function contents() {
  const { ids, only, answers, mentioned, not_concerned } = draft, interview = draft.outcome === "entretien", made = [];
  const told = !interview || not_concerned ? {} : kept(draft.survey.questions, answers);
  const again = draft.again ? { again: draft.again } : {}, { round: where, label } = draft;
  if (only !== "response") made.push(await item("door", { round: where, label, outcome: draft.outcome, not_concerned, day: draft.day, ...again }, draft.campaign, ids.door));
  if (interview && (Object.keys(told).length || mentioned.length)) {
    const content = { survey: draft.survey.id, zone: draft.zone ?? round(where)?.zone ?? "", day: draft.day, language: draft.language, answers: told, mentioned };
    made.push(await item("response", content, draft.campaign, ids.response));
  }
  return made;
}

async function finish() {
  const made = await contents(), ids = made.map(({ id }) => id);
  const gone = Object.values(draft.ids).filter((id) => !ids.includes(id));
  await store.release();
  const stored = await store.finish(draft, made.map((one) => ({ ...one, held: Date.now() })), gone);
  navigator.storage?.persist?.();
  last = draft;
  const { only } = draft;
  await fresh(only ? "" : nextLabel(draft.label));
  if (only) last = null;
  announce(last ? `${words.noted} ${doorLine(last)}` : words.noted);
  await count();
  if (!stored) await go(); // no room: it leaves at once if it can
}

// 12 → 13, 3e gauche → 3e gauche
const nextLabel = (label) => (/^(.*?)(\d{1,4})$/.test(label) ? label.replace(/\d{1,4}$/, (number) => Number(number) + 1) : "");

function after() {
  $("[data-noted]").textContent = doorLine(last);
  $('[data-screen="after"] [data-do="amend"]').hidden = last.left;
}

async function amend() {
  if (!last || last.left) return show("door");
  await store.remove("drafts", draft.id);
  letGo();
  draft = { ...last, at: 0, screen: "door" };
  last = null;
  await hold(draft.id);
  await step("door");
}

// One gesture: with network the page opens, without it waits on this telephone. No answer goes along.
async function handOver(what) {
  if (!last) return;
  const { id, nom, slug } = link.places.find((one) => one.id === last.mentioned[0]) ?? {};
  const query = new URLSearchParams({ depuis: "porte", quartier: round(last.round).zone, langue: last.language, ...(slug && { lieu: slug }) });
  const url = what === "follow" ? `/espace/fiches/nouvelle/?${query}` : slug ? `/rendez-vous/chez/${slug}/` : "/rendez-vous/";
  const door = [last.label, round(last.round).label, id && what === "slot" ? nom : ""].filter(Boolean).join(" · ");
  await store.put("todos", { id: crypto.randomUUID(), day: today(), title: fill(words[what], { door }), url }).catch(() => { full = true; });
  if (navigator.onLine) window.open(url, "_blank", "noopener");
  await count();
  show("todo");
}

async function todo() {
  const lines = (await store.all("todos")).map(({ id, title, url }) => {
    const line = clone("t-todo");
    $("h2", line).textContent = title;
    $("a", line).href = url;
    $("button", line).addEventListener("click", async () => { await store.remove("todos", id); await count(); show("todo"); });
    return line;
  });
  $('[data-list="todo"]').replaceChildren(...lines);
}

// -- what is not received yet

async function unsent() {
  $("[data-unsent]").textContent = $("[data-count]").textContent;
  const items = await store.items();
  $('[data-list="unsent"]').replaceChildren(...items.map(waiting));
  $('[data-do="send"]').hidden = !items.length;
}

function waiting(one) {
  const line = clone("t-item"), refused = one.state === "refused", mine = one.campaign === link?.campaign.id;
  $("h2", line).textContent = one.kind === "door" ? doorLine(one.content) : words.aResponse;
  $("[data-state]", line).textContent = refused ? words.refused : mine ? words.waiting : words.elsewhere;
  if (!refused) return line;
  Object.assign($("[data-reason]", line), { textContent: one.reason, hidden: false });
  $(".do", line).hidden = false;
  $("[data-fix]", line).hidden = !mine;
  $("[data-fix]", line).addEventListener("click", () => fix(one));
  $("[data-drop]", line).addEventListener("click", async () => { await store.finish(null, [], [one.id]); await count(); });
  return line;
}

async function fix({ id, kind, content }) {
  const survey = kind === "response" ? (await store.get("surveys", content.survey)) ?? link.survey : link.survey;
  const told = kind === "door" ? content : { ...content, outcome: "entretien", label: "" };
  await fresh("");
  Object.assign(draft, told, { survey, only: kind, ids: { [kind]: id }, at: 0 });
  await step(kind === "door" ? "door" : "question");
}

// -- sending

async function go() {
  if (!link || !navigator.onLine) return alarm();
  const done = await send(store, words.post, link.campaign.id).catch(() => ({ sent: [], answers: [], stopped: "away" }));
  over = done.stopped === "over" || (over && !done.sent.length);
  if (done.stopped !== "busy") away = done.stopped === "away";
  rest = done.stopped ? Date.now() + AGAIN : 0;
  if (last && done.sent.some(({ id }) => Object.values(last.ids).includes(id))) last.left = true;
  if (done.answers.some((one) => one.kept === "conflict")) $("[data-conflict]").hidden = false;
  if (done.sent.length) await counted(done);
  await count();
}

// The round goes on from what the server now has.
async function counted({ sent, answers }) {
  const received = new Set(answers.filter((one) => one.kept === "kept").map(({ id }) => id));
  for (const { id, kind, content } of sent) {
    const here = link.rounds.find((one) => one.id === content.round);
    if (kind !== "door" || !here || !received.has(id)) continue;
    here.again = here.again.filter((one) => one.id !== content.again);
    if (content.outcome === "absent") here.again.push({ id, label: content.label });
    if (!content.again) here.done += 1;
  }
  await store.put("links", link).catch(() => {});
  await again();
}

// What is being typed stays.
async function again() {
  if (!draft || $('[data-screen="door"]').hidden) return;
  const typing = $("#label").value;
  await door();
  $("#label").value = typing;
}

// -- beginning

async function taken() {
  link = await store.get("links", words.token);
  const asking = fetch(words.data, { credentials: "omit", signal: AbortSignal.timeout?.(link ? 60000 : 15000) }).then(taking, () => {});
  if (!link) await asking;
}

async function taking(response) {
  over = response.status === 410;
  if (!response.ok) return alarm();
  link = { ...(await response.json()), token: words.token };
  await Promise.all([store.put("links", link), store.put("surveys", link.survey)]).catch(() => { full = true; });
  alarm();
  await again();
}

// A draft belongs to one tab: it holds its lock as long as it lives.
function hold(id) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((taken) => {
    navigator.locks.request(`maillage-porte-${id}`, { ifAvailable: true }, (lock) => {
      taken(Boolean(lock));
      return lock && new Promise((release) => { letGo = release; });
    });
  });
}

async function resume() {
  letGo();
  for (const one of await store.all("drafts")) {
    if (one.campaign !== link.campaign.id || !(await hold(one.id))) continue;
    draft = one;
    return show(draft.screen);
  }
  await fresh("");
  show("door");
}

async function fresh(label) {
  letGo();
  const ids = { door: crypto.randomUUID(), response: crypto.randomUUID() };
  draft = {
    id: crypto.randomUUID(), ids, campaign: link.campaign.id, survey: link.survey, round: draft?.round ?? link.rounds[0]?.id, day: today(),
    label, outcome: "", not_concerned: false, language: draft?.language ?? "fr", answers: {}, mentioned: [], at: 0, screen: "door",
  };
  await hold(draft.id);
}

async function forgetOld() {
  const items = await store.items(), week = Date.now() - 7 * 86400000;
  const used = new Set(items.map(({ content }) => content.survey));
  for (const { id } of await store.all("surveys")) if (id !== link?.survey.id && !used.has(id)) await store.remove("surveys", id);
  for (const { id, day } of await store.all("todos")) if (new Date(day) < week) await store.remove("todos", id);
  for (const { token, until } of await store.all("links")) if (new Date(until) < week) await store.remove("links", token);
}

async function erase() {
  await store.erase();
  navigator.serviceWorker?.controller?.postMessage({ leave: location.pathname });
  $("[data-count]").parentElement.hidden = true;
  show("erased");
}

async function lose() {
  const n = (await store.items()).length;
  if (!n) return erase();
  $("[data-losing]").textContent = fill(words.lose, { n });
  $("[data-confirm]").showModal();
}

const acts = {
  opened: ({ value }) => opened(value), amend, back, erase: lose, print: leave, keep: () => $("[data-confirm]").close(),
  concerned: () => { Object.assign(draft, { not_concerned: false, at: 0 }); step(questions().length ? "question" : "leaflet"); },
  "not-concerned": () => { draft.not_concerned = true; step("leaflet"); },
  skip: () => { delete draft.answers[questions()[draft.at].id]; next(); },
  resume: async () => {
    if (!draft.only) show(draft.screen);
    else await store.remove("drafts", draft.id).then(resume);
    await store.release().then(go);
  },
  finish: async () => { await finish(); show(!last ? "unsent" : last.outcome === "entretien" ? "after" : "door"); },
  follow: () => handOver("follow"), slot: () => handOver("slot"),
  send: async () => { await store.release(); await go(); },
  really: () => { $("[data-confirm]").close(); erase(); },
};

function listen() {
  page.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-do], [data-go]"), { do: act, go: where } = button?.dataset ?? {};
    if (act) acts[act](button);
    if (!where) return;
    $("[data-conflict]").hidden = true;
    if (where === "door") draft.screen = "door";
    show(where);
    if (where === "door") await store.release().then(go);
  });
  $('[data-form="door"]').addEventListener("submit", (event) => { event.preventDefault(); $('[data-do="opened"]').focus(); });
  $('[data-form="question"]').addEventListener("submit", (event) => { event.preventDefault(); next(); });
  $("#label").addEventListener("input", ({ target }) => { Object.assign(draft, { label: target.value, again: undefined }); save(); });
  $("#round").addEventListener("change", ({ target }) => { draft.round = Number(target.value); door(); save(); });
  $("#language").addEventListener("change", ({ target }) => { draft.language = target.value; concerned(); save(); });
  for (const type of ["online", "offline"]) addEventListener(type, go);
  addEventListener("visibilitychange", () => store.release().then(go));
  store.hear(count);
  setInterval(async () => {
    await store.release(UNDO);
    if (Date.now() > rest && (await store.waiting(link.campaign.id)).length) go();
  }, TICK);
}

async function keepPage() {
  const worker = navigator.serviceWorker;
  worker.addEventListener("message", ({ data }) => { if (data.ready) $("[data-ready]").hidden = false; });
  worker.startMessages();
  await worker.register(words.worker, { updateViaCache: "none" });
  (await worker.ready).active.postMessage({ keep: location.href });
}

async function start() {
  store = await open();
  await store.release();
  await taken();
  if (!link) {
    Object.assign($("[data-start]"), { textContent: words.unready, hidden: over });
    return count();
  }
  $("[data-pair]").textContent = link.pair;
  listen();
  await resume();
  await count();
  await go();
  await forgetOld();
}

// Without locks, a worker or a memory (an address without https), the plain page is there.
if (isSecureContext && globalThis.indexedDB) {
  start();
  if (words.valid) keepPage().catch(() => {});
}
