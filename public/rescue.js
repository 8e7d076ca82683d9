// The rescue page: takes away the copies of the app that this browser keeps, and has it fetched anew.
//
// It touches no data: neither the database, where the team and what waits are, nor the settings. So
// whatever went wrong with a build, who comes here loses nothing.

const PREFIX = "ruil-";
const LEAD = "nl";

const page = document.getElementById("rescue");
const state = document.getElementById("state");
const button = document.getElementById("mend");

const texts = await words();
for (const element of page.querySelectorAll("[data-text]")) {
  element.textContent = texts[element.dataset.text];
}
page.hidden = false;
button.addEventListener("click", mend);
window.addEventListener("online", look);
window.addEventListener("offline", look);
await look();

// The language chosen in the app, or else the browser's first that is known.
async function words() {
  const all = await (await fetch("/rescue.json", { cache: "no-store" })).json();
  let chosen;
  try {
    chosen = localStorage.getItem("ruil.language");
  } catch {
    // Storage may be what is broken.
  }
  const wanted = [chosen, ...navigator.languages.map((tag) => tag.slice(0, 2)), LEAD];
  const language = wanted.find((tag) => all[tag]);
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  return all[language];
}

// What is taken away has to be fetched anew, so it is not without a network.
async function look() {
  const isThere = await answers();
  button.disabled = !isThere;
  state.textContent = isThere ? "" : texts.offline;
}

async function answers() {
  try {
    return (await fetch("/version.json", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

async function mend() {
  button.disabled = true;
  state.textContent = texts.busy;
  try {
    if (!(await answers())) return await look();
    const workers = await navigator.serviceWorker?.getRegistrations() ?? [];
    await Promise.all(workers.map((worker) => worker.unregister()));
    const copies = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
    await Promise.all(copies.map((name) => caches.delete(name)));
    await fetchAnew();
    location.replace("/");
  } catch {
    state.textContent = texts.failed;
    button.disabled = false;
  }
}

// The browser keeps copies of its own: the page and what it names are asked for past them.
async function fetchAnew() {
  const anew = (path) => fetch(path, { cache: "reload" });
  const html = await (await anew("/")).text();
  const named = [...html.matchAll(/(?:src|href)="(\/[^"]+\.\w+)"/g)].map((found) => found[1]);
  await Promise.all(named.map(anew));
}
