// Shows the pages anew as soon as a choice changes. Without this file a button does the same.

const form = document.querySelector("[data-options]");
const announcement = document.querySelector("[data-announcement]");
let pending = new AbortController();

function addressOfForm() {
  const choices = new URLSearchParams(new FormData(form));
  return `${location.pathname}?${choices}`;
}

async function show() {
  pending.abort();
  pending = new AbortController();
  const preview = document.querySelector("#apercu");
  preview.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(addressOfForm(), { signal: pending.signal });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
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
