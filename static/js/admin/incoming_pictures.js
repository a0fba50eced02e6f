// A zone in a step for pasted or dropped pictures. They use the same upload form as any other picture.

export class IncomingPictures {
  /**
   * @param {HTMLElement} container contains the fields of the screenshot
   * @param {HTMLElement} zone the zone for pasting and dropping
   * @param {object} options `words`; `address`, the upload URL; `title()` of the picture; `tell(status,
   *   fault)`; and `onArrived`, which receives the chooser data of the picture
   */
  constructor(container, zone, options) {
    Object.assign(this, { container, zone }, options);
    const step = container.closest("[data-streamfield-child]") ?? container;
    step.addEventListener("paste", (event) => this.#take(event, event.clipboardData), true);
    zone.addEventListener("click", () => zone.focus());
    container.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      zone.classList.add("is-over");
    });
    container.addEventListener("dragleave", () => zone.classList.remove("is-over"));
    container.addEventListener("drop", (event) => {
      zone.classList.remove("is-over");
      this.#take(event, event.dataTransfer);
    });
  }

  #take(event, transfer) {
    const file = [...transfer.files].find(({ type }) => type.startsWith("image/")) ?? transfer.files[0];
    const hasWords = transfer.types.includes("text/plain");
    if (!file || (event.type === "paste" && hasWords)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#send(file);
  }

  async #send(file) {
    const body = new FormData();
    body.append("file", file);
    body.append("title", this.title());
    this.tell(this.words.sending);
    try {
      const headers = { "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN };
      const answer = await fetch(this.address, { method: "POST", body, headers });
      const data = await answer.json();
      if (data.error) {
        this.tell("", data.error);
        return;
      }
      this.onArrived(data);
      this.tell([this.words.sent, data.reduction].join(" "));
    } catch {
      this.tell("", this.words.failed);
    }
  }
}
