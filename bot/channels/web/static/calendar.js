// The page of calendars: every link of it works without this script; with it they are followed without a reload.

import { copying, keepOpen, monthGrid } from "./month_grid.js";
import { post, words } from "./page.js";

const page = document.getElementById("calendar-page");
const STALE = 60000;
let asked = 0;
let fresh = Date.now();

/** Show what is at an address of this page; the keyboard stays at `focus`, a selector. */
async function show(address, focus) {
  const mine = ++asked;
  let text;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    text = await answer.text();
  } catch {
    location.assign(address); // The browser says what is wrong.
    return false;
  }
  if (mine !== asked) return false;
  const parsed = new DOMParser().parseFromString(text, "text/html");
  if (parsed.body.dataset.token !== document.body.dataset.token) {
    location.assign(address); // Somebody else has come in from another tab.
    return false;
  }
  const next = parsed.getElementById("calendar-page");
  const reopen = keepOpen(page);
  page.replaceChildren(...next.childNodes);
  page.dataset.view = next.dataset.view;
  document.title = parsed.title;
  fresh = Date.now();
  dress();
  reopen();
  if (focus) page.querySelector(focus)?.focus();
  return true;
}

async function go(address, focus) {
  if (!(await show(address, focus))) return;
  if (address !== location.href) history.pushState(null, "", address);
  grid.announce();
}

function dress() {
  grid.dress();
  const button = document.getElementById("print");
  button.hidden = false;
  button.addEventListener("click", () => print());
  for (const hint of page.querySelectorAll(".hint")) hint.hidden = false;
  const whose = document.getElementById("whose");
  if (whose) {
    whose.querySelector("button").hidden = true;
    whose.addEventListener("change", () => go(`${whose.action}?${new URLSearchParams(new FormData(whose))}`, "#feed"));
  }
}

const grid = monthGrid(page, async (month) => {
  const address = new URL(location.href);
  address.searchParams.set("month", month);
  address.hash = "";
  await go(address.href);
});

page.addEventListener("click", async (event) => {
  const alarms = event.target.closest("[data-alarms]");
  if (alarms) {
    event.preventDefault();
    try {
      await post("/lich/bao-gio", { feed: alarms.dataset.feed, on: alarms.dataset.alarms === "on" });
    } catch {
      location.assign(alarms.href); // What does not work here is said in the chat.
      return;
    }
    await show(location.href, "#alarms");
    grid.tell(document.getElementById("alarms-said").textContent);
    return;
  }
  const link = event.target.closest("[data-month], [data-view-of]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const name = link.dataset.viewOf ? `[data-view-of="${link.dataset.viewOf}"]` : link.rel ? `[rel="${link.rel}"]` : '[data-month=""]';
  go(link.href, name);
});

addEventListener("popstate", () => show(location.href));

/** Where the keyboard stands, as a selector that finds it again when the page is shown anew. */
function standing() {
  const at = document.activeElement;
  if (at.dataset?.day) return `td[data-day="${at.dataset.day}"]`;
  return page.contains(at) && at.id ? `#${at.id}` : "";
}

// A page that was left open for long shows what is true now when it is looked at again.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && Date.now() - fresh > STALE) show(location.href, standing());
});

dress();
copying(words);
