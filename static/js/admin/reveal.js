// Shows a place of a form.

/** Opens the tab and the collapsed panels that hide `element`. */
export function reveal(element) {
  const tab = element.closest('[role="tabpanel"]');
  if (tab?.hidden) document.querySelector(`[role="tab"][href="#${tab.id}"]`)?.click();
  for (let inside = element; inside; inside = inside.parentElement?.closest("[data-panel]")) {
    const panel = inside.closest("[data-panel]");
    panel?.querySelector(':scope > .w-panel__header [data-panel-toggle][aria-expanded="false"]')?.click();
  }
}
