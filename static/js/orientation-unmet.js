// A search without an answer is counted once; the same form does it by hand without this script.
const form = document.querySelector("form.unmet");

async function count() {
  const response = await fetch(form.action, {
    method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" }, keepalive: true,
  });
  if (!response.ok) return;
  const thanks = document.createElement("p");
  thanks.className = "stamp";
  thanks.textContent = form.dataset.thanks;
  form.replaceWith(thanks);
}

// Coming back to the page, or reloading it, is the same search.
const [visit] = performance.getEntriesByType("navigation");
if (form && visit?.type === "navigate") count().catch(() => {});
