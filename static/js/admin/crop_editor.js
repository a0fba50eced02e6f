// The part of a screenshot that readers see: a frame on the picture, and the result beside it. The fields of
// the block hold all data. Follows `ScreenshotValue.crop_in_use` on the server.

import { tidy } from "./boxes.js";
import { drawing } from "./drawing.js";
import { element } from "./elements.js";
import { placeInFrame } from "./frames.js";
import { proposedCrop, WHOLE } from "./proposed_crops.js";

const SIDES = ["x", "y", "width", "height"];
const LEAST = 10; // Percent. The block refuses smaller frames.
const LEAST_OF_TARGET = 0.5;
const SOME = 0.001;
const [PROPOSED, FRAME] = ["proposed", "frame"];

export class CropEditor {
  constructor(block, container, surface, { words, onChange }) {
    Object.assign(this, { fields: block.childBlocks, surface, words, onChange, crop: WHOLE });
    this.veil = element("div", { className: "crop-veil" });
    surface.surface.append(element("div", { className: "crop-layer", ariaHidden: "true" }, this.veil));
    this.img = element("img", { alt: "" });
    this.window = element("div", { className: "crop-window" }, this.img);
    this.frame = element("div", { className: "screenshot-frame crop-preview" }, this.window);
    this.caption = element("figcaption", { textContent: words.shownPart, role: "status" });
    this.preview = element("figure", { className: "crop-shown" }, this.frame, this.caption);
    container.before(this.preview);
    container.addEventListener("input", onChange);
    container.addEventListener("change", () => {
      if (this.#choice() === FRAME && !this.#numbers()) this.write(this.proposed ?? WHOLE);
      onChange();
    });
  }

  #input(name) {
    return this.fields[name].widget.input;
  }

  #choice() {
    return this.#input("choice").value;
  }

  #numbers() {
    const place = Object.fromEntries(SIDES.map((side) => [side, this.#input(side).valueAsNumber]));
    return Object.values(place).some(Number.isNaN) ? null : place;
  }

  /** The frame of the editor, cut at the edges of the picture; null when there is no usable one. */
  #ownFrame() {
    const place = this.#choice() === FRAME && this.#numbers();
    return (place && placeInFrame(place, WHOLE, LEAST)) || null;
  }

  #shows(frame, target) {
    const part = target && placeInFrame(target, frame, SOME);
    const share = part && (part.width * part.height * frame.width * frame.height) / 1e4;
    return !target || share >= LEAST_OF_TARGET * target.width * target.height;
  }

  write(place) {
    for (const [side, value] of Object.entries(tidy(place, LEAST))) this.#input(side).value = value;
    this.#input("x").dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Forget the frame of a picture that is no longer shown. */
  reset() {
    if (this.#choice() !== FRAME) return;
    this.#input("choice").value = PROPOSED;
    for (const side of SIDES) this.#input(side).value = "";
    this.onChange();
  }

  /** Keep the frame where it is on a picture that was cropped to `kept`. */
  follow(kept) {
    const place = this.#choice() === FRAME && this.#numbers();
    const moved = place && placeInFrame(place, kept, LEAST);
    if (moved) this.write(moved);
    else this.reset();
  }

  /** Show the part in use, with `markers`, of the picture `img`. */
  draw(markers, img) {
    const target = markers.find((marker) => marker.target) ?? markers[0];
    const others = markers.filter((marker) => marker !== target);
    this.proposed = proposedCrop(target, others, img.naturalWidth, img.naturalHeight);
    const own = this.#ownFrame();
    const isUsed = own && this.#shows(own, target);
    this.crop = this.#choice() === "whole" ? WHOLE : isUsed ? own : this.proposed;
    this.caption.textContent = own && !isUsed ? this.words.missedTarget : this.words.shownPart;
    this.#showFrame(own);
    this.#place(this.veil, this.crop);
    this.veil.hidden = this.crop === WHOLE;
    this.#showPreview(markers, img);
  }

  #showFrame(own) {
    if (!own && this.box) {
      this.surface.remove(this.box);
      this.box = undefined;
    } else if (own && this.box) this.surface.update(this.box, { place: own });
    else if (own) {
      this.box = this.surface.add(own, { className: "is-crop is-shown-part", name: this.words.crop });
      this.box.isCrop = true;
    }
  }

  #place(node, { x, y, width, height }) {
    Object.assign(node.style, { left: `${x}%`, top: `${y}%`, width: `${width}%`, height: `${height}%` });
  }

  #showPreview(markers, { src, naturalWidth, naturalHeight }) {
    const { x, y, width, height } = this.crop;
    const [wide, high] = [(naturalWidth * width) / 100, (naturalHeight * height) / 100];
    if (this.img.src !== src) this.img.src = src;
    this.window.style.aspectRatio = `${wide} / ${high}`;
    this.frame.style.maxWidth = `min(100%, ${Math.round(wide)}px)`;
    const scale = { left: (-100 * x) / width, top: (-100 * y) / height, width: 10000 / width };
    for (const [key, value] of Object.entries(scale)) this.img.style[key] = `${value}%`;
    const shown = markers
      .map((marker) => [marker, placeInFrame(marker, this.crop, SOME)])
      .filter(([, place]) => place)
      .map(([marker, place]) => ({ ...marker, ...place }));
    this.frame.querySelector("svg")?.remove();
    this.frame.append(drawing(shown, wide, high));
  }
}
