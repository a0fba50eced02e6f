// Updates the preview when an option changes. Without this script, a button does it.

const MILLISECONDS = 1000;
const form = document.querySelector("[data-options]");
const announcement = document.querySelector("[data-announcement]");
let pending = new AbortController();

function addressOfForm() {
  const choices = new URLSearchParams(new FormData(form));
  return `${location.pathname}?${choices}`;
}

// The document is being prepared: retry after the time in the response.
async function waitAsTold(response, { signal }) {
  const seconds = Number(response.headers.get("Retry-After"));
  announcement.textContent = "L’aperçu se prépare.";
  await new Promise((resolve) => setTimeout(resolve, seconds * MILLISECONDS));
  signal.throwIfAborted();
}

async function fetchPage(asked) {
  const response = await fetch(addressOfForm(), { signal: asked.signal });
  if (response.headers.has("Refresh")) {
    await waitAsTold(response, asked);
    return fetchPage(asked);
  }
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

async function show() {
  pending.abort();
  pending = new AbortController();
  const preview = document.querySelector("#apercu");
  preview.setAttribute("aria-busy", "true");
  try {
    const page = await fetchPage(pending);
    const fresh = page.querySelector("#apercu");
    preview.replaceWith(fresh);
    const { query } = fresh.dataset;
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    announcement.textContent = fresh.querySelector("h2").textContent.trim();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(addressOfForm());
  }
}

form.querySelector("[data-apply]").hidden = true;
form.addEventListener("change", show);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
