// The crop that a screenshot gets by itself: the same rules as `proposed_crop` on the server, where they are
// explained. Rectangles are in percent of the picture.

export const WHOLE = { x: 0, y: 0, width: 100, height: 100 };
const WINDOW = 1200;
const PHONE = 540;
const NARROW = 0.62;
const WIDE = 542;
const HIGH = 310;
const HIGHEST = 536;
const BEFORE = 42;
const AFTER = 8;
const AROUND = 24;
const LEFT = 0.2;
const LEAD = 0.85;
const ABOVE = 0.6;
const MOSTLY = 0.8;
const NEARLY_WHOLE = 0.9;

const tenth = (value) => Math.round(value * 10) / 10;
const length = ([start, end]) => end - start;
const union = (one, other) => [Math.min(one[0], other[0]), Math.max(one[1], other[1])];

function side(start, size, whole, before, after) {
  const first = Math.max((start * whole) / 100 - before, 0);
  return [first, Math.min(((start + size) * whole) / 100 + after, whole)];
}

function stretch(needed, usual, whole, lead) {
  const room = Math.min(Math.max(usual, length(needed)), whole);
  if (room >= NEARLY_WHOLE * whole) return [0, whole];
  const start = Math.min(Math.max(needed[0] - lead * (room - length(needed)), 0), whole - room);
  return [start, start + room];
}

const stretchAcross = (needed, unit, width) =>
  stretch(needed, WIDE * unit, width, needed[0] <= LEFT * width ? 0 : LEAD);

function shareOf(span, other) {
  const shared = Math.min(span[1], other[1]) - Math.max(span[0], other[0]);
  return Math.max(shared, 0) / Math.max(length(other), 1);
}

function keptMarkers(target, others, sides, unit, width) {
  let [across, down] = sides(target);
  const middle = [across[0] + across[1], down[0] + down[1]];
  const distance = (spans) =>
    Math.max(...spans.map(([start, end], index) => Math.abs(start + end - middle[index])));
  const nearest = others.map(sides).sort((one, other) => distance(one) - distance(other));
  for (const [otherAcross, otherDown] of nearest) {
    const wider = union(across, otherAcross);
    const higher = union(down, otherDown);
    if (length(higher) > Math.max(HIGHEST * unit, length(down))) continue;
    if (length(wider) <= Math.max(WIDE * unit, length(across))) [across, down] = [wider, higher];
    else if (shareOf(stretchAcross(across, unit, width), otherAcross) >= MOSTLY) down = higher;
  }
  return [across, down];
}

/** Return the crop around `target` that keeps as many of the `others` as remain legible with it. */
export function proposedCrop(target, others, width, height) {
  if (!target || width <= 0 || height <= 0) return WHOLE;
  const unit = Math.max(1, width / (width / height < NARROW ? PHONE : WINDOW));
  const sides = (box) => [
    side(box.x, box.width, width, BEFORE * unit, AFTER * unit),
    side(box.y, box.height, height, AROUND * unit, AROUND * unit),
  ];
  const [across, down] = keptMarkers(target, others, sides, unit, width);
  const x = stretchAcross(across, unit, width);
  const isWide = length(x) >= NEARLY_WHOLE * width;
  const y = stretch(down, (isWide ? HIGHEST : HIGH) * unit, height, ABOVE);
  if (isWide && length(y) >= NEARLY_WHOLE * height) return WHOLE;
  return inPercent(x, y, width, height);
}

function inPercent(x, y, width, height) {
  const left = tenth((100 * x[0]) / width);
  const top = tenth((100 * y[0]) / height);
  return {
    x: left,
    y: top,
    width: tenth(Math.min((100 * length(x)) / width, 100 - left)),
    height: tenth(Math.min((100 * length(y)) / height, 100 - top)),
  };
}
