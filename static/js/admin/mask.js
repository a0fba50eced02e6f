// Ties the drawing surface to the number fields of masks and of the crop. Without this file the fields do it all.

import { BoxSurface, fill } from "./boxes.js";

const form = document.querySelector("[data-darkroom]");
const words = JSON.parse(document.getElementById("darkroom-words").textContent);
const rows = form.querySelector("[data-rows]");
const total = form.querySelector("[name=mask-TOTAL_FORMS]");
const most = Number(form.querySelector("[name=mask-MAX_NUM_FORMS]").value);
const template = form.querySelector("[data-row]");
const cropRow = form.querySelector("[data-crop] [data-box-row]");
const addMask = form.querySelector("[data-add-mask]");
const addCrop = form.querySelector("[data-add-crop]");
const CENTRE = { x: 35, y: 40, width: 30, height: 12 };
const MOST_OF_IT = { x: 5, y: 5, width: 90, height: 90 };

const surface = new BoxSurface(form.querySelector("[data-surface]"), {
  words,
  status: form.querySelector("[data-status]"),
  onChange: (box) => write(box),
  onRemove: (box) => forget(box),
  onDraw: (place) => addRow(place),
});

const fields = (row) => [...row.querySelectorAll("[data-box]")];

function read(row) {
  const place = Object.fromEntries(fields(row).map((field) => [field.dataset.box, field.valueAsNumber]));
  return Object.values(place).some(Number.isNaN) ? null : place;
}

function write(box) {
  for (const field of fields(box.row)) field.value = box.place[field.dataset.box];
}

/** Numbers of masks follow their order; names of fields too, for the server counts them. */
function renumber() {
  const all = [...rows.children];
  all.forEach((row, index) => {
    row.querySelector("[data-number]").textContent = index + 1;
    for (const field of fields(row)) {
      field.name = `mask-${index}-${field.dataset.box}`;
      row.querySelector(`label[for="${field.id}"]`)?.setAttribute("for", `id_${field.name}`);
      field.id = `id_${field.name}`;
    }
    if (row.box)
      surface.update(row.box, { name: fill(words.mask, { number: index + 1 }), number: `${index + 1}` });
  });
  total.value = all.length;
  addMask.disabled = all.length >= most;
}

function tie(row, box) {
  row.box = box;
  box.row = row;
}

function addRow(place) {
  if (rows.children.length >= most) return;
  rows.append(template.content.cloneNode(true));
  const row = rows.lastElementChild;
  prepare(row);
  const number = rows.children.length;
  const options = {
    className: "is-mask",
    name: fill(words.mask, { number }),
    number: `${number}`,
    focus: true,
  };
  tie(row, surface.add(place, options));
  write(row.box);
  renumber();
}

function showCrop(place, focus) {
  tie(cropRow, surface.add(place, { className: "is-crop", name: words.crop, focus }));
  write(cropRow.box);
  addCrop.disabled = true;
}

function forget(box) {
  if (box.row === cropRow) {
    for (const field of fields(cropRow)) field.value = "";
    cropRow.box = null;
    addCrop.disabled = false;
    addCrop.focus();
    return;
  }
  box.row.remove();
  renumber();
  if (surface.boxes.length === 0) addMask.focus();
}

function prepare(row) {
  const button = row.querySelector("[data-remove]");
  button.hidden = false;
  button.addEventListener("click", () => {
    if (row.box) surface.remove(row.box);
    forget({ row });
  });
  row.addEventListener("input", () => {
    const place = read(row);
    if (!place) return;
    if (row.box) surface.update(row.box, { place });
    else if (row === cropRow) showCrop(place, false);
    else tie(row, surface.add(place, { className: "is-mask", name: "", number: "" }));
    renumber();
  });
}

for (const row of [...rows.children]) {
  const place = read(row);
  if (place) {
    prepare(row);
    tie(row, surface.add(place, { className: "is-mask", name: "", number: "" }));
  } else if (!fields(row).some((field) => field.value)) {
    row.remove();
  } else {
    prepare(row);
  }
}
prepare(cropRow);
const kept = read(cropRow);
if (kept) showCrop(kept, false);
renumber();

addMask.addEventListener("click", () => addRow(CENTRE));
addCrop.addEventListener("click", () => showCrop(MOST_OF_IT, true));
form.querySelector("[data-tools]").hidden = false;
form.querySelector("[data-help]").hidden = false;
