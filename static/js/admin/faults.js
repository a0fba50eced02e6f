// After a form was refused: shows the number of errors on each tab, and opens and scrolls to the first one.
// Scripts render the step fields after Wagtail has counted errors.

import { reveal } from "./reveal.js";

function countOnTabs() {
  for (const badge of document.querySelectorAll('.w-tabs [data-controller~="w-count"]')) {
    window.wagtail.app.getControllerForElementAndIdentifier(badge, "w-count")?.count();
  }
}

async function showFirstFault() {
  countOnTabs();
  const fault = document.querySelector("[data-edit-form] .error-message, [data-edit-form] .help-critical");
  if (!fault) return;
  await reveal(fault);
  const field = fault.closest("[data-contentpath], .w-field, [data-field]") ?? fault;
  fault.scrollIntoView({ block: "center" });
  field
    .querySelector('input:not([type="hidden"]), select, textarea, [contenteditable="true"]')
    ?.focus({ preventScroll: true });
}

if (document.readyState === "complete") showFirstFault();
else window.addEventListener("load", showFirstFault);
