// Following a guide step by step: what is ticked and the step where one is are kept in this tab, the screen
// stays awake, and the picture is enlarged. Without this script, every screen is a plain page.

const { follow: guide, version } = document.querySelector("[data-follow]").dataset;
const here = document.querySelector("[data-step]")?.dataset;
const KEY = `suivre:${guide}`;
const boxes = [...document.querySelectorAll("[data-tick]")];

// Returns what this tab keeps about the guide; nothing after « Tout effacer » in any tab; undefined where
// nothing is to be kept, or the browser refuses.
function kept() {
  try {
    if (localStorage.getItem("hors-ligne") === "non") return undefined; // Somebody asked for it on this device.
    const found = JSON.parse(sessionStorage.getItem(KEY) || "{}");
    if (found.on > Number(localStorage.getItem("efface"))) return found;
    sessionStorage.removeItem(KEY);
    return {};
  } catch {
    return undefined;
  }
}

// Returns whether the tab keeps it. What is refused is not kept; the page works all the same.
function keepInTab(changes) {
  try {
    if (localStorage.getItem("hors-ligne") === "non") return false;
    sessionStorage.setItem(KEY, JSON.stringify({ ...kept(), ...changes, on: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

function showTicks() {
  const { ticks = [] } = kept() ?? {
    ticks: boxes.filter(({ checked }) => checked).map(({ value }) => value),
  };
  for (const box of boxes) box.checked = ticks.includes(box.value);
}

function keepTicks() {
  const others = (kept()?.ticks ?? []).filter((tick) => !boxes.some(({ value }) => value === tick));
  keepInTab({ ticks: [...others, ...boxes.filter(({ checked }) => checked).map(({ value }) => value)] });
}

for (const box of boxes) box.addEventListener("change", keepTicks);
addEventListener("pageshow", showTicks); // Also when the page comes back from the browser's memory.
addEventListener("storage", ({ key }) => key === "efface" && showTicks());

// Back to where one was; a word when steps have changed since.
const before = kept() ?? {};
const isAnother = before.version && before.version !== version;
if (isAnother) document.querySelector("[data-changed]").hidden = false;
if (here) keepInTab({ step: here.step, place: Number(here.place), version });
else if (document.querySelector("[data-end]")) keepInTab({ step: undefined, place: 0, version });
const isKept = keepInTab({ version });
for (const words of document.querySelectorAll("[data-ticks-kept]")) words.hidden = !isKept;
const start = document.querySelector("[data-continue]");
if (start && before.place > 1 && !isAnother) {
  start.href = start.href.replace(/1\/(?=(?:index\.html)?$)/, `${before.place}/`);
  start.querySelector("span").firstChild.data = "Reprendre";
  start.querySelector("small").textContent = `Étape ${before.place}`;
}

// The screen does not go dark while one types on another device.
function stayAwake() {
  if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
}
document.addEventListener("visibilitychange", stayAwake);
stayAwake();

// The list of steps closes as a menu does.
const list = document.querySelector(".all-steps");
document.addEventListener("click", ({ target }) => list.contains(target) || list.removeAttribute("open"));
list.addEventListener("toggle", () =>
  list.querySelector("[aria-current]").scrollIntoView({ block: "nearest", behavior: "instant" }),
);
list.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !list.open) return;
  list.open = false;
  list.querySelector("summary").focus();
});

const dialog = document.querySelector("dialog");
const frame = document.querySelector(".screenshot-frame");
const links = document.querySelectorAll("[data-enlarge]");
const gap = document.createElement("div");
gap.className = "frame-place";

function enlarge(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  gap.style.height = `${frame.offsetHeight}px`;
  frame.replaceWith(gap);
  for (const file of frame.querySelectorAll("source, img")) file.sizes = "75rem";
  const pane = dialog.lastElementChild;
  pane.append(frame);
  dialog.showModal();
  const ring = frame.querySelector(".ring.target");
  const isWide = ring?.getBoundingClientRect().width > pane.clientWidth;
  ring?.scrollIntoView({ block: "center", inline: isWide ? "start" : "center", behavior: "instant" });
  if (isWide) pane.scrollLeft -= 40;
}

if (dialog?.showModal && frame) {
  for (const link of links) link.addEventListener("click", enlarge);
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    gap.replaceWith(frame);
    links[links.length - 1].focus({ preventScroll: true });
  });
}
