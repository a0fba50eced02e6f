// Keeps visited pages and chosen guides on this device. home/offline serves it at /sw.js with its other parts, copies.js and
// messages.js, and writes above them VERSION, SHELL, OFFLINE_PAGE, STATIC, PICTURES, READ and NEVER.
//
// This part answers what the browser asks for.

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

// A page, or the PDF of a kept guide: the network's when it answers in time, else the copy, else the offline page.
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
  return dated(copy, await caches.has(KEPT + pathname));
}

// Without a connection, the short address of a sheet leads to the guide that is kept, as the server does.
async function instead(path) {
  const guide = await pathOfShort(path);
  return guide ? Response.redirect(guide) : ((await caches.match(OFFLINE_PAGE)) ?? Response.error());
}

const inTime = (answer) =>
  Promise.race([answer, new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error("late")))]);

// A copy says that it is one, and of when.
async function dated(copy, isKept) {
  if (!dateOf(copy) || !copy.headers.get("Content-Type")?.startsWith("text/html")) return copy;
  const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" })
    .format(dateOf(copy))
    .replaceAll(" ", "\u00a0");
  const old =
    Date.now() - dateOf(copy) > MAX_VISITED_AGE ? " Elle a plus de 30 jours : la démarche a pu changer." : "";
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

// A picture belongs to the page that shows it. When it was kept in another size, that one will do.
async function openPicture(event, path) {
  const copy = await caches.match(path);
  if (copy) return copy;
  try {
    const response = await fetch(event.request);
    if (response.status === 200 && !erased)
      event.waitUntil(storePicture(event.clientId, path, response.clone()));
    return response;
  } catch {
    return (await nearest(path, (name) => name.replace(/\..*/, ""))) ?? Response.error();
  }
}
