// Handles a lost login, network or server on an editing page: shows a message, holds back submissions that
// would be lost, and resumes saving afterwards.
const SOON = 5_000; // Milliseconds between checks of the server.
const SHOWN = 10_000; // Milliseconds for which « C’est rétabli » is shown.
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

  // Checks the connection, shows its state, and checks again until it works. `hasFailed`: a save has just
  // failed.
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
    this.sending?.set("csrfmiddlewaretoken", token); // Wagtail built this form data before the token changed.
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    window.wagtailConfig.CSRF_TOKEN = token;
  }

  #say(said) {
    this.said = said;
    for (const message of this.messages.children) message.hidden = message.dataset.connectionState !== said;
    clearTimeout(this.shown);
    if (said === "back") this.shown = setTimeout(() => this.#say(), SHOWN);
  }

  // While offline, Wagtail answers each submission with a dialog, until its next ping succeeds. Nothing
  // closes an open dialog, which would cover the page. Returns true when it was open: the user must submit
  // again.
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

  // The server would refuse a save after logout; under another account, it would save in that user's name.
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
