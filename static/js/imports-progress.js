// The progress of an import is read again every two seconds; without this script, a link does it.
const words = document.getElementById("progress-words");
const bar = document.getElementById("progress-bar");
const PAUSE = 2000;

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = page.getElementById("progress-words");
    if (!told || page.getElementById("stopped")) return location.reload();
    if (told.textContent !== words.textContent) words.textContent = told.textContent;
    const next = page.getElementById("progress-bar");
    if (next?.hasAttribute("value")) bar.value = next.value;
  } catch {
    // no network for a moment: asked again below
  }
  setTimeout(look, PAUSE);
}

if (words && !document.getElementById("stopped")) setTimeout(look, PAUSE);
