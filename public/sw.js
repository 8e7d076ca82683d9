// The service worker: after one visit the app opens with no network at all.
//
// One cache per build, filled as a whole or not at all. A new build waits until the page says so:
// nothing is replaced under somebody's hands. It holds no key and reads no roster.

// Filled in by the build.
const BUILD = "dev";
const FILES = [];

const PREFIX = "ruil-";
const CACHE = PREFIX + BUILD;
const SHELL = "/";
// Named after its content, so any copy of it is the right one.
const HASHED = /-[0-9a-f]{16}(_bg)?\.\w+$/;

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "SKIP_WAITING") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (isOurs(request, url)) event.respondWith(answer(request, url));
});

async function install() {
  const cache = await caches.open(CACHE);
  // `addAll` keeps all or nothing. What has no hash must not come from the browser's own cache.
  const requests = FILES.map((path) =>
    new Request(path, { cache: HASHED.test(path) ? "default" : "reload" }));
  await cache.addAll(requests);
}

async function activate() {
  // Caches are listed in the order they were made. A page of the build before may still be open
  // and ask for one of its files, so that cache stays for one release. A later one may be being
  // filled right now: hands off.
  const builds = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const older = builds.slice(0, builds.indexOf(CACHE));
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

// The rest goes to the network as if we were not here: the log, the news of a new build, and
// requests for a part of a file, which a cache can't answer rightly.
function isOurs(request, url) {
  return request.method === "GET"
    && url.origin === self.location.origin
    && !request.headers.has("range")
    && !url.pathname.startsWith("/v1/")
    && url.pathname !== "/version.json"
    && url.pathname !== "/sw.js";
}

async function answer(request, url) {
  // Every place in the app is the same page; a file opened by its address is that file.
  const isPlace = request.mode === "navigate" && !url.pathname.includes(".");
  const path = isPlace || url.pathname === "/index.html" ? SHELL : url.pathname;
  return (await stored(path)) ?? fetch(request);
}

async function stored(path) {
  try {
    const cache = await caches.open(CACHE);
    // Another build's copy is good only if the name says that it is the same content.
    return (await cache.match(path, { ignoreVary: true }))
      ?? (HASHED.test(path) ? await caches.match(path, { ignoreVary: true }) : undefined);
  } catch {
    // The browser has taken its storage back: the network is what is left.
    return undefined;
  }
}
