// Shows below a picture what OCR found, with a checkbox to confirm that a person has checked it. Pictures
// shown at the same time share one request.

let wanted = new Map();

function askAll(address) {
  const asked = wanted;
  wanted = new Map();
  const query = [...asked.keys()].map((id) => `id=${id}`).join("&");
  fetch(`${address}?${query}`)
    .then((answer) => answer.json())
    .then((said) => {
      for (const [id, shown] of asked) if (said[id]) for (const concern of shown) concern.show(id, said[id]);
    })
    .catch(() => {}); // Show nothing: the guide's checks repeat the warning.
}

export class Concern {
  /** `onSaid` receives the site's data about the picture: `concern`, `vouched`, `reduction`. */
  constructor(words, { concerns, vouch }, onSaid) {
    this.addresses = { concerns, vouch };
    this.onSaid = onSaid;
    this.sentence = document.createElement("p");
    this.sentence.setAttribute("role", "status");
    this.box = document.createElement("input");
    this.box.type = "checkbox"; // It has no name, so it is not submitted with the guide.
    const label = document.createElement("label");
    label.append(this.box, words.vouched);
    this.node = document.createElement("div");
    this.node.className = "picture-concern";
    this.node.hidden = true;
    this.node.append(this.sentence, label);
    this.box.addEventListener("change", (event) => {
      event.stopPropagation();
      this.#vouch();
    });
  }

  ask(id) {
    this.node.hidden = true;
    this.id = id;
    if (wanted.size === 0) setTimeout(() => askAll(this.addresses.concerns));
    wanted.set(id, [...(wanted.get(id) ?? []), this]);
  }

  show(id, said) {
    if (id !== this.id) return;
    const { concern, vouched } = said;
    this.sentence.textContent = concern;
    this.sentence.hidden = !concern;
    this.box.checked = vouched;
    this.node.hidden = !concern && !vouched;
    this.onSaid(said);
  }

  async #vouch() {
    const body = new URLSearchParams({ vouched: this.box.checked ? "1" : "0" });
    const headers = { "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN };
    const { id } = this;
    try {
      const answer = await fetch(this.addresses.vouch.replace("/0/", `/${id}/`), {
        method: "POST",
        body,
        headers,
      });
      this.show(id, await answer.json());
    } catch {
      this.box.checked = !this.box.checked;
    }
  }
}
