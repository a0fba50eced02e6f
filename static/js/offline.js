// Reading without a connection: starts the worker where the site has one, and lets one keep a guide. Without this file nothing changes.

const REASONS = {
  QuotaExceededError: "cet appareil n’a plus de place. Retirez d’autres guides, puis réessayez.",
  TypeError: "la connexion ne répond pas. Rapprochez-vous du wifi, puis réessayez.",
  NotReadableError: "le site n’a pas pu préparer tous les fichiers. Réessayez dans une minute.",
};
const path = location.pathname;
const isWanted = () => {
  try {
    return localStorage.getItem("hors-ligne") !== "non";
  } catch {
    return false;
  }
};

if ("serviceWorker" in navigator && "offline" in document.documentElement.dataset && isWanted()) start();

async function start() {
  const isFirst = !navigator.serviceWorker.controller;
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  try {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    await navigator.serviceWorker.ready;
  } catch {
    return;
  }
  if (isFirst) ask({ deed: "visited", path, search: location.search, pictures: shownPictures() }).catch(() => {});
  else ask({ deed: "refresh" }).catch(() => {});
  const button = document.querySelector("[data-keep-guide]");
  if (button) prepare(button);
}

const shownPictures = () =>
  performance.getEntriesByType("resource").map(({ name }) => new URL(name)).filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname);

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

function prepare(button) {
  const label = button.querySelector("span");
  const state = document.querySelector("[data-keep-state]");
  const text = state.querySelector("p");
  const bar = state.querySelector("progress");
  let copy;

  function show(name, words = "") {
    label.textContent = name;
    text.replaceChildren(words);
    state.hidden = !words;
  }

  async function showWhatIs() {
    copy = (await ask({ deed: "list" })).find((one) => one.isKept && one.path === path);
    if (!copy) return show("Garder ce guide");
    const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" }).format(copy.date).replaceAll(" ", "\u00a0");
    show("Retirer de cet appareil", `Gardé sur cet appareil avec sa fiche, le ${day} (${weight(copy.size)}). `);
    const link = document.createElement("a");
    link.href = "/hors-ligne/";
    link.textContent = "Voir les guides gardés";
    text.append(link);
  }

  async function press() {
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    try {
      if (copy) {
        await ask({ deed: "remove", path });
        copy = undefined;
        show("Garder ce guide", "Ce guide n’est plus gardé sur cet appareil.");
      } else {
        show("Un instant…", "Le guide, ses images et sa fiche arrivent sur cet appareil.");
        bar.hidden = false;
        await ask({ deed: "keep", path }, ({ done, total }) => Object.assign(bar, { max: total, value: done }));
        navigator.storage?.persist?.();
        await showWhatIs();
      }
    } catch ({ name }) {
      show("Réessayer", `Le guide n’est pas gardé : ${REASONS[name] ?? REASONS.NotReadableError}`);
    }
    bar.hidden = true;
    button.removeAttribute("aria-disabled");
  }

  button.addEventListener("click", press);
  showWhatIs().then(() => { button.hidden = false; });
}

const weight = (size) =>
  size < 1e6 ? `${Math.max(1, Math.round(size / 1e3))}\u00a0ko` : `${(size / 1e6).toFixed(1).replace(".", ",")}\u00a0Mo`;
