// Handlers of messages from pages.

// Stores the page, with its pictures, that was open before this worker started.
async function visited({ path, search, pictures }) {
  const kind = kindOf(search);
  const page = kind === undefined ? undefined : await anonymous(path + kind);
  if (!page || erased || !mayKeep(page)) return;
  await storeVisited(path, kind, await copied(page));
  const cache = await caches.open(VISITED + guideOf(path));
  for (const picture of pictures) if (picture.startsWith(PICTURES)) await cache.add(picture);
}

async function keep({ path }, tell) {
  const page = await anonymous(path);
  if (!mayKeep(page)) throw new DOMException("", "NotReadableError");
  const html = await page.clone().text();
  const files = [...filesOf(html), ...(await screensOf(path, html))];
  const copies = [];
  for (const [place, file] of files.entries()) {
    tell({ done: place + 1, total: files.length + 1 });
    copies.push([file, await copied(await fileOf(file))]);
  }
  if (erased) return;
  const cache = await caches.open(KEPT + path);
  const wasWhole = Boolean(await cache.match(path));
  try {
    for (const [file, copy] of copies) await cache.put(file, copy);
    await cache.put(path, await copied(page)); // Last, because a guide with its page counts as complete.
  } catch (error) {
    if (!wasWhole) await caches.delete(KEPT + path);
    throw error;
  }
  await dropOthers(cache, "", (file) => file === path || files.includes(file));
}

// Returns the screens of the guide, which its first one lists, with their style sheet and script.
async function screensOf(path, html) {
  const first = path + FIRST_SCREEN;
  if (!html.includes(`"${first}"`)) return [];
  const screen = await (await fileOf(first)).text();
  const files = [...screen.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, file]) => file);
  const isOwn = (file) => guideOf(file) === path && file !== path;
  const isStatic = (file) => file.startsWith(STATIC) && /\.(?:css|js)$/.test(file) && !html.includes(file);
  const found = files.filter((file) => isOwn(file) || isStatic(file));
  const imported = await Promise.all(found.filter((file) => file.endsWith(".css")).map(importsOf));
  return [...new Set([...found, ...imported.flat()])];
}

// Returns the style sheets that another imports; where style sheets are bundled, it imports none.
async function importsOf(sheet) {
  const css = await (await fileOf(sheet)).text();
  return [...css.matchAll(/@import url\("([^"]+)"\)/g)].map(
    ([, name]) => new URL(name, location.origin + sheet).pathname,
  );
}

// Returns one size of each picture and of each crop of it, in the smaller format, and the other files that
// the page lists.
function filesOf(html) {
  const pictures = new Map();
  for (const [file] of html.matchAll(new RegExp(`${PICTURES}[^"\\s,]+`, "g"))) {
    const part = partOf(file);
    if (!pictures.get(part)?.endsWith(".webp")) pictures.set(part, file);
  }
  const others = html.match(/data-keep-guide="([^"]+)"/)?.[1].split(" ") ?? [];
  return [...pictures.values(), ...others];
}

async function fileOf(file) {
  const response = (file.startsWith(PICTURES) && (await caches.match(file))) || (await anonymous(file));
  if (response.status !== 200 || !isAnyones(response)) throw new DOMException("", "NotReadableError");
  return response;
}

// Returns the headings of guides that were removed from the site. Copies that cannot be updated stay
// unchanged.
async function refresh({ now }) {
  const gone = [];
  for (const name of await ours("garde:")) {
    const path = pathIn(name);
    const copy = await copyIn(name, path);
    if (!copy) await caches.delete(name);
    else if (now || Date.now() - dateOf(copy) > 12 * HOUR) {
      const heading = await headingOf(copy);
      if (await refreshOne(path).catch(() => false)) gone.push(heading);
    }
  }
  return gone;
}

// Deletes the copy of a removed guide and returns true; updates a changed or moved guide. While the site is
// down, the web server serves the outage copy, whose X-Offline header differs, so nothing counts as removed.
async function refreshOne(path, answer) {
  const page = answer ?? (await anonymous(path));
  const said = page.headers.get("X-Offline");
  const isGone = page.status === 404 || page.status === 410 || (page.status === 200 && said === null);
  if (!isGone && (page.status !== 200 || said !== "page")) return false;
  if (!isGone && page.redirected) await keep({ path: new URL(page.url).pathname }, () => {});
  if (isGone || page.redirected) {
    await forget(path);
    return isGone;
  }
  const kept = await copyIn(KEPT + path, path);
  if ((await page.clone().text()) !== (await kept?.text())) await keep({ path }, () => {});
  else await date(path, page);
  return false;
}

// Gives a kept guide that has not changed, and its screens, the date of today.
async function date(path, page) {
  const cache = await caches.open(KEPT + path);
  for (const request of await cache.keys())
    if (SCREEN.test(new URL(request.url).pathname))
      await cache.put(request, await copied(await cache.match(request)));
  await cache.put(path, await copied(page));
}

async function list() {
  const found = [];
  for (const name of await ofPages()) {
    const isKept = name.startsWith(KEPT);
    const { path, page } = await entryIn(name);
    if (page)
      found.push({
        path,
        guide: pathIn(name),
        isKept,
        date: dateOf(page),
        heading: await headingOf(page),
        size: await sizeOf(name),
      });
  }
  return found.sort((a, b) => b.date - a.date);
}

const headingOf = async (page) => (await page.text()).match(/<h1[^>]*>(.*?)<\/h1>/s)?.[1] ?? "";

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
