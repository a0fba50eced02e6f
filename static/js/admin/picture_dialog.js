// A dialog to mask and crop the pictures of a guide without leaving its editing page.

import { element } from "./elements.js";
import { MaskForm } from "./mask_form.js";

// Makes Wagtail return 403 instead of the login page.
const HEADERS = { "X-Requested-With": "XMLHttpRequest" };
const unfinished = new Map(); // Dialogs by address, to restore rectangles that were drawn but not applied.

/** The dialog of one picture. */
export class PictureDialog {
  /**
   * Open the dialog, new or with unfinished changes. Throws when the server does not return the form.
   *
   * @param {string} address the URL of the form of this picture
   * @param {object} words French texts
   * @param {object} hooks `onApplied` receives the data of the changed picture; `onLeft` is called when
   *   changes were left unapplied; `tellFrame` returns a message about a crop
   */
  static async open(address, words, hooks) {
    const dialog = unfinished.get(address) ?? new PictureDialog(address, words);
    if (!dialog.form) dialog.#fill(await dialog.#ask());
    Object.assign(dialog, hooks);
    document.body.append(dialog.node);
    dialog.node.showModal();
    dialog.#tellFrame();
  }

  constructor(address, words) {
    Object.assign(this, { address, words });
    const id = "picture-dialog-title";
    const heading = { className: "w-h2", id, textContent: words.dialog, tabIndex: -1, autofocus: true };
    this.title = element("h2", heading);
    this.body = element("div");
    this.node = element("dialog", { className: "picture-dialog" }, this.title, this.body);
    this.node.setAttribute("aria-labelledby", id);
    this.node.addEventListener("close", () => this.#closed());
  }

  async #ask(options = {}) {
    const answer = await fetch(this.address, { headers: HEADERS, ...options });
    if (!answer.ok && answer.status !== 422) throw new Error(`${answer.status}`);
    return answer.headers.get("Content-Type") === "application/json" ? answer.json() : answer.text();
  }

  #fill(html) {
    this.body.innerHTML = html;
    this.form = this.body.querySelector("form");
    this.told = this.form.querySelector("[data-told]");
    this.mask = new MaskForm(this.form, this.words, () => this.#tellFrame());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#apply();
    });
    this.form.querySelector("[data-close]").addEventListener("click", () => this.node.close());
  }

  #tellFrame() {
    this.told.textContent = this.mask.frame ? this.tellFrame(this.mask.frame) : "";
  }

  async #apply() {
    if (this.isBusy) return;
    this.isBusy = true;
    this.told.textContent = this.words.applying;
    try {
      const said = await this.#ask({ method: "POST", body: new FormData(this.form) });
      if (typeof said === "string") this.#refuse(said);
      else this.#finish(said);
    } catch {
      this.told.textContent = this.words.unapplied;
    }
    this.isBusy = false;
  }

  #refuse(html) {
    this.#fill(html);
    this.wasRefused = true;
    this.title.focus();
  }

  #finish(change) {
    this.isDone = true;
    this.node.close();
    this.onApplied(change);
  }

  #closed() {
    this.node.remove();
    const isLeft = !this.isDone && (this.mask.isTouched || this.wasRefused);
    if (isLeft) unfinished.set(this.address, this);
    else unfinished.delete(this.address);
    if (isLeft) this.onLeft();
  }
}
