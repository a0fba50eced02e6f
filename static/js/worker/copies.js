// The service worker's caches: contents and expiry.
//
// One cache per page: `vu:` for visited pages, limited to the last MAX_VISITED; `garde:` for guides that the
// visitor chose to keep, complete once their page is stored. Copies are fetched without cookies and are never
// private.

const PREFIX = "pas-a-pas:";
const SHELL_CACHE = `${PREFIX}coque:${VERSION}`;
const STATICS = `${PREFIX}statique`;
const VISITED = `${PREFIX}vu:`;
const KEPT = `${PREFIX}garde:`;
const COPIED_ON = "X-Copied-On";
const MAX_VISITED = 30;
const MAX_STATICS = 60;
const HOUR = 3_600_000;
const MAX_VISITED_AGE = 30 * 24 * HOUR;
const HASHED = /\.[0-9a-f]{12}(?=\.)/;
const LIGHT = "?images=sans"; // The page without pictures, stored next to the page itself.
let erased = false;

const ours = async (kind = "") => (await caches.keys()).filter((name) => name.startsWith(PREFIX + kind));
const ofPages = async () => [...(await ours("garde:")), ...(await ours("vu:"))];

// Which copy a query string selects: "" for the page itself, LIGHT, or undefined for pages that are never
// stored, such as searches. Parameters that no page reads, such as those of trackers, are ignored.
function kindOf(search) {
  const asked = new URLSearchParams(search);
  const read = [...new Set(asked.keys())].filter((name) => READ.includes(name));
  if (read.length === 0) return "";
  return read.length === 1 && asked.get("images") === "sans" ? LIGHT : undefined;
}

// The common start of the names of all sizes and formats of a picture, or of the same crop of it.
const partOf = (name) => name.replace(/\.(format|width)-.*/, "");
const pathIn = (name) => name.slice(name.indexOf("/"));
const copyIn = async (name, key) =>
  (await caches.has(name)) ? (await caches.open(name)).match(key) : undefined;
const pageIn = async (name) => (await copyIn(name, pathIn(name))) ?? copyIn(name, pathIn(name) + LIGHT);
const dateOf = (copy) => Number(copy?.headers.get(COPIED_ON) ?? 0);

async function newestCopy(path, kind) {
  const light = await copyIn(VISITED + path, path + LIGHT);
  if (kind && light) return light;
  const kept = await copyIn(KEPT + path, path);
  const seen = await copyIn(VISITED + path, path);
  return (dateOf(seen) > dateOf(kept) ? seen : kept) ?? seen ?? light ?? caches.match(path);
}

async function pathOfShort(path) {
  for (const name of await ofPages())
    if ((await (await pageIn(name))?.text())?.includes(`rel="shortlink" href="${path}"`)) return pathIn(name);
  return undefined;
}

// Updates the caches after a network response.
async function learn(path, kind, response) {
  if (kind === undefined || erased) return;
  if (response.status === 404 || response.status === 410) return forget(path);
  if (response.headers.get("X-Offline") !== "page" || response.status !== 200) return;
  const page = isAnyones(response) ? response : await anonymous(path + kind);
  if (!mayKeep(page)) return;
  await storeVisited(path, kind, await copied(page.clone()));
  if (!kind && (await caches.has(KEPT + path))) await refreshOne(path, page);
}

async function forget(path) {
  await caches.delete(VISITED + path);
  await caches.delete(KEPT + path);
}

const anonymous = (address) => fetch(address, { credentials: "omit", cache: "no-cache" });
const isAnyones = ({ headers }) =>
  !/private|no-store/.test(headers.get("Cache-Control") ?? "") &&
  !/cookie|\*/i.test(headers.get("Vary") ?? "");
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

async function storeVisited(path, kind, copy) {
  if (erased) return;
  const html = await copy.clone().text();
  const cache = await caches.open(VISITED + path);
  await cache.put(path + kind, copy);
  if (!kind) await dropOthers(cache, path, html);
  await trim();
}

// Deletes pictures that the page no longer shows.
async function dropOthers(cache, path, html) {
  for (const { url } of await cache.keys()) {
    const file = new URL(url).pathname;
    if (file !== path && !html.includes(file)) await cache.delete(url);
  }
}

async function trim() {
  const names = await ours("vu:");
  const dates = await Promise.all(names.map(async (name) => dateOf(await pageIn(name))));
  const byAge = names.map((name, place) => ({ name, date: dates[place] })).sort((a, b) => b.date - a.date);
  for (const [place, { name, date }] of byAge.entries()) {
    const isOld = date && Date.now() - date > MAX_VISITED_AGE;
    if (place >= MAX_VISITED || isOld) await caches.delete(name);
  }
}

async function storeStatic(path, response) {
  const cache = await caches.open(STATICS);
  await cache.put(path, response);
  for (const request of (await cache.keys()).slice(0, -MAX_STATICS)) await cache.delete(request);
}

async function storePicture(clientId, path, response) {
  const client = clientId && (await clients.get(clientId));
  if (!client) return;
  const { pathname, search } = new URL(client.url);
  if (kindOf(search) === "") await (await caches.open(VISITED + pathname)).put(path, response);
}

async function nearest(path, stem) {
  for (const name of await ours()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      if (stem(new URL(request.url).pathname) === stem(path)) return cache.match(request);
  }
  return undefined;
}
