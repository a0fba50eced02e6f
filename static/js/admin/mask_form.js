// Connects the drawing surface to the number fields of masks and crop, which hold all data.

import { BoxSurface, fill } from "./boxes.js";

const CENTRE = { x: 35, y: 40, width: 30, height: 12 };
const DEFAULT_BOX = { x: 5, y: 5, width: 90, height: 90 };
const HANDS = ["pointerdown", "keydown", "beforeinput", "click"];

const fields = (row) => [...row.querySelectorAll("[data-box]")];
const values = (row) => fields(row).map((field) => field.value);

function read(row) {
  const place = Object.fromEntries(fields(row).map((field) => [field.dataset.box, field.valueAsNumber]));
  return Object.values(place).some(Number.isNaN) ? null : place;
}

function type(row, numbers) {
  for (const [index, field] of fields(row).entries()) field.value = numbers[index];
}

function write(row, place) {
  for (const field of fields(row)) field.value = place[field.dataset.box];
}

/**
 * @param {HTMLFormElement} form
 * @param {object} words French texts: those of the surface, `mask`, `crop`, `undone`
 * @param {() => void} onChange the user drew, moved, typed or undid something
 */
export class MaskForm {
  constructor(form, words, onChange = () => {}) {
    Object.assign(this, { form, words, onChange, past: [], before: null });
    const part = (name) => form.querySelector(`[data-${name}]`);
    this.rows = part("rows");
    this.template = part("row");
    this.cropRow = form.querySelector("[data-crop] [data-box-row]");
    this.addMaskButton = part("add-mask");
    this.addCropButton = part("add-crop");
    this.undoButton = part("undo");
    this.status = part("status");
    this.total = form.querySelector("[name=mask-TOTAL_FORMS]");
    this.most = Number(form.querySelector("[name=mask-MAX_NUM_FORMS]").value);
    this.surface = new BoxSurface(part("surface"), {
      words,
      status: this.status,
      onChange: (box) => {
        write(box.row, box.place);
        this.#changed();
      },
      onRemove: (box) => this.#forget(box.row),
      onDraw: (place) => this.#draw(place),
    });
    const typed = [...this.rows.children].map(values).filter((row) => row.some(Boolean));
    this.#listen();
    this.#prepare(this.cropRow);
    this.#show({ masks: typed, crop: values(this.cropRow) });
    part("tools").hidden = false;
    part("help").hidden = false;
  }

  /** The crop in percent, or null when there is none. */
  get frame() {
    return read(this.cropRow);
  }

  /** Whether there is a change to undo. */
  get isTouched() {
    return this.past.length > 0;
  }

  undo() {
    const state = this.past.pop();
    if (!state) return;
    this.#show(state);
    this.before = null;
    this.status.textContent = this.words.undone;
    const focused = document.activeElement;
    if (focused.disabled || !this.form.contains(focused))
      (this.surface.boxes.at(-1)?.node ?? this.addMaskButton).focus();
    this.onChange();
  }

  #listen() {
    // Each user action is one undo step: a whole drag, or a single key.
    for (const kind of HANDS) {
      this.form.addEventListener(kind, () => this.#remember(), { capture: true });
    }
    this.form.addEventListener("keydown", (event) => {
      const isTyping = event.target.closest("input");
      if (isTyping || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.undo();
    });
    this.undoButton.addEventListener("click", () => this.undo());
    this.addMaskButton.addEventListener("click", () => this.#draw(CENTRE));
    this.addCropButton.addEventListener("click", () => {
      write(this.cropRow, DEFAULT_BOX);
      this.#showCrop(true);
      this.#changed();
    });
  }

  #remember() {
    this.before = { masks: [...this.rows.children].map(values), crop: values(this.cropRow) };
  }

  #changed() {
    if (this.before) this.past.push(this.before);
    this.before = null;
    this.undoButton.disabled = !this.isTouched;
    this.onChange();
  }

  /** Restore a state: all rows, and a rectangle for each complete row. */
  #show({ masks, crop }) {
    for (const box of [...this.surface.boxes]) this.surface.remove(box);
    this.rows.replaceChildren();
    for (const row of masks) this.#addRow(row);
    type(this.cropRow, crop);
    this.cropRow.box = null;
    if (this.frame) this.#showCrop(false);
    this.#renumber();
    this.undoButton.disabled = !this.isTouched;
  }

  #draw(place) {
    if (this.rows.children.length >= this.most) return;
    const row = this.#addRow([place.x, place.y, place.width, place.height], true);
    write(row, row.box.place);
    this.#renumber();
    this.#changed();
  }

  #addRow(numbers, focus = false) {
    this.rows.append(this.template.content.cloneNode(true));
    const row = this.rows.lastElementChild;
    type(row, numbers);
    this.#prepare(row);
    if (read(row)) this.#showMask(row, focus);
    return row;
  }

  #showMask(row, focus = false) {
    const number = [...this.rows.children].indexOf(row) + 1;
    const name = fill(this.words.mask, { number });
    row.box = this.surface.add(read(row), { className: "is-mask", name, number: `${number}`, focus });
    row.box.row = row;
  }

  #showCrop(focus) {
    this.cropRow.box = this.surface.add(this.frame, { className: "is-crop", name: this.words.crop, focus });
    this.cropRow.box.row = this.cropRow;
    this.addCropButton.disabled = true;
  }

  /** Renumber the masks and their field names in order, because the server expects consecutive numbers. */
  #renumber() {
    const all = [...this.rows.children];
    all.forEach((row, index) => {
      row.querySelector("[data-number]").textContent = index + 1;
      for (const field of fields(row)) {
        field.name = `mask-${index}-${field.dataset.box}`;
        row.querySelector(`label[for="${field.id}"]`)?.setAttribute("for", `id_${field.name}`);
        field.id = `id_${field.name}`;
      }
      const name = fill(this.words.mask, { number: index + 1 });
      if (row.box) this.surface.update(row.box, { name, number: `${index + 1}` });
    });
    this.total.value = all.length;
    this.addMaskButton.disabled = all.length >= this.most;
    this.addCropButton.disabled = Boolean(this.cropRow.box);
  }

  #forget(row) {
    if (row === this.cropRow) {
      for (const field of fields(row)) field.value = "";
      row.box = null;
    } else {
      row.remove();
    }
    this.#renumber();
    this.#changed();
    if (row === this.cropRow) this.addCropButton.focus();
    else if (this.surface.boxes.length === 0) this.addMaskButton.focus();
  }

  #prepare(row) {
    const button = row.querySelector("[data-remove]");
    button.hidden = false;
    button.addEventListener("click", () => {
      if (row.box) this.surface.remove(row.box);
      this.#forget(row);
    });
    row.addEventListener("input", () => {
      const place = read(row);
      if (place && row.box) this.surface.update(row.box, { place });
      else if (place && row === this.cropRow) this.#showCrop(false);
      else if (place) this.#showMask(row);
      this.#renumber();
      this.#changed();
    });
  }
}
