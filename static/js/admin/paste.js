// Keeps the cells of a pasted table apart: the editor has no tables and would join their words.

function withRowsAsLines(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const row of page.querySelectorAll("tr")) {
    const line = page.createElement("div");
    for (const cell of row.querySelectorAll(":scope > td, :scope > th")) line.append(...cell.childNodes, " ");
    row.closest("table").before(line);
  }
  for (const table of page.querySelectorAll("table")) table.remove();
  return page.body.innerHTML;
}

document.addEventListener(
  "paste",
  (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!/<table/i.test(html) || !event.target.closest?.(".Draftail-Editor")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", event.clipboardData.getData("text/plain"));
    clipboardData.setData("text/html", withRowsAsLines(html));
    event.target.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  },
  { capture: true },
);
