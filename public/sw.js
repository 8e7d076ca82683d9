// The service worker: after one visit the app opens with no network at all.
//
// One cache per build, filled as a whole or not at all. A new build waits until the page says so:
// nothing is replaced under somebody's hands. It holds no key and reads no roster: what waits in the
// outbox is sealed, and it can send it on without opening it.

// Filled in by the build.
const BUILD = "dev";
const FILES = [];

const PREFIX = "ruil-";
const CACHE = PREFIX + BUILD;
const SHELL = "/";
// Files that were shared to the app, until a page has read them; the app knows it by this name too.
const SHARED = "shared";
// What is said of a message that can't be read; the app knows it by this name too.
const UNREAD = "unread";
const NEWS = "/news";
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
  if (isShared(request, url)) event.respondWith(keep(request));
  else if (isOurs(request, url)) event.respondWith(answer(request, url));
});

// Browsers that know this wake us when there is a network again, with no page open.
self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(sendOutbox());
});

// A message that a colleague's device sealed for this browser. Each is shown, whatever is in it: a browser
// that is woken for nothing stops waking us.
self.addEventListener("push", (event) => {
  event.waitUntil(show(event.data));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(goTo(event.notification.data?.path ?? NEWS));
});

// The push service takes messages elsewhere from now on. How they are sealed is for the app to say; until
// it is opened, browsers can't open what comes, and we say that there is something.
self.addEventListener("pushsubscriptionchange", (event) => {
  const options = event.oldSubscription?.options;
  if (options) event.waitUntil(self.registration.pushManager.subscribe(options));
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

// A file shared to the app: the manifest names this place. It is kept on this device and goes nowhere.
function isShared(request, url) {
  return request.method === "POST" && url.origin === self.location.origin && url.pathname === "/share";
}

async function keep(request) {
  try {
    const form = await request.formData();
    const cache = await caches.open(SHARED);
    const files = form.getAll("roster").filter((file) => file instanceof File);
    await Promise.all(files.map((file, nr) => {
      const headers = { "x-name": encodeURIComponent(file.name) };
      return cache.put(`/shared/${Date.now()}-${nr}`, new Response(file, { headers }));
    }));
  } catch {
    // No room, or no form: the page that comes now asks for the file.
  }
  return Response.redirect("/team/import", 303);
}

async function show(data) {
  const message = read(data) ?? (await unread());
  const { title, body, lang, dir, tag, path } = message;
  const icon = "/icons/icon-192.png";
  await self.registration.showNotification(title, { body, lang, dir, tag, icon, data: { path } });
}

// A declarative message, as browsers that know those show it without us.
function read(data) {
  try {
    const { title, body, lang, dir, tag, navigate } = data.json().notification;
    const url = new URL(navigate);
    const path = url.origin === self.location.origin ? url.pathname : NEWS;
    return title ? { title: String(title), body, lang, dir, tag, path } : undefined;
  } catch {
    // Nothing in it, or nothing for us.
    return undefined;
  }
}

// What the page left to be said when a message can't be read: that there is one.
async function unread() {
  const nothing = { title: "Ruil", tag: "unread", path: NEWS };
  try {
    const kept = await (await caches.open(UNREAD)).match("/unread");
    const said = await kept.json();
    return read({ json: () => said }) ?? nothing;
  } catch {
    return nothing;
  }
}

// To a page that is open, which goes there by itself and keeps what is under way; else a new one.
async function goTo(path) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find((one) => one.visibilityState === "visible") ?? pages[0];
  if (!page) {
    await self.clients.openWindow(path);
    return;
  }
  page.postMessage({ type: "GO", path });
  await page.focus();
}

// The rest goes to the network as if we were not here: the log, the news of a new build, the page that
// mends what we may have spoilt, and requests for a part of a file, which a cache can't answer rightly.
function isOurs(request, url) {
  return request.method === "GET"
    && url.origin === self.location.origin
    && !request.headers.has("range")
    && !url.pathname.startsWith("/v1/")
    && !url.pathname.startsWith("/rescue.")
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

// The relay gives a repeat its first number again, so nothing here keeps count: what was sent is sent
// again by the page, which alone takes it out of the outbox.
async function sendOutbox() {
  const { bearer, envelopes } = await kept();
  if (!bearer) return;
  for (const frame of pushes(envelopes)) {
    const path = `/v1/teams/${hex(envelopes[0].subarray(1, 17))}/envelopes`;
    const headers = {
      authorization: `Bearer ${hex(bearer)}`,
      "content-type": "application/octet-stream",
    };
    const answer = await fetch(path, { method: "POST", headers, body: frame });
    // A refusal is for the page to understand. Trying again later is for when there is no relay.
    if (answer.status >= 500) throw new Error("the relay has a fault");
    if (!answer.ok) return;
  }
}

// What the page kept: its pass, and the sealed envelopes in order. No database, nothing to send.
async function kept() {
  const none = { bearer: undefined, envelopes: [] };
  const database = await open();
  if (!database) return none;
  try {
    const transaction = database.transaction(["meta", "outbox"], "readonly");
    const bearer = transaction.objectStore("meta").get("bearer");
    const envelopes = transaction.objectStore("outbox").getAll();
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    return envelopes.result.length ? { bearer: bearer.result, envelopes: envelopes.result } : none;
  } finally {
    database.close();
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("ruil");
    // It was not there: it must not be there because of us.
    request.onupgradeneeded = () => request.transaction.abort();
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      if (request.error?.name === "AbortError") resolve(undefined);
      else reject(request.error);
    };
  });
}

// Frames as the relay reads them: 2, how many (two bytes), and each with its length (four bytes).
function pushes(envelopes) {
  const frames = [];
  let next = [];
  let size = 0;
  for (const envelope of envelopes) {
    if (next.length === 64 || size + envelope.length + 4 > 250_000) {
      frames.push(push(next));
      [next, size] = [[], 0];
    }
    next.push(envelope);
    size += envelope.length + 4;
  }
  return next.length ? [...frames, push(next)] : frames;
}

function push(envelopes) {
  const parts = [Uint8Array.of(2, envelopes.length & 255, envelopes.length >> 8)];
  for (const envelope of envelopes) {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, envelope.length, true);
    parts.push(length, envelope);
  }
  return new Blob(parts);
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
