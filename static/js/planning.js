// Comforts of the session page: changes without a full reload, order by drag and by keys. Everything works without this file.

const announce = (text) => {
  const place = document.querySelector("[data-announcement]");
  if (place) place.textContent = text;
};
const parse = (text) => new DOMParser().parseFromString(text, "text/html");
const lineOf = (element) => element?.closest("[data-line]");

// Where the hand was, so as to put it back on the page that comes.
function remember(button) {
  const line = lineOf(button);
  return {
    line: line?.dataset.line,
    keep: button?.dataset?.keep,
    id: document.activeElement?.id,
    y: scrollY,
  };
}

function putBack({ line, keep, id, y }) {
  const row = line && document.getElementById(`ligne-${line}`);
  const button = row && keep && row.querySelector(`[data-keep="${keep}"]:not(:disabled)`);
  const target = button || (id && document.getElementById(id)) || row;
  scrollTo({ top: y, behavior: "instant" });
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest" });
}

function swap(page, place) {
  const open = [...document.querySelectorAll("main details[open] > summary")].map(
    (summary) => summary.textContent,
  );
  document.querySelector("main").replaceWith(page.querySelector("main"));
  document.querySelector("header.site")?.replaceWith(page.querySelector("header.site"));
  document.title = page.title;
  for (const summary of document.querySelectorAll("main details > summary"))
    if (open.includes(summary.textContent)) summary.parentElement.open = true;
  prepare();
  putBack(place);
  const problem = document.querySelector("#conflit, #erreurs");
  if (problem) problem.focus();
  else
    announce(
      document.querySelector(".alert")?.textContent.trim() ||
        document.querySelector(".plan-total")?.textContent.trim() ||
        "",
    );
}

// Buttons of the lines are named "action", which hides the property of that name.
const addressOf = (form) => form.getAttribute("action");

async function send(form, fields, place) {
  document.querySelector("main").setAttribute("aria-busy", "true");
  try {
    const response = await fetch(addressOf(form), { method: "POST", body: new URLSearchParams(fields) });
    const page = parse(await response.text());
    if (!page.querySelector("[data-session]")) return location.assign(response.url);
    swap(page, place);
    history.replaceState(null, "", "/seance/");
  } catch {
    document.querySelector("main").removeAttribute("aria-busy");
    announce("La connexion ne répond pas. Rien n’est enregistré.");
  }
}

// One request at a time: a double click finds the page busy.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("[data-session]") || form.method !== "post" || /supprimer|terminer/.test(addressOf(form)))
    return;
  event.preventDefault();
  if (document.querySelector("main[aria-busy]")) return;
  send(form, new FormData(form, event.submitter), remember(event.submitter));
});

// Choosing a form of a guide acts at once.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-lines] select")) event.target.form.requestSubmit();
});

// Order by keys: Alt with an arrow anywhere in a line.
document.addEventListener("keydown", (event) => {
  const line = lineOf(event.target);
  const keep = { ArrowUp: "monter", ArrowDown: "descendre" }[event.key];
  if (!line || !keep || !event.altKey) return;
  event.preventDefault();
  line.querySelector(`[data-keep="${keep}"]:not(:disabled)`)?.click();
});

// Order by drag: the handle of a line follows the mouse or the finger, and the line takes its place when let go.
function drag(start) {
  const handle = start.target.closest("[data-handle]");
  if (!handle || start.button > 0) return;
  const line = lineOf(handle);
  const list = line.parentElement;
  const before = [...list.children].indexOf(line);
  start.preventDefault();
  line.classList.add("dragged");
  const move = ({ clientY }) => {
    const after = [...list.children].find((other) => {
      const box = other.getBoundingClientRect();
      return other !== line && clientY < box.top + box.height / 2;
    });
    list.insertBefore(line, after ?? null);
  };
  const drop = () => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", drop);
    removeEventListener("pointercancel", drop);
    line.classList.remove("dragged");
    const place = [...list.children].indexOf(line);
    if (place === before) return;
    const fields = new FormData(list.closest("form"));
    fields.set("action", `deplacer-${line.dataset.line}-${place}`);
    send(list.closest("form"), fields, remember(handle));
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", drop);
  addEventListener("pointercancel", drop);
}
document.addEventListener("pointerdown", drag);

// Keys given as links open the part of the page they name.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href="#reglages"]');
  if (link) document.querySelector("#reglages").open = true;
  if (event.target.matches("[data-select]")) event.target.select();
});

function prepare() {
  for (const handle of document.querySelectorAll("[data-handle]")) handle.hidden = false;
}
prepare();
