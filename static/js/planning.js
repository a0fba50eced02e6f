// Comforts of the session page: what is typed is saved by itself, changes come without a full reload, order by drag and by
// keys. Everything works without this file. planning-saving.js sends and says what became of it.
import { changed, isAtRisk, press, saveBeforeLeaving, saveNow, saveSoon } from "./planning-saving.js";

const lineOf = (element) => element?.closest("[data-line]");

document.addEventListener("input", ({ target }) => {
  if (target.form?.id === "seance") saveSoon();
});
document.addEventListener("change", ({ target }) => {
  if (target.form?.id === "seance") saveNow();
});

// What leaves for good asks the server by itself, once all is saved.
document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (form.id !== "seance") return;
  event.preventDefault();
  if (submitter?.dataset.leadsTo) {
    if (await saveNow()) location.assign(submitter.dataset.leadsTo);
  } else if ("leaves" in (submitter?.dataset ?? {})) {
    if (await saveNow()) HTMLFormElement.prototype.submit.call(copyOf(form, submitter));
  } else
    press(
      new FormData(form, submitter),
      submitter?.getAttribute("formaction") ?? form.getAttribute("action"),
      submitter,
    );
});

// A form of its own for a button that leaves: the fields are saved already.
function copyOf(form, { formAction }) {
  const copy = form.cloneNode(true);
  copy.removeAttribute("id");
  copy.action = formAction;
  copy.hidden = true;
  return document.body.appendChild(copy);
}

// A link leads on once all is saved; when it cannot be, the page stays and says so.
document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-save-again]")) saveNow();
  if (event.target.matches("[data-select]")) event.target.select();
  const link = event.target.closest("a[href]");
  if (!link) return;
  if (link.getAttribute("href") === "#reglages") document.querySelector("#reglages").open = true;
  const stays = link.hash && link.pathname === location.pathname;
  if (stays || link.target || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !changed())
    return;
  event.preventDefault();
  if (await saveNow()) location.assign(link.href);
});

// The page is left otherwise: closed, put aside on a phone, or by the buttons of the browser.
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveNow());
addEventListener("pagehide", saveBeforeLeaving);
addEventListener("online", () => saveNow());
addEventListener("beforeunload", (event) => {
  saveNow(); // While the page lives: browsers may drop what is first sent when it is hidden.
  if (isAtRisk()) event.preventDefault();
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
    const form = document.querySelector("#seance");
    const fields = new FormData(form);
    fields.set("action", `deplacer-${line.dataset.line}-${place}`);
    press(fields, form.getAttribute("action"), handle);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", drop);
  addEventListener("pointercancel", drop);
}
document.addEventListener("pointerdown", drag);
