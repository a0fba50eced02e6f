// Extends the screenshot form with its picture, the markers drawn on it, and a zone to paste or drop a
// picture. The block's own fields hold all data; this file only reads and writes them.

import { BoxSurface, fill, tidy } from "./boxes.js";
import { Concern } from "./concern.js";
import { CropEditor } from "./crop_editor.js";
import { drawing } from "./drawing.js";
import { element, newId, smallButton } from "./elements.js";
import { placeInFrame } from "./frames.js";
import { IncomingPictures } from "./incoming_pictures.js";
import { PictureDialog } from "./picture_dialog.js";

const PLACE = ["x", "y", "width", "height"];
const LEAST = 1; // Percent. The block refuses smaller markers.
const CHANGED = "picture-changed"; // All screenshots of the guide listen to this event.
const CENTRE = { x: 35, y: 40, width: 30, height: 12 };

class ScreenshotEditor {
  constructor(block, { words, most, ...addresses }) {
    Object.assign(this, { block, words, addresses, most, boxes: new Map() });
    this.container = block.container[0];
    this.image = block.childBlocks.image;
    this.markers = block.childBlocks.markers;
    this.#build();
    this.#listen();
    this.refresh();
    this.isOpen = true;
  }

  #build() {
    const { words } = this;
    this.status = element("p", { className: "screenshot-status", role: "status", ariaLive: "polite" });
    this.fault = element("p", { className: "screenshot-fault", role: "alert" });
    this.zone = element(
      "div",
      { className: "paste-zone", tabIndex: 0, role: "group", ariaLabel: words.zone },
      words.invite,
    );
    this.img = element("img", { alt: "" });
    this.figure = element(
      "div",
      { className: "screenshot-frame box-surface", role: "group", ariaLabel: words.surface },
      this.img,
    );
    this.addButton = smallButton(words.add);
    this.maskButton = smallButton(words.dialog, "button-secondary");
    this.maskButton.ariaHasPopup = "dialog";
    const help = element("p", {
      className: "image-editor-help",
      id: `${newId()}-help`,
      textContent: words.help,
    });
    this.figure.setAttribute("aria-describedby", help.id);
    this.concern = new Concern(words, this.addresses, (said) => this.#tellReduction(said));
    this.board = element(
      "div",
      { className: "screenshot-board" },
      this.concern.node,
      element("p", { className: "image-editor-tools" }, this.addButton, this.maskButton),
      this.figure,
      help,
    );
    const editor = element(
      "div",
      { className: "screenshot-editor" },
      this.zone,
      this.fault,
      this.status,
      this.board,
    );
    this.#wrapper("markers").before(editor);
    this.surface = new BoxSurface(this.figure, {
      words,
      status: this.status,
      least: LEAST,
      onChange: (box) => (box.isCrop ? this.crop.write(box.place) : this.#write(box.child, box.place)),
      onRemove: (box) => this.#removeBox(box),
      onDraw: (place) => this.#addMarker(place),
    });
    const shown = { words, onChange: () => this.#draw() };
    this.crop = new CropEditor(this.block.childBlocks.crop, this.#wrapper("crop"), this.surface, shown);
  }

  #wrapper(name) {
    return this.container.querySelector(`:scope [data-contentpath="${name}"]`);
  }

  #listen() {
    const later = () => {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.refresh());
    };
    const markers = this.#wrapper("markers");
    markers.addEventListener("input", later);
    markers.addEventListener("change", (event) => {
      if (event.target.type === "checkbox" && event.target.checked) this.#keepOneTarget(event.target);
      later();
    });
    const watch = new MutationObserver(later);
    watch.observe(markers, { childList: true, subtree: true });
    const shown = { attributes: true, attributeFilter: ["class", "src", "value"], subtree: true };
    watch.observe(this.#wrapper("image"), shown);
    this.img.addEventListener("load", () => this.#draw());
    this.addButton.addEventListener("click", () => this.#addMarker(CENTRE));
    this.maskButton.addEventListener("click", () => this.#openDialog());
    document.addEventListener(CHANGED, ({ detail }) => this.#follow(...detail));
    this.figure.addEventListener("keydown", (event) => this.#enter(event));
    this.#listenForPictures();
  }

  #listenForPictures() {
    new IncomingPictures(this.container, this.zone, {
      words: this.words,
      address: this.addresses.upload,
      title: () => this.#title(),
      tell: (status, fault) => this.#tell(status, fault),
      onArrived: (picture) => this.#choose(picture),
    });
  }

  #choose(picture) {
    this.image.setState(picture);
    this.image.widget.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.refresh();
  }

  async #openDialog() {
    const id = this.image.widget.input.value;
    this.#tell(this.words.opening);
    try {
      await PictureDialog.open(this.addresses.dialog.replace("/0/", `/${id}/`), this.words, {
        tellFrame: (frame) => this.#sayOf(this.#outside(frame), this.words.outside),
        onApplied: (change) => document.dispatchEvent(new CustomEvent(CHANGED, { detail: [change, this] })),
        onLeft: () => this.#tell(this.words.left),
      });
      this.#tell("");
    } catch {
      this.#tell("", this.words.closed);
    }
  }

  /** Show a picture masked or cropped in the screenshot `origin`. Only `origin` uses a new picture. */
  #follow(change, origin) {
    if (!this.container.isConnected || this.image.widget.input.value !== change.source.id) return;
    const isNew = change.picture.id !== change.source.id;
    const shown = isNew && origin !== this ? change.source : change.picture;
    const outside = change.frame && shown === change.picture ? this.#moveIntoFrame(change.frame) : [];
    this.version = shown;
    this.#choose(shown);
    if (origin === this) this.#tell(`${change.sentence} ${this.#sayOf(outside, this.words.removedOutside)}`);
  }

  #sayOf(markers, sentence) {
    return markers.map((marker) => fill(sentence, marker)).join(" ");
  }

  /** Return the markers outside `frame`, with their number and label. */
  #outside(frame) {
    return this.markers.children
      .map((child, index) => ({ child, number: index + 1, ...this.#read(child) }))
      .filter((marker) => !placeInFrame(marker, frame, LEAST))
      .map((marker) => ({ ...marker, label: marker.label && ` (${marker.label})` }));
  }

  #moveIntoFrame(frame) {
    this.crop.follow(frame);
    const outside = this.#outside(frame);
    for (const { child } of outside) this.markers.deleteBlock(this.markers.children.indexOf(child));
    for (const child of this.markers.children)
      this.#write(child, tidy(placeInFrame(this.#read(child), frame, LEAST), LEAST));
    return outside;
  }

  #tell(status, fault = "") {
    this.status.textContent = status;
    this.fault.textContent = fault;
  }

  /** Report a scaled-down picture, if it was chosen after the guide was opened. */
  #tellReduction({ reduction }) {
    if (this.wasChosen && reduction && !this.status.textContent.includes(reduction)) this.#tell(reduction);
  }

  #title() {
    const step = this.container.closest("[data-streamfield-child]");
    return step?.querySelector('input[name$="-title"]')?.value || this.words.title;
  }

  /** Redraw everything from the fields. */
  refresh() {
    const id = this.image.widget.input.value;
    this.board.hidden = this.crop.preview.hidden = !id;
    if (id) this.#showPicture(id);
    const children = this.markers.children;
    for (const [child, box] of this.boxes) {
      if (!children.includes(child)) {
        this.surface.remove(box);
        this.boxes.delete(child);
      }
    }
    for (const [index, child] of children.entries()) this.#showMarker(child, index + 1);
    this.addButton.disabled = children.length >= this.most;
    this.#draw();
  }

  #showPicture(id) {
    const version = this.version?.id === id ? `?v=${this.version.stem}` : "";
    const address = this.addresses.picture.replace("/0/", `/${id}/`) + version;
    if (this.img.getAttribute("src") !== address) {
      if (this.isOpen && this.version?.id !== id) this.crop.reset();
      this.img.src = address;
      this.wasChosen = this.isOpen;
      this.concern.ask(id);
    }
  }

  #read(child) {
    const fields = child.block.childBlocks;
    const place = Object.fromEntries(PLACE.map((key) => [key, fields[key].widget.input.valueAsNumber || 0]));
    return { ...place, label: fields.label.widget.input.value, target: fields.target.widget.input.checked };
  }

  #showMarker(child, number) {
    const { label, target, ...place } = this.#read(child);
    const words = [label, target ? this.words.target : ""].filter(Boolean).join(", ");
    const name = fill(this.words.marker, { number, label: words && ` (${words})` });
    const box = this.boxes.get(child);
    if (box) this.surface.update(box, { place, name, number: `${number}` });
    else this.#tie(child, this.surface.add(place, { className: "is-marker", name, number: `${number}` }));
  }

  #tie(child, box) {
    box.child = child;
    this.boxes.set(child, box);
  }

  #draw() {
    if (!this.img.naturalWidth) return;
    const markers = this.markers.children.map((child, index) => ({
      ...this.#read(child),
      number: index + 1,
    }));
    this.figure.querySelector("svg")?.remove();
    this.img.after(drawing(markers, this.img.naturalWidth, this.img.naturalHeight, false));
    this.crop.draw(markers, this.img);
  }

  #write(child, place) {
    const fields = child.block.childBlocks;
    for (const key of PLACE) {
      const { input } = fields[key].widget;
      input.value = place[key];
    }
    fields.x.widget.input.dispatchEvent(new Event("input", { bubbles: true }));
    fields.x.widget.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #addMarker(place) {
    const index = this.markers.children.length;
    if (index >= this.most) return;
    const state = { ...this.markers.blockDef.initialChildState, ...tidy(place, LEAST) };
    this.markers.insert(state, index, { id: newId() });
    this.refresh();
    this.boxes.get(this.markers.children[index]).node.focus();
  }

  #removeBox(box) {
    if (box.isCrop) return this.crop.reset();
    const index = this.markers.children.indexOf(box.child);
    this.boxes.delete(box.child);
    this.markers.deleteBlock(index);
    this.refresh();
    if (this.boxes.size === 0) this.addButton.focus();
  }

  #enter(event) {
    const box = event.target.box;
    if (!box?.child || event.key !== "Enter") return;
    event.preventDefault();
    box.child.block.childBlocks.label.widget.input.focus();
  }

  #keepOneTarget(checked) {
    for (const child of this.markers.children) {
      const { input } = child.block.childBlocks.target.widget;
      if (input !== checked) input.checked = false;
    }
  }
}

class ScreenshotDefinition extends window.wagtailStreamField.blocks.StructBlockDefinition {
  render(...place) {
    const block = super.render(...place);
    new ScreenshotEditor(block, this.meta.drawing);
    return block;
  }
}

window.telepath.register("lessons.blocks.Screenshot", ScreenshotDefinition);
