// Draws the same SVG markers as the page, by the same rules as `drawn_markers` on the server.

const SVG = "http://www.w3.org/2000/svg";
const DISC_MARGIN = 4.5; // Percent of the picture's width.
const DISC_ROOM = 7.4;
const WIDE_ROOM = 9;
const INNER = 20;
const LOW_RING = 16; // Percent of the picture's height.
const DISC_SHIFT = 14; // Pixels.

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

const everywhere = { width: "100%", height: "100%" };

/** Return what makes all but the boxes of `markers` step back; `id` is not that of another picture. */
function veil(markers, id) {
  const holes = markers.map((marker) => node("rect", { ...place(marker), rx: 8 }));
  return [
    node("mask", { id }, node("rect", { ...everywhere, fill: "#fff" }), ...holes),
    node("rect", { class: "veil", ...everywhere, mask: `url(#${id})` }),
  ];
}

function ring(marker) {
  const className = marker.target ? "ring target" : "ring";
  return node("svg", place(marker), node("rect", { class: className, ...everywhere, rx: 8 }));
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
    node("circle", { class: target ? "target" : "", cx: discX, cy: discY, r: 13 }),
    node("text", { x: discX, y: discY }, String(number)),
  );
}

let drawn = 0;

/** Return the SVG of `markers` ({x, y, width, height, target, number}) on a picture of this size.
 * Without `canHang`, no number leaves the picture. */
export function drawing(markers, pictureWidth, pictureHeight, canHang = true) {
  const marginY = Math.min((DISC_MARGIN * pictureWidth) / Math.max(pictureHeight, 1), 50);
  const veils = markers.length ? veil(markers, `voile-${drawn++}`) : [];
  const discs = markers.map((marker) => disc(marker, marginY, canHang));
  const hangs = ({ x, width }) => canHang && x < DISC_ROOM && beside(x, x + width, canHang)[1] < 0;
  const className = markers.some(hangs) ? "markers hanging" : "markers";
  return node("svg", { class: className, "aria-hidden": "true" }, ...veils, ...markers.map(ring), ...discs);
}
