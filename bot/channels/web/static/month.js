// The month beside the chat: leafing without leaving the page, kept up to date by the event stream.

import { copying, keepOpen, monthGrid } from "./month_grid.js";
import { on, post, words } from "./page.js";

const holder = document.getElementById("month");
let shown = new URLSearchParams(location.search).get("month") || "";
let waiting = 0;

async function show(focus) {
  const asked = shown;
  let text;
  try {
    const answer = await fetch(`/month?month=${encodeURIComponent(asked)}`);
    if (!answer.ok) return;
    text = await answer.text();
  } catch {
    return; // Connection lost: the chat says so, and the next event comes back here.
  }
  if (asked !== shown) return; // Somebody has leafed on meanwhile.
  const standing = holder.querySelector("td:focus")?.dataset.day;
  const reopen = keepOpen(holder);
  const parsed = new DOMParser().parseFromString(text, "text/html");
  holder.replaceChildren(...parsed.body.childNodes);
  grid.dress();
  reopen();
  const again = focus || (standing && `td[data-day="${standing}"]`);
  if (again) holder.querySelector(again)?.focus();
}

const grid = monthGrid(holder, async (month) => {
  shown = month;
  await show();
  grid.announce();
});

holder.addEventListener("click", async (event) => {
  const leaf = event.target.closest("[data-month]");
  if (!leaf) return;
  event.preventDefault();
  shown = leaf.dataset.month;
  await show(leaf.rel ? `[rel="${leaf.rel}"]` : '[data-month=""]');
  grid.announce();
});

on("month", () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 150);
});

copying(words);

document.querySelector("[data-language]").addEventListener("click", async (event) => {
  await post("/ngon-ngu", { language: event.currentTarget.dataset.language });
  location.reload();
});

document.getElementById("leave").addEventListener("click", async () => {
  const said = await post("/thoat", {});
  location.replace(said.next);
});
