// Converts a rectangle's position to a cropped picture.

/** Return `box` relative to the crop `frame`, in percent; null if less than `least` percent remains. */
export function placeInFrame(box, frame, least) {
  const across = part(box.x, box.width, frame.x, frame.width);
  const down = part(box.y, box.height, frame.y, frame.height);
  if (across.length < least || down.length < least) return null;
  return { x: across.start, y: down.start, width: across.length, height: down.length };
}

function part(start, length, frameStart, frameLength) {
  const first = Math.max(start, frameStart);
  const last = Math.min(start + length, frameStart + frameLength);
  const scale = 100 / frameLength;
  return { start: (first - frameStart) * scale, length: (last - first) * scale };
}
