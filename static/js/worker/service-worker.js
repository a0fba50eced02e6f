// Keeps visited pages and chosen guides on this device. home/offline serves it at /sw.js and writes above it
// VERSION, SHELL, OFFLINE_PAGE, STATIC, PICTURES and NEVER.
//
// One cache a page: `vu:` for those visited, the last MOST_VISITED only; `garde:` for those one asked to keep, whole
// as soon as their page is in. A copy is always what anyone sees: fetched without cookies, never private.

const PREFIX = "pas-a-pas:";
const SHELL_CACHE = `${PREFIX}coque:${VERSION}`;
const STATICS = `${PREFIX}statique`;
const VISITED = `${PREFIX}vu:`;
const KEPT = `${PREFIX}garde:`;
const COPIED_ON = "X-Copied-On";
const PATIENCE = 4_000;
const MOST_VISITED = 30;
const MOST_STATICS = 60;
const HOUR = 3_600_000;
const LONGEST_VISITED = 30 * 24 * HOUR;
const HASHED = /\.[0-9a-f]{12}(?=\.)/;
let erased = false;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (NEVER.some((prefix) => pathname.startsWith(prefix))) return;
  if (request.mode === "navigate") event.respondWith(open(event));
  else if (pathname.startsWith(STATIC)) event.respondWith(openStatic(event, pathname));
  else if (pathname.startsWith(PICTURES)) event.respondWith(openPicture(event, pathname));
  else if (pathname.endsWith(".pdf")) event.respondWith(open(event));
});
addEventListener("message", (event) => {
  const { deed, ...what } = event.data;
  const port = event.ports[0];
  const tell = (news) => port?.postMessage(news);
  const work = { keep, remove, list, refresh, visited, erase }[deed](what, tell);
  event.waitUntil(work.then((result) => tell({ result }), ({ name }) => tell({ failed: name })));
});

async function install() {
  const shell = await caches.open(SHELL_CACHE);
  const plain = { credentials: "omit", cache: "no-cache" };
  await shell.addAll([OFFLINE_PAGE, ...SHELL].map((address) => new Request(address, plain)));
  await skipWaiting();
}

async function activate() {
  for (const name of await ours("coque:")) if (name !== SHELL_CACHE) await caches.delete(name);
  await clients.claim();
}

const ours = async (kind = "") => (await caches.keys()).filter((name) => name.startsWith(PREFIX + kind));

// A page, or the PDF of a kept guide: the network's when it answers in time, else the copy, else the offline page.
async function open(event) {
  const { pathname, search } = new URL(event.request.url);
  const copy = search ? undefined : await newestCopy(pathname);
  const answer = fetch(event.request);
  event.waitUntil(answer.then((response) => learn(pathname, search, response.clone())).catch(() => {}));
  try {
    const response = await (copy ? inTime(answer) : answer);
    if (!copy || response.status < 500) return response;
  } catch {
    if (!copy) return event.request.mode === "navigate" ? offlinePage() : Response.error();
  }
  return dated(copy);
}

const offlinePage = async () => (await caches.match(OFFLINE_PAGE)) ?? Response.error();
const inTime = (answer) =>
  Promise.race([answer, new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error("late")))]);
const dateOf = (copy) => Number(copy?.headers.get(COPIED_ON) ?? 0);

async function newestCopy(path) {
  const kept = await copyIn(KEPT + path, path);
  const seen = await copyIn(VISITED + path, path);
  return (dateOf(seen) > dateOf(kept) ? seen : kept) ?? seen ?? caches.match(path);
}

const copyIn = async (name, path) => ((await caches.has(name)) ? (await caches.open(name)).match(path) : undefined);

// A copy says that it is one, and of when.
async function dated(copy) {
  if (!dateOf(copy) || !copy.headers.get("Content-Type")?.startsWith("text/html")) return copy;
  const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" }).format(dateOf(copy));
  const old = Date.now() - dateOf(copy) > LONGEST_VISITED ? " Elle a plus de 30 jours : la démarche a pu changer." : "";
  const notice = `<p class="copy-notice" role="status">Vous lisez une copie du ${day}, gardée sur cet appareil.${old}</p>`;
  const html = await copy.text();
  return new Response(html.replace('<body class="', '<body class="copy ').replace("<main", `${notice}<main`), {
    headers: copy.headers,
  });
}

// What the answer of the network changes in what is kept.
async function learn(path, search, response) {
  if (search || erased) return;
  if (response.status === 404 || response.status === 410) return forget(path);
  if (response.headers.get("X-Offline") !== "page" || response.status !== 200) return;
  const page = isAnyones(response) ? response : await anonymous(path);
  if (!mayKeep(page)) return;
  await storeVisited(path, await copied(page.clone()));
  if (await caches.has(KEPT + path)) await refreshOne(path, page);
}

async function forget(path) {
  await caches.delete(VISITED + path);
  await caches.delete(KEPT + path);
}

const anonymous = (path) => fetch(path, { credentials: "omit", cache: "no-cache" });
const isAnyones = ({ headers }) =>
  !/private|no-store/.test(headers.get("Cache-Control") ?? "") && !/cookie|\*/i.test(headers.get("Vary") ?? "");
const mayKeep = (response) =>
  response.status === 200 &&
  response.type === "basic" &&
  !response.redirected &&
  response.headers.get("X-Offline") === "page" &&
  isAnyones(response);

async function copied(response) {
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.set(COPIED_ON, Date.now());
  return new Response(await response.blob(), { headers });
}

async function storeVisited(path, copy) {
  if (erased) return;
  const html = await copy.clone().text();
  const cache = await caches.open(VISITED + path);
  await cache.put(path, copy);
  for (const { url } of await cache.keys()) {
    const file = new URL(url).pathname;
    if (file !== path && !html.includes(file)) await cache.delete(url);
  }
  await trim();
}

async function trim() {
  const names = await ours("vu:");
  const dates = await Promise.all(names.map(async (name) => dateOf(await copyIn(name, name.slice(VISITED.length)))));
  const byAge = names.map((name, place) => ({ name, date: dates[place] })).sort((a, b) => b.date - a.date);
  for (const [place, { name, date }] of byAge.entries()) {
    const isOld = date && Date.now() - date > LONGEST_VISITED;
    if (place >= MOST_VISITED || isOld) await caches.delete(name);
  }
}

// Files whose names change with their content: the copy first. After an update, an old page takes the new file.
async function openStatic(event, path) {
  const copy = HASHED.test(path) ? await caches.match(path) : undefined;
  if (copy) return copy;
  try {
    const response = await fetch(event.request);
    if (response.ok && !erased) event.waitUntil(storeStatic(path, response.clone()));
    return response;
  } catch {
    return (await nearest(path, (name) => name.replace(HASHED, ""))) ?? Response.error();
  }
}

async function storeStatic(path, response) {
  const cache = await caches.open(STATICS);
  await cache.put(path, response);
  for (const request of (await cache.keys()).slice(0, -MOST_STATICS)) await cache.delete(request);
}

// A picture belongs to the page that shows it. When it was kept in another size, that one will do.
async function openPicture(event, path) {
  const copy = await caches.match(path);
  if (copy) return copy;
  try {
    const response = await fetch(event.request);
    if (response.status === 200 && !erased) event.waitUntil(storePicture(event.clientId, path, response.clone()));
    return response;
  } catch {
    return (await nearest(path, (name) => name.replace(/\..*/, ""))) ?? Response.error();
  }
}

async function storePicture(clientId, path, response) {
  const client = clientId && (await clients.get(clientId));
  if (!client || new URL(client.url).search) return;
  await (await caches.open(VISITED + new URL(client.url).pathname)).put(path, response);
}

async function nearest(path, stem) {
  for (const name of await ours()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      if (stem(new URL(request.url).pathname) === stem(path)) return cache.match(request);
  }
  return undefined;
}

// Deeds that pages ask for.

// The page that was open before this worker was there, with the pictures it shows.
async function visited({ path, pictures }) {
  const page = await anonymous(path);
  if (!mayKeep(page)) return;
  await storeVisited(path, await copied(page));
  const cache = await caches.open(VISITED + path);
  for (const picture of pictures) if (picture.startsWith(PICTURES)) await cache.add(picture);
}

async function keep({ path }, tell) {
  const page = await anonymous(path);
  if (!mayKeep(page)) throw new DOMException("", "NotReadableError");
  const html = await page.clone().text();
  const files = filesOf(html);
  const copies = [];
  for (const [place, file] of files.entries()) {
    tell({ done: place + 1, total: files.length + 1 });
    copies.push([file, await copied(await fileOf(file))]);
  }
  await caches.delete(KEPT + path);
  const cache = await caches.open(KEPT + path);
  try {
    for (const [file, copy] of copies) await cache.put(file, copy);
    await cache.put(path, await copied(page));  // Last: with its page, a guide is kept whole.
  } catch (error) {
    await caches.delete(KEPT + path);
    throw error;
  }
}

// One size of each picture, in the lighter format, and the files that the page says belong to it.
function filesOf(html) {
  const pictures = new Map();
  for (const [file] of html.matchAll(new RegExp(`${PICTURES}[^"\\s,]+`, "g"))) {
    const stem = file.replace(/\..*/, "");
    if (!pictures.get(stem)?.endsWith(".webp")) pictures.set(stem, file);
  }
  const others = html.match(/data-keep-guide="([^"]+)"/)?.[1].split(" ") ?? [];
  return [...pictures.values(), ...others];
}

async function fileOf(file) {
  const response = (file.startsWith(PICTURES) && (await caches.match(file))) || (await anonymous(file));
  if (response.status !== 200 || !isAnyones(response)) throw new DOMException("", "NotReadableError");
  return response;
}

async function refresh({ now }) {
  for (const name of await ours("garde:")) {
    const path = name.slice(KEPT.length);
    const copy = await copyIn(name, path);
    if (!copy) await caches.delete(name);
    else if (now || Date.now() - dateOf(copy) > 12 * HOUR) await refreshOne(path);
  }
}

// A kept guide that is gone goes; one that has changed or moved is kept anew.
async function refreshOne(path, answer) {
  const page = answer ?? (await anonymous(path));
  if (page.status === 404 || page.status === 410) return forget(path);
  if (page.status !== 200) return;
  if (page.redirected) {
    await keep({ path: new URL(page.url).pathname }, () => {});
    return forget(path);
  }
  if (!mayKeep(page)) return forget(path);
  const kept = await copyIn(KEPT + path, path);
  if ((await page.clone().text()) !== (await kept?.text())) return keep({ path }, () => {});
  await (await caches.open(KEPT + path)).put(path, await copied(page));
}

async function list() {
  const found = [];
  for (const name of [...(await ours("garde:")), ...(await ours("vu:"))]) {
    const isKept = name.startsWith(KEPT);
    const path = name.slice((isKept ? KEPT : VISITED).length);
    const page = await copyIn(name, path);
    if (page) found.push({ path, isKept, date: dateOf(page), heading: await headingOf(page), size: await sizeOf(name) });
  }
  return found.sort((a, b) => b.date - a.date);
}

const headingOf = async (page) => (await page.text()).match(/<h1[^>]*>([^]*?)<\/h1>/)?.[1] ?? "";

async function sizeOf(name) {
  const cache = await caches.open(name);
  const copies = await Promise.all((await cache.keys()).map((request) => cache.match(request)));
  const blobs = await Promise.all(copies.map((copy) => copy.blob()));
  return blobs.reduce((total, { size }) => total + size, 0);
}

async function remove({ path }) {
  await caches.delete(KEPT + path);
}

async function erase() {
  erased = true;
  for (const name of await ours()) await caches.delete(name);
  await registration.unregister();
}
