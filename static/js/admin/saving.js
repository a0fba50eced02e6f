// Makes Wagtail 8.0 editing pages save everything typed, and show « Enregistré » only when that is true. The
// bugs in Wagtail, and when this file can be removed: docs/decisions/0026-nothing-typed-is-lost.md.
const NOT_TYPED =
  /^(csrfmiddlewaretoken|next|loaded_revision_id|loaded_revision_created_at|overwrite_revision_id|comments-)/;
const ACTS = ["pointerdown", "keydown", "beforeinput", "paste", "drop"];
const EDITS = ["beforeinput", "input", "change"];

const textOf = (value) => (value instanceof File ? `${value.name} ${value.size}` : value);

function typedIn(formData, updates = {}) {
  const typed = [...formData].filter(([name]) => !NOT_TYPED.test(name));
  return new URLSearchParams(typed.map(([name, value]) => [name, updates[name] ?? textOf(value)])).toString();
}

// Whether the user filled in the field, or the browser restored it, before any script ran.
function isFilled(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return field.matches("input:not([type=hidden]), textarea") && field.value !== field.defaultValue;
}

function watch(form) {
  const now = () => typedIn(new FormData(form));
  let saved; // The form data stored on the server.
  let sent;
  let hasActed = false;
  // Whether Wagtail watches for edits: it starts two seconds after each of two ready events.
  let isWatched = false;
  // True when the server refused the form, or fields were filled in before scripts ran.
  let isUnsaved = form.dataset.wUnsavedForceValue === "true" || [...form.elements].some(isFilled);
  form.dataset.wUnsavedForceValue = "false"; // With "true", Wagtail would not watch for edits.

  function takeBackSaved() {
    const indicator = document.getElementById("w-autosave-indicator");
    if (indicator?.dataset.wAutosaveStateValue === "saved") indicator.dataset.wAutosaveStateValue = "idle";
  }

  function compare() {
    if (!isUnsaved && now() === saved) return;
    form.dataset.wUnsavedForceValue = "true"; // Makes Wagtail's next check find a change, and save.
    takeBackSaved();
  }

  form.addEventListener("w-unsaved:ready", () => {
    setTimeout(() => {
      if (!hasActed || saved === undefined) saved = now(); // All fields are rendered now.
    });
  });
  for (const act of ACTS) {
    form.addEventListener(
      act,
      () => {
        if (!hasActed && saved !== undefined) saved = now(); // Runs before the action changes anything.
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
  // Listens on the window to run after Wagtail's handler, which marks the whole page as saved, including text
  // typed during the request.
  window.addEventListener("w-autosave:success", ({ detail }) => {
    saved = typedIn(sent, detail.response.field_updates);
    isUnsaved = false;
    compare();
  });
  window.addEventListener("beforeunload", (event) => {
    const mayLeave = form.dataset.wUnsavedConfirmationValue !== "true"; // The form is being submitted.
    if (!mayLeave && saved !== undefined && (isUnsaved || now() !== saved)) event.preventDefault();
  });
}

const form = document.querySelector("[data-edit-form]");
if (form) watch(form);
