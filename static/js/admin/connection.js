// An editing page whose author is logged out, whose network is cut or whose server fails: says so, holds back what
// would be lost, and goes on saving when all is well again. Nothing typed leaves the page before it can be taken.
const SOON = 5_000; // Milliseconds until the server is asked again.
const SHOWN = 10_000; // Milliseconds for which « C’est rétabli » stays.
const FAILURES = ["network_error", "server_error"];

class Connection {
  constructor(form, messages) {
    this.form = form;
    this.messages = messages;
    form.addEventListener("w-autosave:save", (event) => this.#holdSaving(event));
    form.addEventListener("w-autosave:error", ({ detail }) => {
      if (FAILURES.includes(detail.type)) this.look({ hasFailed: true });
    });
    form.addEventListener("w-autosave:success", () => {
      if (this.said === "server") this.#say();
    });
    document.addEventListener("w-swap:error", ({ target }) => {
      if (target.closest?.(".w-editing-sessions")) this.look();
    });
    document.addEventListener("visibilitychange", () => this.look());
    window.addEventListener("online", () => this.look());
    document.addEventListener("submit", (event) => this.#holdPress(event), { capture: true });
    this.look();
  }

  // Asks how things stand, says it, and asks again until all is well. `hasFailed`: a save has just failed.
  async look({ hasFailed = false } = {}) {
    clearTimeout(this.waiting);
    const found = await this.#ask();
    const wasAsked = found === "well" && this.#closeWarning();
    const isBack = found === "well" && (this.isDown || wasAsked);
    this.isPressed ||= wasAsked;
    this.isDown = found !== "well";
    this.isLoggedOut = found === "ended" || found === "other";
    if (this.isDown) {
      this.#say(found);
      this.waiting = setTimeout(() => this.look(), SOON);
    } else if (isBack) {
      this.#say(this.isPressed ? "press" : "back");
      this.#saveAgain();
    } else if (hasFailed) {
      this.#say(this.isPressed ? "press" : "server");
      this.#saveAgain();
    }
    return found;
  }

  async #ask() {
    try {
      const headers = { "X-Requested-With": "XMLHttpRequest" };
      const answer = await fetch(this.messages.dataset.connection, { headers, redirect: "manual" });
      if (answer.status === 403 || answer.type === "opaqueredirect") return "ended";
      if (!answer.ok) return "server";
      const { account, token } = await answer.json();
      this.account ??= account;
      if (account !== this.account) return "other";
      this.#renew(token);
      return "well";
    } catch (error) {
      return error instanceof SyntaxError ? "server" : "network";
    }
  }

  #renew(token) {
    this.sending?.set("csrfmiddlewaretoken", token); // Wagtail makes it before it sends it.
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    window.wagtailConfig.CSRF_TOKEN = token;
  }

  #say(said) {
    this.said = said;
    for (const message of this.messages.children) message.hidden = message.dataset.connectionState !== said;
    clearTimeout(this.shown);
    if (said === "back") this.shown = setTimeout(() => this.#say(), SHOWN);
  }

  // Without network Wagtail answers each press with a dialog, until its next ping is answered; the dialog itself nothing
  // closes, and it would lie over the words for good. True when it was open: the press is still to be made.
  #closeWarning() {
    const session = document.querySelector(".w-editing-sessions");
    const dialog = document.getElementById("w-save-confirmation-dialog");
    if (!session || !dialog || session.dataset.wSessionInterceptValue === "conflict") return false;
    session.dataset.wSessionInterceptValue = "";
    const isOpen = dialog.getAttribute("aria-hidden") !== "true";
    if (isOpen) dialog.dispatchEvent(new CustomEvent("w-dialog:hide"));
    return isOpen;
  }

  #saveAgain() {
    if (this.form.dataset.wUnsavedHasEditsValue !== "true") return;
    const options = { bubbles: true, cancelable: true, detail: { type: "edits" } };
    this.form.dispatchEvent(new CustomEvent("w-unsaved:add", options));
  }

  // Logged out, it would be refused; with another account, saved under another name.
  #holdSaving(event) {
    this.sending = event.detail.formData;
    if (!this.isLoggedOut) return;
    event.preventDefault();
    setTimeout(() => {
      document.getElementById("w-autosave-indicator").dataset.wAutosaveStateValue = "paused";
    });
  }

  async #holdPress(event) {
    if (event.target !== this.form || this.mayPass) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.isAsking) return;
    this.isAsking = true;
    const button = event.submitter;
    this.isPressed = (await this.look()) !== "well";
    await new Promise((resolve) => setTimeout(resolve)); // Wagtail disables the button in a timeout of the click.
    this.isAsking = false;
    if (button) button.dataset.wProgressLoadingValue = "false";
    button?.removeAttribute("disabled");
    if (this.isPressed) return;
    this.mayPass = true;
    this.form.requestSubmit(button);
  }
}

const form = document.querySelector("[data-edit-form]");
const messages = document.querySelector("[data-connection]");
if (form && messages) new Connection(form, messages);
