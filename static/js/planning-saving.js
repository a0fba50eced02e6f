// Saves the session page in place, with one request at a time, in order. Unsaved input stays in its fields,
// with a visible message, and is retried.

const SOON = 1_200;
const AGAIN = 5_000;
const form = () => document.querySelector("#seance");
const main = () => document.querySelector("main");
const controls = () =>
  [...document.querySelectorAll('[form="seance"][name]')].filter((one) => one.matches("input, select"));
const keyOf = (one) => (one.type === "checkbox" ? `${one.name}=${one.value}` : one.name);
const shownIn = (one) => (one.type === "checkbox" ? String(one.checked) : one.value);
const typed = () => new Map(controls().map((one) => [keyOf(one), shownIn(one)]));

let saved = typed(); // The field values that the server has stored, or refused with a message.
let failed = false;
let timer;
let last = Promise.resolve(true);
const pressed = new Set(); // Buttons that wait for a response.
let onItsWay; // The field values in the current request.

export const changed = () => controls().some((one) => saved.get(keyOf(one)) !== shownIn(one));
export const isAtRisk = () => failed || !isSettled();

export function saveSoon() {
  clearTimeout(timer);
  timer = setTimeout(saveNow, SOON);
}

// Resolves to whether all field values are saved.
export function saveNow() {
  clearTimeout(timer);
  last = last.then(async () => {
    if (!changed() && !failed) return isSettled();
    const sent = typed();
    const page = await post(new FormData(form()), form().getAttribute("action"), sent);
    if (page) refresh(page, sent);
    return Boolean(page) && isSettled();
  });
  return last;
}

// Submits a button after pending input. The same press during the request counts as a double click.
export function press(fields, address, button) {
  const what = `${address} ${button?.name} ${button?.value}`;
  if (pressed.has(what)) return;
  pressed.add(what);
  clearTimeout(timer);
  const place = placeOf(button);
  main().setAttribute("aria-busy", "true");
  last = last.then(async () => {
    const sent = typed();
    for (const [name, value] of new FormData(form()))
      if (!["equipment", "perdu"].includes(name)) fields.set(name, value);
    const page = await post(fields, address, sent);
    if (page) swap(page, sent, place);
    pressed.delete(what);
    if (!pressed.size) main().removeAttribute("aria-busy");
    return Boolean(page) && isSettled();
  });
}

const isSettled = () => !document.querySelector("#a-regler");

// The page is closing, so no response can be awaited. The current request may or may not arrive first.
export function saveBeforeLeaving() {
  if (!changed()) return;
  const fields = new FormData(form());
  const state = JSON.parse(fields.get("base"));
  state.sent = Object.fromEntries(onItsWay ?? []);
  fields.set("base", JSON.stringify(state));
  saved = typed();
  fetch(form().getAttribute("action"), {
    method: "POST",
    body: new URLSearchParams(fields),
    keepalive: true,
  });
}

// Resolves to the page in the response, or to nothing, after showing an error message.
async function post(fields, address, sent) {
  const body = new URLSearchParams(fields);
  onItsWay = sent;
  try {
    const keepalive = String(body).length < 60_000; // Browsers limit the body of keepalive requests.
    const response = await fetch(address, { method: "POST", body, keepalive });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (page.querySelector("[data-lost]")) return showLost(page);
    if (!page.querySelector("[data-session]")) throw new Error(String(response.status));
    say("");
    return page;
  } catch (error) {
    say(
      Number(error.message) === 429
        ? "Pas encore enregistré\u00a0: il y a eu beaucoup d’essais depuis ce réseau. Laissez cette page ouverte."
        : "Pas encore enregistré\u00a0: le site ne répond pas. Ce que vous avez écrit reste ici\u00a0; un nouvel essai se fait tout seul.",
    );
    clearTimeout(timer);
    timer = setTimeout(saveNow, AGAIN);
  } finally {
    onItsWay = undefined;
  }
}

function say(fault) {
  failed = Boolean(fault);
  const words = document.querySelector("[data-save-fault]");
  if (words.textContent !== fault) words.textContent = fault;
  document.querySelector("[data-save-state]").hidden = !failed;
}

// The session no longer exists: show the response, which quotes the unsaved input.
function showLost(page) {
  failed = false;
  main().replaceWith(page.querySelector("main"));
  saved = typed();
}

// After a save, updates the parts computed from the fields without moving the cursor. If lines were added,
// removed or moved, replaces the whole page.
function refresh(page, sent) {
  const order = (place) => place.querySelector("[name=ordre]").value;
  if (order(page) !== order(document)) return swap(page, sent, placeOf(document.activeElement));
  for (const fresh of page.querySelectorAll("[data-live]")) {
    const old = document.querySelector(`[data-live="${fresh.dataset.live}"]`);
    if (old && old.innerHTML !== fresh.innerHTML) old.replaceWith(document.adoptNode(fresh));
  }
  fill(page, sent);
}

// Sets the fields to the server's values, except those edited since the request.
function fill(page, sent) {
  const theirs = new Map();
  for (const one of page.querySelectorAll('[form="seance"][name]'))
    if (one.matches("input, select")) theirs.set(keyOf(one), one);
  for (const one of controls()) {
    const fresh = theirs.get(keyOf(one));
    if (!fresh) continue;
    const value = shownIn(fresh);
    if (shownIn(one) === sent.get(keyOf(one)) && shownIn(one) !== value) {
      if (one.type === "checkbox") one.checked = fresh.checked;
      else if (one.tagName === "SELECT")
        one.replaceChildren(...[...fresh.options].map((option) => option.cloneNode(true)));
      else one.value = value;
    }
    one.toggleAttribute("aria-invalid", false);
    if (fresh.hasAttribute("aria-invalid")) one.setAttribute("aria-invalid", "true");
    saved.set(keyOf(one), value);
  }
}

// Replaces the whole page, but keeps input typed meanwhile, open sections, focus and scroll position.
function swap(page, sent, place) {
  const late = new Map([...typed()].filter(([key, value]) => sent.has(key) && sent.get(key) !== value));
  const open = [...document.querySelectorAll("main details[open] > summary")].map((one) => one.textContent);
  main().replaceWith(page.querySelector("main"));
  document.querySelector("header.site")?.replaceWith(page.querySelector("header.site"));
  document.title = page.title;
  history.replaceState(null, "", "/seance/");
  for (const summary of document.querySelectorAll("main details > summary"))
    if (open.includes(summary.textContent)) summary.parentElement.open = true;
  saved = typed();
  for (const one of controls()) if (late.has(keyOf(one))) putIn(one, late.get(keyOf(one)));
  if (changed()) saveSoon();
  prepare();
  putBack(place);
  announce();
}

function putIn(one, value) {
  if (one.type === "checkbox") one.checked = value === "true";
  else one.value = value;
}

// Records focus and scroll position, to restore them on the new page.
function placeOf(button) {
  const { id, selectionStart: from } = document.activeElement ?? {};
  return {
    line: button?.closest?.("[data-line]")?.dataset.line,
    keep: button?.dataset?.keep,
    id,
    from,
    y: scrollY,
  };
}

function putBack({ line, keep, id, from, y }) {
  const row = line && document.getElementById(`ligne-${line}`);
  const button = row && keep && row.querySelector(`[data-keep="${keep}"]:not(:disabled)`);
  const target = button || (id && document.getElementById(id)) || row;
  scrollTo({ top: y, behavior: "instant" });
  target?.focus({ preventScroll: true });
  if (target?.type === "text" && from !== undefined) target.setSelectionRange(from, from);
  target?.scrollIntoView({ block: "nearest" });
}

function announce() {
  const problem = document.querySelector("#a-regler");
  if (problem) return problem.focus();
  const said = document.querySelector(".alert") ?? document.querySelector(".plan-total");
  document.querySelector("[data-announcement]").textContent = said?.textContent.trim() ?? "";
}

function prepare() {
  for (const handle of document.querySelectorAll("[data-handle]")) handle.hidden = false;
}
prepare();
