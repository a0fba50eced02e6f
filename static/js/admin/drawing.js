// Draws the same SVG markers as the page, by the same rules as `drawn_markers` on the server.

const SVG = "http://www.w3.org/2000/svg";
const DISC_MARGIN = 4.5; // Percent of the picture's width.
const DISC_ROOM = 7.4;
const WIDE_ROOM = 9;
const INNER = 20;
const LOW_RING = 16; // Percent of the picture's height.
const DISC_SHIFT = 14; // Pixels.
// The words "Appuyez ici" on the narrowest picture, in percent of its width.
const [LABEL_WIDTH, LABEL_HEIGHT, LABEL_GAP] = [36, 9.5, 2];

const percent = (value) => `${value.toFixed(2)}%`;
const inside = (value, margin) => Math.min(Math.max(value, margin), 100 - margin);

function node(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== "") made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const place = ({ x, y, width, height }) => ({
  x: percent(x),
  y: percent(y),
  width: percent(width),
  height: percent(height),
});

/** Return what makes all but the boxes of `markers` step back; `id` is not that of another picture. */
function veil(markers, id) {
  const holes = markers.map((marker) => node("rect", place(marker)));
  return [
    node("mask", { id }, node("rect", { fill: "#fff" }), ...holes),
    node("rect", { class: "veil", mask: `url(#${id})` }),
  ];
}

function ring(marker) {
  const className = marker.target ? "ring target" : "ring";
  const second = marker.target ? [node("rect", { class: "second" })] : [];
  return node("svg", place(marker), node("rect", { class: className }), ...second);
}

const overlap = (one, other) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

/** Return the words "Appuyez ici" below the ring of what is pressed, or above it, or nothing where there is no room. */
function pressLabel(marker, markers, ratio) {
  const [height, gap] = [LABEL_HEIGHT * ratio, LABEL_GAP * ratio];
  const x = Math.min(marker.x, 100 - LABEL_WIDTH);
  const foot = marker.y + marker.height;
  const places = [
    { y: foot + gap, edge: foot, isAbove: false },
    { y: marker.y - gap - height, edge: marker.y, isAbove: true },
  ];
  const isFree = ({ y }) => {
    const label = { x, y, width: LABEL_WIDTH, height };
    return y >= 0 && y + height <= 100 && !markers.some((other) => other !== marker && overlap(label, other));
  };
  const found = places.find(isFree);
  if (!found) return [];
  const words = [node("rect", {}), node("text", { x: 52, y: 13 }, "Appuyez ici")];
  const group = node("g", { class: found.isAbove ? "above" : "" }, ...words);
  return [node("svg", { class: "press", x: percent(x), y: percent(found.edge) }, group)];
}

function beside(left, right, canHang) {
  if (right <= 100 - DISC_ROOM && (left < DISC_ROOM || left >= INNER))
    return right <= 100 - WIDE_ROOM ? [right, DISC_SHIFT] : [(100 + right) / 2, 0];
  if (left >= DISC_ROOM ? left < WIDE_ROOM : !canHang) return [Math.max(left, DISC_ROOM) / 2, 0];
  return [Math.min(left, 100 - DISC_ROOM / 2), -DISC_SHIFT];
}

function disc({ x, y, width, height, target, number }, marginY, canHang) {
  const [across, shift] = beside(x, x + width, canHang);
  const discX = percent(across);
  const discY = percent(inside(y + Math.min(height, LOW_RING) / 2, marginY));
  return node(
    "g",
    { transform: shift ? `translate(${shift} 0)` : "" },
    node("circle", { class: target ? "target" : "", cx: discX, cy: discY }),
    node("text", { x: discX, y: discY }, String(number)),
  );
}

let drawn = 0;

/** Return the SVG of `markers` ({x, y, width, height, target, number}) on a picture of this size.
 * Without `canHang`, no number leaves the picture. */
export function drawing(markers, pictureWidth, pictureHeight, canHang = true) {
  const ratio = pictureWidth / Math.max(pictureHeight, 1);
  const marginY = Math.min(DISC_MARGIN * ratio, 50);
  const veils = markers.length ? veil(markers, `voile-${drawn++}`) : [];
  const discs = markers.map((marker) => disc(marker, marginY, canHang));
  const hangs = ({ x, width }) => canHang && x < DISC_ROOM && beside(x, x + width, canHang)[1] < 0;
  const className = markers.some(hangs) ? "markers hanging" : "markers";
  const pressed = markers
    .filter(({ target }) => target)
    .flatMap((marker) => pressLabel(marker, markers, ratio));
  const parts = [...veils, ...markers.map(ring), ...discs, ...pressed];
  return node("svg", { class: className, "aria-hidden": "true" }, ...parts);
}
