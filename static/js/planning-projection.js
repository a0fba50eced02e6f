// Enhancements of projection: keyboard, remote control, touch, full screen. Without this script, every screen
// is a page with links.

const screen = () => document.querySelector("[data-screen]");
const link = (name) => document.querySelector(`[data-${name}]`);
let busy = false;
let leaving = false;
addEventListener("beforeunload", () => {
  leaving = true;
});

async function go(address, { push = true } = {}) {
  if (busy || !address) return;
  busy = true;
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    screen().replaceWith(page.querySelector("[data-screen]"));
    document.title = page.title;
    if (push) history.pushState(null, "", address);
    prepare();
    screen().focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  } catch {
    if (!leaving) location.assign(address); // Leaving the page aborts the request, which is not an error.
  } finally {
    busy = false;
  }
}

const shown = () => screen().classList.contains("with-markers");

function toggleMarkers() {
  const button = link("markers");
  if (!button) return;
  screen().classList.toggle("with-markers");
  button.textContent = shown() ? "Cacher les repères" : "Montrer où appuyer";
}

// The first press shows the markers and the next one goes on, so that one key is enough, as on a remote
// control.
function forward() {
  if (link("markers") && !shown()) toggleMarkers();
  else go(link("next")?.href);
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

const KEYS = {
  ArrowRight: forward,
  ArrowDown: forward,
  PageDown: forward,
  " ": forward,
  ArrowLeft: () => go(link("previous")?.href),
  ArrowUp: () => go(link("previous")?.href),
  PageUp: () => go(link("previous")?.href),
  m: toggleMarkers,
  f: fullScreen,
  Escape: () => document.fullscreenElement || location.assign(link("quit").href),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const onControl = event.target.closest("a, button, summary");
  if (onControl && (event.key === " " || event.key === "Enter")) return;
  const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-next], [data-previous], [data-markers], [data-full-screen]");
  if (!pressed || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (pressed.matches("[data-markers]")) toggleMarkers();
  else if (pressed.matches("[data-full-screen]")) fullScreen();
  else go(pressed.href);
});

// A swipe to the left goes forward.
let from = null;
addEventListener(
  "touchstart",
  ({ touches }) => {
    from = touches.length === 1 ? touches[0] : null;
  },
  { passive: true },
);
addEventListener(
  "touchend",
  ({ changedTouches: [to] }) => {
    if (!from) return;
    const across = to.clientX - from.clientX;
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(to.clientY - from.clientY))
      across < 0 ? forward() : go(link("previous")?.href);
    from = null;
  },
  { passive: true },
);

addEventListener("popstate", () => go(location.href, { push: false }));

function prepare() {
  const button = link("full-screen");
  if (button) button.hidden = !document.documentElement.requestFullscreen;
}
prepare();
