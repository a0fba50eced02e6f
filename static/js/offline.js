// Offline reading: registers the service worker if the site has one, and lets the visitor store a guide.
// Without this script, pages work as usual but are not stored.

const REASONS = {
  QuotaExceededError: "cet appareil n’a plus de place. Retirez d’autres guides, puis réessayez.",
  TypeError: "la connexion ne répond pas. Rapprochez-vous du wifi, puis réessayez.",
  NotReadableError: "le site n’a pas pu préparer tous les fichiers. Réessayez dans une minute.",
};
const STATE = `<div role="status"></div><progress aria-label="Fichiers gardés" hidden></progress>
<div class="actions" data-keep-ways hidden><a class="button small">Voir les guides gardés</a>
<button class="button small" type="button" data-keep-remove hidden>Retirer de cet appareil</button></div>`;

const path = location.pathname;
const isWanted = () => {
  try {
    return localStorage.getItem("hors-ligne") !== "non";
  } catch {
    return false;
  }
};

const keepButton = document.querySelector("[data-keep-guide]");

if ("serviceWorker" in navigator && "keepsPages" in document.documentElement.dataset)
  isWanted() ? start() : tellRefusal();
else removeButton();

function removeButton() {
  keepButton?.parentElement.remove();
}

async function start() {
  const isFirst = !navigator.serviceWorker.controller;
  if (document.readyState !== "complete")
    await new Promise((done) => addEventListener("load", done, { once: true }));
  try {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    await navigator.serviceWorker.ready;
  } catch {
    removeButton();
    return;
  }
  if (isFirst)
    ask({ deed: "visited", path, search: location.search, pictures: shownPictures() }).catch(() => {});
  else ask({ deed: "refresh" }).catch(() => {});
  if (keepButton) prepare(keepButton);
}

const shownPictures = () =>
  performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin }) => origin === location.origin)
    .map(({ pathname }) => pathname);

async function ask(what, tell) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => {
      if ("result" in data) resolve(data.result);
      else if ("failed" in data) reject(new DOMException("", data.failed));
      else tell?.(data);
    };
    active.postMessage(what, [port2]);
  });
}

// What the page says of the copy of a guide, and what can be done with it.
function prepareState() {
  const state = document.querySelector("[data-keep-state]");
  if (!state) return undefined;
  state.innerHTML = STATE;
  state.querySelector("a").href = state.dataset.keepState;
  return state;
}

function prepare(button) {
  const label = button.querySelector("span");
  const state = prepareState();
  const text = state.querySelector("[role=status]");
  const bar = state.querySelector("progress");
  const ways = state.querySelector("[data-keep-ways]");
  const removal = state.querySelector("[data-keep-remove]");

  function show(words, copy) {
    text.textContent = words;
    state.hidden = !words;
    ways.hidden = removal.hidden = !copy;
  }

  // The button keeps its position and width, and is disabled after a press, so that a double click cannot hit
  // the button that removes the guide.
  function setButton(words, works) {
    label.textContent = words;
    button.setAttribute("aria-disabled", String(!works));
  }

  async function showWhatIs() {
    const copy = (await ask({ deed: "list" })).find((one) => one.isKept && one.path === path);
    const day =
      copy &&
      new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" })
        .format(copy.date)
        .replace(/^1 /, "1er ")
        .replaceAll(" ", "\u00a0");
    show(copy ? `Gardé sur cet appareil avec sa fiche, le ${day} (${weight(copy.size)}).` : "", copy);
    setButton(copy ? "Guide gardé" : "Garder ce guide", !copy);
  }

  async function keep() {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.style.minWidth = `${button.getBoundingClientRect().width}px`;
    setButton("Un instant…", false);
    show("Le guide, ses images et sa fiche arrivent sur cet appareil.");
    bar.hidden = false;
    try {
      await ask({ deed: "keep", path }, ({ done, total }) => Object.assign(bar, { max: total, value: done }));
      navigator.storage?.persist?.();
      await showWhatIs();
    } catch ({ name }) {
      setButton("Réessayer de garder", true);
      show(`Le guide n’est pas gardé\u00a0: ${REASONS[name] ?? REASONS.NotReadableError}`);
    }
    bar.hidden = true;
  }

  async function remove() {
    await ask({ deed: "remove", path });
    setButton("Garder ce guide", true);
    show("Ce guide n’est plus gardé sur cet appareil.");
    button.focus();
  }

  button.addEventListener("click", keep);
  removal.addEventListener("click", remove);
  showWhatIs().then(() => {
    button.hidden = false;
  });
}

// Tell visitors who turned off storage why the button is missing.
function tellRefusal() {
  removeButton();
  const state = prepareState();
  if (!state) return;
  state.hidden = state.querySelector("[data-keep-ways]").hidden = false;
  state.querySelector("[role=status]").textContent = "Cet appareil ne garde aucune page.";
  state.querySelector("a").textContent = "Changer ce choix";
}

const weight = (size) =>
  size < 1e6
    ? `${Math.max(1, Math.round(size / 1e3))}\u00a0ko`
    : `${(size / 1e6).toFixed(1).replace(".", ",")}\u00a0Mo`;
