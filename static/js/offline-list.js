// The page that lists the pages stored on this device. Without this script it says that nothing is stored.

const part = (name) => document.querySelector(`[data-${name}]`);
const status = part("status");
const isRefused = () => localStorage.getItem("hors-ligne") === "non";

// Ticks are kept in the tab, also where the browser has no service worker to keep pages.
const keepsTicks = (() => {
  try {
    sessionStorage.getItem("");
    localStorage.getItem("");
    return true;
  } catch {
    return false;
  }
})();

if (keepsTicks) {
  part("erasing").hidden = false;
  part("erase").addEventListener("submit", erase);
  if ("serviceWorker" in navigator) begin();
}
hideKitWithoutServer();

// The downloadable archive is on the server, so hide it in an offline copy of this page.
async function hideKitWithoutServer() {
  const link = part("kit")?.querySelector("a");
  if (!link) return;
  const answer = await fetch(link.href, { method: "HEAD" }).catch(() => undefined);
  part("kit").hidden = !answer?.ok;
}

async function begin() {
  part("nothing").hidden = true;
  const isElsewhere = location.pathname !== part("offline").dataset.offline;
  part("elsewhere").hidden = !isElsewhere;
  if (isElsewhere) document.title = `Page non gardée – ${document.title}`;
  if (new URLSearchParams(location.search).has("q"))
    part("missing").textContent = "La recherche a besoin d’une connexion";
  part("again").addEventListener("click", () => location.reload());
  part("wanted").addEventListener("click", allow);
  if (isRefused()) return showRefusal();
  part("live").hidden = false;
  try {
    await show();
    const gone = await ask({ deed: "refresh", now: true });
    await show();
    status.textContent = gone
      .map((title) => `«\u00a0${plain(title)}\u00a0» a été retiré du site\u00a0: n’utilisez plus sa fiche.`)
      .join(" ");
  } catch {
    // Offline, there is nothing newer to show.
  }
}

async function ask(what) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) =>
      "result" in data ? resolve(data.result) : reject(new Error(data.failed));
    active.postMessage(what, [port2]);
  });
}

async function show() {
  const copies = await ask({ deed: "list" });
  const kept = copies.filter(({ isKept }) => isKept);
  const seen = copies.filter(({ isKept, guide }) => !isKept && !kept.some((one) => one.guide === guide));
  part("kept").replaceChildren(...kept.map(line));
  part("no-kept").hidden = kept.length > 0;
  part("seen").replaceChildren(...seen.map(line));
  part("seen-section").hidden = seen.length === 0;
  await showRoom(copies.reduce((total, { size }) => total + size, 0));
}

function line({ path, isKept, date, heading, size }) {
  const row = document.createElement("li");
  const link = document.createElement("a");
  link.href = path;
  link.textContent = path === "/" ? "Accueil" : plain(heading) || path;
  const facts = document.createElement("span");
  facts.className = "meta";
  facts.textContent = `Copie du ${day(date)}, ${weight(size)}`;
  row.append(link, facts);
  if (isKept) row.append(removal(path, link.textContent));
  return row;
}

const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent.trim();

function removal(path, title) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.innerHTML = 'Retirer<span class="visually-hidden"></span>';
  button.lastChild.textContent = ` ${title}`;
  button.addEventListener("click", async () => {
    await ask({ deed: "remove", path });
    await show();
    status.textContent = `«\u00a0${title}\u00a0» n’est plus gardé.`;
    part("kept-title").focus();
  });
  return button;
}

async function showRoom(used) {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const isTight = quota > 0 && (usage / quota > 0.9 || quota - usage < 5e6);
  part("room").textContent = used
    ? `Place prise sur cet appareil\u00a0: ${weight(used)}.`
    : "Rien n’est gardé pour le moment.";
  part("full").hidden = !isTight;
}

async function erase(event) {
  event.preventDefault();
  const isForGood = new FormData(event.target).has("plus-jamais");
  eraseTicks();
  if ((await navigator.serviceWorker?.getRegistration())?.active) await ask({ deed: "erase" });
  if (isForGood) localStorage.setItem("hors-ligne", "non");
  part("live").hidden = part("erasing").hidden = true;
  status.textContent = isForGood
    ? "Tout est effacé."
    : "Tout est effacé. Les prochaines pages lues seront gardées de nouveau.";
  status.focus();
  if (isForGood) showRefusal();
}

// What was ticked while following a guide step by step is in this tab. Other tabs forget it when they read this
// date, which names no guide.
function eraseTicks() {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith("suivre:")) sessionStorage.removeItem(key);
    localStorage.setItem("efface", Date.now());
  } catch {
    // A browser that refuses to keep anything kept nothing.
  }
}

function showRefusal() {
  part("live").hidden = part("erasing").hidden = true;
  part("refused").hidden = false;
}

function allow() {
  localStorage.removeItem("hors-ligne");
  location.reload();
}

const day = (date) =>
  new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" })
    .format(date)
    .replace(/^1 /, "1er ")
    .replaceAll(" ", "\u00a0");
const weight = (size) =>
  size < 1e6
    ? `${Math.max(1, Math.round(size / 1e3))}\u00a0ko`
    : `${(size / 1e6).toFixed(1).replace(".", ",")}\u00a0Mo`;
