// Draws the same SVG markers as the page, by the same rules as `drawn_markers` on the server.

const SVG = "http://www.w3.org/2000/svg";
const DISC_MARGIN = 4.5; // Percent of the picture's width.
const LOW_RING = 16; // Percent of the picture's height.
const LEFT_SHIFT = 14; // Pixels.
const CORNER_SHIFT = 9;

const percent = (value) => `${value.toFixed(2)}%`;
const inside = (value, margin) => Math.min(Math.max(value, margin), 100 - margin);

function node(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== "") made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function ring(marker, className) {
  const { x, y, width, height } = marker;
  const place = { x: percent(x), y: percent(y), width: percent(width), height: percent(height) };
  return node("svg", place, node("rect", { class: className, width: "100%", height: "100%", rx: 8 }));
}

function disc({ x, y, height, target, number }, marginY) {
  const isLow = height <= LOW_RING;
  const hasRoom = x >= 2 * DISC_MARGIN;
  const discX = percent(hasRoom ? inside(x, DISC_MARGIN) : DISC_MARGIN);
  const discY = percent(inside(isLow ? y + height / 2 : y, marginY));
  const shiftX = hasRoom ? (isLow ? -LEFT_SHIFT : -CORNER_SHIFT) : 0;
  const shiftY = isLow || y < 2 * marginY ? 0 : -CORNER_SHIFT;
  return node(
    "g",
    { transform: `translate(${shiftX} ${shiftY})` },
    node("circle", { class: target ? "target" : "", cx: discX, cy: discY, r: 13 }),
    node("text", { x: discX, y: discY }, String(number)),
  );
}

/** Return the SVG of `markers` ({x, y, width, height, target, number}) on a picture of this size. */
export function drawing(markers, pictureWidth, pictureHeight) {
  const marginY = Math.min((DISC_MARGIN * pictureWidth) / Math.max(pictureHeight, 1), 50);
  const halos = markers.map((marker) => ring(marker, ""));
  const rings = markers.map((marker) => ring(marker, marker.target ? "ring target" : "ring"));
  const discs = markers.map((marker) => disc(marker, marginY));
  return node("svg", { class: "markers", "aria-hidden": "true" }, ...halos, ...rings, ...discs);
}
