// What this telephone keeps (IndexedDB): the round taken along, the interview under way, what is not yet received.
const NAME = "maillage-portes";
const STORES = { links: "token", surveys: "id", drafts: "id", items: "id", todos: "id" };
const told = new BroadcastChannel(NAME);
const overflow = new Map(); // items the memory had no room for: they live as long as this page

const promised = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export async function open() {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    for (const [name, keyPath] of Object.entries(STORES)) asked.result.createObjectStore(name, { keyPath });
  };
  const base = await promised(asked);
  base.onversionchange = () => base.close();

  // One transaction: `act` asks, the promise holds once the disk has it.
  const write = (names, act) => new Promise((resolve, reject) => {
    const change = base.transaction(names, "readwrite", { durability: "strict" });
    change.oncomplete = () => { told.postMessage(0); resolve(); };
    change.onabort = () => reject(change.error ?? new DOMException("", "QuotaExceededError"));
    try {
      act(...names.map((name) => change.objectStore(name)));
    } catch (error) {
      reject(error);
    }
  });
  const read = (name) => base.transaction(name).objectStore(name);
  const all = (name) => promised(read(name).getAll());
  const items = async () => [...new Map([...(await all("items")), ...overflow.values()].map((one) => [one.id, one])).values()];

  return {
    all,
    items,
    get: (name, key) => promised(read(name).get(key)),
    put: (name, row) => write([name], (store) => store.put(row)),
    remove: (name, key) => write([name], (store) => store.delete(key)),
    hear: (act) => { told.onmessage = act; },
    isFull: () => overflow.size > 0,

    // The interview becomes what will be sent, at once or not at all. `gone`: ids that are no longer said.
    async finish(draft, made, gone = []) {
      for (const id of gone) overflow.delete(id);
      try {
        await write(["items", "drafts"], (kept, drafts) => {
          for (const one of made) kept.put(one);
          for (const id of gone) kept.delete(id);
          if (draft) drafts.delete(draft.id);
        });
        for (const { id } of made) overflow.delete(id);
        return true;
      } catch {
        for (const one of made) overflow.set(one.id, one);
        return false;
      }
    },

    async waiting(campaign) {
      return (await items()).filter((one) => one.campaign === campaign && one.state === "waiting" && !one.held);
    },

    // What is received is erased, unless it was changed since it left; what is refused waits for somebody.
    async settle(sent, answers) {
      const by = new Map(answers.map((one) => [one.id, one]));
      await write(["items"], (kept) => {
        for (const { id, hash } of sent) {
          const answer = by.get(id);
          if (!answer) continue;
          if (answer.kept !== "refused" && overflow.get(id)?.hash === hash) overflow.delete(id);
          kept.get(id).onsuccess = ({ target: { result } }) => {
            if (result?.hash !== hash) return;
            if (answer.kept !== "refused") kept.delete(id);
            else kept.put({ ...result, state: "refused", reason: answer.reason });
          };
        }
      }).catch((error) => { if (!overflow.size) throw error; });
      for (const { id, hash } of sent) {
        const one = overflow.get(id);
        if (one?.hash === hash && by.get(id)?.kept === "refused") Object.assign(one, { state: "refused", reason: by.get(id).reason });
      }
    },

    // What was just noted can be mended for a moment: it leaves after.
    async release(age = 0) {
      const held = (await items()).filter((one) => one.held && Date.now() - one.held >= age);
      if (held.length) await this.finish(null, held.map(({ held: _, ...one }) => one));
    },

    async erase() {
      overflow.clear();
      base.close();
      await promised(indexedDB.deleteDatabase(NAME));
    },
  };
}

// As the server writes it: keys in order, no space. Both take its SHA-256 as the mark of a content.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).filter((key) => value[key] !== undefined).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

export async function mark(content) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(content)));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function item(kind, content, campaign, id = crypto.randomUUID()) {
  return { id, kind, content, hash: await mark(content), campaign, state: "waiting" };
}
