// Updates the results without a full reload. Without this script, the form and the links load the same
// addresses.

const form = document.querySelector("#resultats") && document.querySelector("#recherche");
const announcement = document.querySelector("[data-announcement]");
const wide = matchMedia("(min-width: 56.01rem)");
let pending = new AbortController();
let shown = location.pathname + location.search;

const results = () => document.querySelector("#resultats");
const heading = () => document.querySelector("#titre-resultats");

function addressOfForm() {
  const criteria = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") criteria.append(name, value);
  const text = criteria.toString();
  return text ? `${form.action}?${text}` : form.action;
}

// The address of the results without default parameters.
function canonical(address) {
  const { query } = results().dataset;
  return new URL(query ? `?${query}` : form.action, address);
}

// A type is part of its theme, so the two are never selected together.
function settle({ name, value, checked }) {
  if (name !== "demarche" || !checked) return;
  const [theme, type] = value.split("/");
  for (const other of document.querySelectorAll('[name="demarche"]')) {
    const [otherTheme, otherType] = other.value.split("/");
    if (otherTheme === theme && Boolean(type) !== Boolean(otherType)) other.checked = false;
  }
}

function swap(page) {
  const focused = document.activeElement?.id;
  const filters = document.querySelector("#filtres");
  const fresh = page.querySelector("#filtres");
  fresh.open = filters.open;
  for (const facet of filters.querySelectorAll("details")) {
    const same = fresh.querySelector(`#${facet.id}`);
    if (same) same.open = facet.open;
  }
  filters.replaceWith(fresh);
  results().replaceWith(page.querySelector("#resultats"));
  document.title = page.title;
  prepare();
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

async function show(address, { push = true, moveFocus = false } = {}) {
  pending.abort();
  pending = new AbortController();
  results().setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal: pending.signal });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    swap(page);
    if (push) history.pushState(null, "", canonical(address));
    form.elements.q.value = page.querySelector("#q").value;
    shown = location.pathname + location.search;
    announcement.textContent = heading().textContent;
    if (moveFocus) heading().focus();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

// Filters apply at once, so their buttons are hidden. On wide screens the filters stay open beside the
// results.
function prepare() {
  for (const button of document.querySelectorAll("[data-apply]")) button.hidden = true;
  if (wide.matches) document.querySelector("#filtres").open = true;
}

function follow() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(addressOfForm(), { moveFocus: true });
  });
  document.addEventListener("change", (event) => {
    if (event.target.form !== form || event.target.name === "q") return;
    settle(event.target);
    show(addressOfForm());
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-live]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    show(link.href, { moveFocus: true });
  });
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) show(location.href, { push: false });
  });
  prepare();
}

if (form) follow();
