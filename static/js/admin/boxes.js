// A surface on which users draw, move and resize rectangles by mouse, touch and keyboard. Positions are in
// percent of the picture. The surface does not know what the rectangles mean or where they are stored.

const SMALLEST = 0.5;
const STEP = 1;
const FINE_STEP = 0.1;
const TALL = 2.5; // Height-to-width ratio above which a picture fitted to the window would be illegible.
const CLICK = 1; // Percent. A shorter drag counts as a click and draws nothing.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const round = (value) => Math.round(value * 10) / 10;
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

const inWords = (place) =>
  Object.fromEntries(Object.entries(place).map(([key, value]) => [key, value.toLocaleString("fr")]));

/** Round a rectangle to one decimal, and keep it inside the picture. */
export function tidy({ x, y, width, height }, least = SMALLEST) {
  const w = clamp(round(width), least, 100);
  const h = clamp(round(height), least, 100);
  return { x: round(clamp(x, 0, 100 - w)), y: round(clamp(y, 0, 100 - h)), width: w, height: h };
}

/**
 * @param {HTMLElement} surface contains the picture, and will contain the rectangles
 * @param {object} words French texts: `kind`, `place`, `added`, `moved`, `removed`
 * @param {HTMLElement} status a live region
 * @param {(box) => void} onChange the user moved or resized a rectangle
 * @param {(box) => void} onRemove the user removed a rectangle; it is already deleted
 * @param {(place) => void} onDraw the user drew a rectangle; the callback must add it
 */
export class BoxSurface {
  constructor(surface, { words, status, least = SMALLEST, onChange, onRemove, onDraw }) {
    Object.assign(this, { surface, words, status, least, onChange, onRemove, onDraw, boxes: [] });
    surface.classList.add("is-ready");
    surface.addEventListener("load", () => this.#widen(), true);
    this.#widen();
    surface.addEventListener("pointerdown", (event) => this.#press(event));
    surface.addEventListener("keydown", (event) => this.#key(event));
    surface.addEventListener("dragstart", (event) => event.preventDefault());
  }

  #widen() {
    const picture = this.surface.querySelector("img");
    this.surface.classList.toggle("is-tall", picture?.naturalHeight > TALL * picture?.naturalWidth);
  }

  add(place, { className, name, number = "", focus = false }) {
    const node = document.createElement("div");
    node.className = `box ${className}`;
    node.tabIndex = 0;
    node.setAttribute("role", "application");
    node.setAttribute("aria-roledescription", this.words.kind);
    const label = document.createElement("span");
    label.className = "box-number";
    label.setAttribute("aria-hidden", "true");
    node.append(label);
    for (const corner of ["nw", "ne", "sw", "se"]) {
      const handle = document.createElement("span");
      handle.className = "box-handle";
      handle.dataset.handle = corner;
      node.append(handle);
    }
    const box = { node, label, place: tidy(place, this.least), name, number };
    node.box = box;
    this.boxes.push(box);
    this.surface.append(node);
    this.#show(box);
    if (focus) {
      node.focus();
      this.#say("added", box);
    }
    return box;
  }

  /** Set the position, name or number without calling `onChange`. */
  update(box, { place = box.place, name = box.name, number = box.number }) {
    Object.assign(box, { place: tidy(place, this.least), name, number });
    this.#show(box);
  }

  remove(box) {
    this.boxes = this.boxes.filter((other) => other !== box);
    box.node.remove();
  }

  #show(box) {
    const { x, y, width, height } = box.place;
    Object.assign(box.node.style, { left: `${x}%`, top: `${y}%`, width: `${width}%`, height: `${height}%` });
    box.label.textContent = box.number;
    box.node.setAttribute("aria-label", `${box.name}\u00a0: ${fill(this.words.place, inWords(box.place))}`);
  }

  #say(what, box) {
    const place = fill(this.words.place, inWords(box.place));
    this.status.textContent = fill(this.words[what], { name: box.name, place });
  }

  #change(box, place) {
    this.update(box, { place });
    this.onChange(box);
  }

  #key(event) {
    const box = event.target.box;
    if (!box || event.altKey || event.metaKey) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.#removeByHand(box);
      return;
    }
    const direction = ARROWS[event.key];
    if (!direction) return;
    event.preventDefault();
    const [right, down] = direction.map((way) => way * (event.ctrlKey ? FINE_STEP : STEP));
    const { x, y, width, height } = box.place;
    const place = event.shiftKey
      ? {
          x,
          y,
          width: clamp(width + right, this.least, 100 - x),
          height: clamp(height + down, this.least, 100 - y),
        }
      : { x: x + right, y: y + down, width, height };
    this.#change(box, place);
    this.#say("moved", box);
  }

  #removeByHand(box) {
    const place = this.boxes.indexOf(box);
    this.#say("removed", box);
    this.remove(box);
    this.onRemove(box);
    (this.boxes[place] ?? this.boxes.at(-1))?.node.focus();
  }

  #point(event) {
    const frame = this.surface.getBoundingClientRect();
    const percent = (value, size) => clamp((100 * value) / size, 0, 100);
    const { clientLeft, clientTop, clientWidth, clientHeight } = this.surface;
    return [
      percent(event.clientX - frame.left - clientLeft, clientWidth),
      percent(event.clientY - frame.top - clientTop, clientHeight),
    ];
  }

  #press(event) {
    if (event.button !== 0) return;
    const box = event.target.closest(".box")?.box;
    const start = this.#point(event);
    if (box) {
      event.preventDefault();
      box.node.focus();
      const corner = event.target.dataset.handle;
      const first = box.place;
      const move = corner ? resized : moved;
      this.#follow(
        event,
        (point) => this.#change(box, move(first, start, point, corner)),
        () => this.#say("moved", box),
      );
    } else if (event.pointerType !== "touch" && this.onDraw) {
      // Touch scrolls the page; on touch screens, a button adds a rectangle, which can then be moved.
      event.preventDefault();
      this.#draw(event, start);
    }
  }

  #draw(event, start) {
    let end = start;
    const done = () => {
      ghost.remove();
      const place = spanned(start, end);
      if (place.width >= CLICK && place.height >= CLICK) this.onDraw(tidy(place, this.least));
    };
    const ghost = document.createElement("div");
    ghost.className = "box is-mask";
    this.surface.append(ghost);
    this.#follow(
      event,
      (point) => {
        end = point;
        const { x, y, width, height } = spanned(start, end);
        Object.assign(ghost.style, { left: `${x}%`, top: `${y}%`, width: `${width}%`, height: `${height}%` });
      },
      done,
    );
  }

  #follow(event, onMove, onEnd) {
    const over = new AbortController();
    const options = { signal: over.signal };
    this.surface.setPointerCapture(event.pointerId);
    this.surface.addEventListener("pointermove", (next) => onMove(this.#point(next)), options);
    for (const name of ["pointerup", "pointercancel"]) {
      this.surface.addEventListener(
        name,
        () => {
          over.abort();
          onEnd();
        },
        options,
      );
    }
  }
}

function spanned([x1, y1], [x2, y2]) {
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

function moved(place, [x1, y1], [x2, y2]) {
  return { ...place, x: place.x + x2 - x1, y: place.y + y2 - y1 };
}

function resized({ x, y, width, height }, [x1, y1], [x2, y2], corner) {
  const edges = { w: x, e: x + width, n: y, s: y + height };
  edges[corner[0]] = clamp(edges[corner[0]] + y2 - y1, 0, 100);
  edges[corner[1]] = clamp(edges[corner[1]] + x2 - x1, 0, 100);
  return spanned([edges.w, edges.n], [edges.e, edges.s]);
}
