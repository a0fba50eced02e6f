// Makes an element of a form visible.

/** Open the tab and the panels around `element`; resolves when it can be scrolled to and focused. */
export async function reveal(element) {
  const panel = element.closest('[role="tabpanel"]');
  const tab = panel?.hidden && document.querySelector(`[role="tab"][href="#${panel.id}"]`);
  if (tab) await open(tab, panel);
  for (let inside = element; inside; inside = inside.parentElement?.closest("[data-panel]")) {
    const around = inside.closest("[data-panel]");
    around?.querySelector(':scope > .w-panel__header [data-panel-toggle][aria-expanded="false"]')?.click();
  }
}

/** Wait for the panel: Wagtail fades out the previous one before showing it. */
function open(tab, panel) {
  return new Promise((shown) => {
    const watch = new MutationObserver(() => {
      watch.disconnect();
      shown();
    });
    watch.observe(panel, { attributeFilter: ["hidden"] });
    tab.click();
  });
}
