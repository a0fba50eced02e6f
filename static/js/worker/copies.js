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
// The screens of a guide that is followed step by step, below its page. They are stored with it.
const FIRST_SCREEN = "suivre/";
const SCREEN = /suivre\/(?:(?:\d+|fin)\/)?$/;
const LIGHT = "?images=sans"; // The page without pictures, stored next to the page itself.
let erased = false;

const ours = async (kind = "") => (await caches.keys()).filter((name) => name.startsWith(PREFIX + kind));
const ofPages = async () => [...(await ours("garde:")), ...(await ours("vu:"))];

const guideOf = (path) => path.replace(SCREEN, "");

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
const dateOf = (copy) => Number(copy?.headers.get(COPIED_ON) ?? 0);

// The path and the copy of the page of a cache; of its first screen where only screens of a guide were read.
async function entryIn(name) {
  const path = pathIn(name);
  const page = (await copyIn(name, path)) ?? (await copyIn(name, path + LIGHT));
  if (page || name.startsWith(KEPT) || !(await caches.has(name))) return { path, page };
  const stored = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
  const first = stored.filter((one) => SCREEN.test(one)).sort((a, b) => a.length - b.length)[0];
  return { path: first, page: first && (await copyIn(name, first)) };
}

async function newestCopy(path, kind) {
  const [kept, seen] = [KEPT + guideOf(path), VISITED + guideOf(path)];
  const light = await copyIn(seen, path + LIGHT);
  if (kind && light) return light;
  const [keptCopy, seenCopy] = [await copyIn(kept, path), await copyIn(seen, path)];
  const newest = dateOf(seenCopy) > dateOf(keptCopy) ? seenCopy : keptCopy;
  return newest ?? seenCopy ?? light ?? caches.match(path);
}

// The path of the stored guide, or of its screens, to which a short address of paper leads.
async function pathOfShort(path) {
  const short = guideOf(path);
  for (const name of await ofPages()) {
    const html = (await (await entryIn(name)).page?.text()) ?? "";
    const isOfGuide = [short, short + FIRST_SCREEN].some((one) =>
      html.includes(`rel="shortlink" href="${one}"`),
    );
    if (!isOfGuide) continue;
    const ways = [pathIn(name), pathIn(name) + FIRST_SCREEN];
    for (const way of short === path ? ways : ways.reverse()) if (await newestCopy(way, "")) return way;
  }
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

// A screen that is gone tells nothing of its guide, of which only a step may have been withdrawn.
async function forget(path) {
  const guide = guideOf(path);
  if (guide === path) {
    await caches.delete(VISITED + path);
    await caches.delete(KEPT + path);
    return;
  }
  if (await caches.has(VISITED + guide)) await (await caches.open(VISITED + guide)).delete(path);
  if (await caches.has(KEPT + guide)) await refreshOne(guide);
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
  const cache = await caches.open(VISITED + guideOf(path));
  await cache.put(path + kind, copy);
  if (!kind && !SCREEN.test(path)) await dropOthers(cache, html, (file) => guideOf(file) === path);
  await trim();
}

// Deletes what the page no longer shows, except the files that stay.
async function dropOthers(cache, html, stays) {
  for (const { url } of await cache.keys()) {
    const file = new URL(url).pathname;
    if (!stays(file) && !html.includes(file)) await cache.delete(url);
  }
}

async function trim() {
  const names = await ours("vu:");
  const dates = await Promise.all(names.map(async (name) => dateOf((await entryIn(name)).page)));
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
  if (kindOf(search) === "") await (await caches.open(VISITED + guideOf(pathname))).put(path, response);
}

async function nearest(path, stem) {
  for (const name of await ours()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      if (stem(new URL(request.url).pathname) === stem(path)) return cache.match(request);
  }
  return undefined;
}
