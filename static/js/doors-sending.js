// Sends what waits until each is received; a lost answer is asked again, and the server knows what it already has.
const MOST = 25, PATIENCE = 20000;
let busy = false; // where tabs cannot lock each other: the server keeps one of each anyway

// → {sent: [...], answers: [...], stopped: "" | "over" | "later" | "away"}
export async function send(store, address, campaign) {
  if (navigator.locks) {
    return navigator.locks.request("maillage-envoi", { ifAvailable: true }, (lock) => (lock ? all(store, address, campaign) : nothing("busy")));
  }
  if (busy) return nothing("busy");
  busy = true;
  return all(store, address, campaign).finally(() => { busy = false; });
}

const nothing = (stopped) => ({ sent: [], answers: [], stopped });

async function all(store, address, campaign) {
  const done = nothing("");
  let most = MOST;
  for (;;) {
    const batch = (await store.waiting(campaign)).slice(0, most);
    if (!batch.length) return done;
    const answer = await post(address, batch);
    if (answer.code === "too_big" && batch.length > 1) {
      most = Math.ceil(batch.length / 2);
      continue;
    }
    if (answer.code === "too_big") answer.answers = [{ id: batch[0].id, kept: "refused", reason: answer.reason }];
    else if (answer.code) return { ...done, stopped: answer.code === "unknown" ? "over" : answer.code };
    const ids = new Set(batch.map(({ id }) => id)), answers = answer.answers.filter(({ id }) => ids.has(id));
    await store.settle(batch, answers);
    done.sent.push(...batch);
    done.answers.push(...answers);
    if (!answers.length) return { ...done, stopped: "later" };
  }
}

async function post(address, batch) {
  const items = batch.map(({ id, kind, hash, content }) => ({ id, kind, hash, content }));
  try {
    const response = await fetch(address, {
      method: "POST", headers: { "Content-Type": "application/json" }, credentials: "omit", signal: AbortSignal.timeout?.(PATIENCE),
      body: JSON.stringify({ items }),
    });
    const told = await response.json();
    return response.ok && !Array.isArray(told.answers) ? { code: "away" } : told.code || response.ok ? told : { code: "away" };
  } catch {
    return { code: "away" };
  }
}
