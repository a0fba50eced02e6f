// Makes the editing pages of Wagtail 8.0 save all that is typed, and say « Enregistré » only when it is so.
// What is wrong in Wagtail, and when this file can go: docs/decisions/0026-nothing-typed-is-lost.md.
const NOT_TYPED =
  /^(csrfmiddlewaretoken|next|loaded_revision_id|loaded_revision_created_at|overwrite_revision_id|comments-)/;
const ACTS = ["pointerdown", "keydown", "beforeinput", "paste", "drop"];
const EDITS = ["beforeinput", "input", "change"];

const textOf = (value) => (value instanceof File ? `${value.name} ${value.size}` : value);

function typedIn(formData, updates = {}) {
  const typed = [...formData].filter(([name]) => !NOT_TYPED.test(name));
  return new URLSearchParams(typed.map(([name, value]) => [name, updates[name] ?? textOf(value)])).toString();
}

// A field that the person, or a browser that came back to the page, filled in before any script ran.
function isFilled(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return field.matches("input:not([type=hidden]), textarea") && field.value !== field.defaultValue;
}

function watch(form) {
  const now = () => typedIn(new FormData(form));
  let saved; // What the server has.
  let sent;
  let hasActed = false;
  let isWatched = false; // By Wagtail, which begins two seconds after it is ready, and is so twice.
  // The server has refused the form, or it was filled in too early: nothing on the page is known to be saved.
  let isUnsaved = form.dataset.wUnsavedForceValue === "true" || [...form.elements].some(isFilled);
  form.dataset.wUnsavedForceValue = "false"; // With "true" Wagtail would not begin to look for changes.

  function takeBackSaved() {
    const indicator = document.getElementById("w-autosave-indicator");
    if (indicator?.dataset.wAutosaveStateValue === "saved") indicator.dataset.wAutosaveStateValue = "idle";
  }

  function compare() {
    if (!isUnsaved && now() === saved) return;
    form.dataset.wUnsavedForceValue = "true"; // Wagtail's next look finds a change, and saves.
    takeBackSaved();
  }

  form.addEventListener("w-unsaved:ready", () => {
    setTimeout(() => {
      if (!hasActed || saved === undefined) saved = now(); // All fields are drawn.
    });
  });
  for (const act of ACTS) {
    form.addEventListener(
      act,
      () => {
        if (!hasActed && saved !== undefined) saved = now(); // Before the act changes anything.
        hasActed = true;
      },
      { capture: true },
    );
  }
  form.addEventListener("w-unsaved:watch-edits", () => {
    if (!hasActed) saved = now();
    hasActed = isWatched = true;
    compare();
  });
  for (const edit of EDITS) {
    form.addEventListener(
      edit,
      ({ isTrusted }) => {
        if (isTrusted && !isWatched) isUnsaved = true;
        takeBackSaved();
      },
      { capture: true },
    );
  }

  form.addEventListener("w-autosave:save", ({ detail }) => {
    sent = detail.formData;
  });
  // On the window: after Wagtail took the whole page for saved, words typed meanwhile included.
  window.addEventListener("w-autosave:success", ({ detail }) => {
    saved = typedIn(sent, detail.response.field_updates);
    isUnsaved = false;
    compare();
  });
  window.addEventListener("beforeunload", (event) => {
    const mayLeave = form.dataset.wUnsavedConfirmationValue !== "true"; // It is being submitted.
    if (!mayLeave && saved !== undefined && (isUnsaved || now() !== saved)) event.preventDefault();
  });
}

const form = document.querySelector("[data-edit-form]");
if (form) watch(form);
