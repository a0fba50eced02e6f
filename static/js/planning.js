// Enhancements of the session page: autosave, changes without reload, reordering by drag and by keyboard.
// Everything works without this script. planning-saving.js sends the data and reports the result.
import { changed, isAtRisk, press, saveBeforeLeaving, saveNow, saveSoon } from "./planning-saving.js";

const lineOf = (element) => element?.closest("[data-line]");

document.addEventListener("input", ({ target }) => {
  if (target.form?.id === "seance") saveSoon();
});
document.addEventListener("change", ({ target }) => {
  if (target.form?.id === "seance") saveNow();
});

// A button that leaves the page submits normally once everything is saved.
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

// A separate form for a button that leaves the page: the fields are already saved.
function copyOf(form, { formAction }) {
  const copy = form.cloneNode(true);
  copy.removeAttribute("id");
  copy.action = formAction;
  copy.hidden = true;
  return document.body.appendChild(copy);
}

// Follow a link once everything is saved; otherwise stay and show the message.
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

// Other ways to leave: closing, switching applications on a phone, browser buttons.
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveNow());
addEventListener("pagehide", saveBeforeLeaving);
addEventListener("online", () => saveNow());
addEventListener("beforeunload", (event) => {
  saveNow(); // Start now: browsers may drop a request that starts when the page is hidden.
  if (isAtRisk()) event.preventDefault();
});

// Reorder by keyboard: Alt with an arrow key anywhere in a line.
document.addEventListener("keydown", (event) => {
  const line = lineOf(event.target);
  const keep = { ArrowUp: "monter", ArrowDown: "descendre" }[event.key];
  if (!line || !keep || !event.altKey) return;
  event.preventDefault();
  line.querySelector(`[data-keep="${keep}"]:not(:disabled)`)?.click();
});

// Reorder by drag: the line follows its handle, and is moved on release.
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
