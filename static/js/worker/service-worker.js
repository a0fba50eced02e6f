// Stores visited pages and chosen guides on this device. home/offline serves it at /sw.js together with
// copies.js and messages.js, after the constants VERSION, SHELL, OFFLINE_PAGE, STATIC, PICTURES, READ and
// NEVER.
//
// This part handles the browser's requests.

const PATIENCE = 4_000;

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
  event.waitUntil(
    work.then(
      (result) => tell({ result }),
      ({ name }) => tell({ failed: name }),
    ),
  );
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

// Serves a page, or the PDF of a kept guide: from the network if it responds in time, else the copy, else the
// offline page.
async function open(event) {
  const { pathname, search } = new URL(event.request.url);
  const kind = kindOf(search);
  const copy = kind === undefined ? undefined : await newestCopy(pathname, kind);
  const answer = fetch(event.request);
  event.waitUntil(answer.then((response) => learn(pathname, kind, response.clone())).catch(() => {}));
  try {
    const response = await (copy ? inTime(answer) : answer);
    if (!copy || response.status < 500) return response;
  } catch {
    if (!copy) return event.request.mode === "navigate" ? instead(pathname) : Response.error();
  }
  return dated(copy, await caches.has(KEPT + guideOf(pathname)));
}

// Offline, the short addresses of a sheet redirect to the kept guide or its screens, as on the server.
async function instead(path) {
  const there = await pathOfShort(path);
  return there ? Response.redirect(there) : ((await caches.match(OFFLINE_PAGE)) ?? Response.error());
}

const inTime = (answer) =>
  Promise.race([answer, new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error("late")))]);

// Adds a notice with the date of the copy.
async function dated(copy, isKept) {
  if (!dateOf(copy) || !copy.headers.get("Content-Type")?.startsWith("text/html")) return copy;
  const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" })
    .format(dateOf(copy))
    .replace(/^1 /, "1er ")
    .replaceAll(" ", "\u00a0");
  const old =
    Date.now() - dateOf(copy) > MAX_VISITED_AGE
      ? " Elle a plus de 30 jours\u00a0: la démarche a pu changer."
      : "";
  const notice = `<p class="copy-notice" role="status">Vous lisez une copie du ${day}, gardée sur cet appareil.${old}</p>`;
  const html = await copy.text();
  return new Response(
    html
      .replace('<body class="', `<body class="copy ${isKept ? "kept " : ""}`)
      .replace("<main", `${notice}<main`),
    {
      headers: copy.headers,
    },
  );
}

// File names with a content hash: copy first. After an update, an old page gets the new file.
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

// Pictures are stored in the cache of their page. Another size serves as a fallback.
async function openPicture(event, path) {
  const copy = await caches.match(path);
  if (copy) return copy;
  try {
    const response = await fetch(event.request);
    if (response.status === 200 && !erased)
      event.waitUntil(storePicture(event.clientId, path, response.clone()));
    return response;
  } catch {
    return (await nearest(path, partOf)) ?? Response.error();
  }
}
