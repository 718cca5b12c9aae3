// The month: leafing without leaving the page, kept up to date by the event stream. Also the subscribe panel.

import { on, post, words } from "./page.js";

const holder = document.getElementById("month");
let shown = new URLSearchParams(location.search).get("month") || "";
let waiting = 0;

async function show(focus) {
  let answer;
  try {
    answer = await fetch(`/month?month=${encodeURIComponent(shown)}`);
  } catch {
    return; // Connection lost: the chat says so, and the next event comes back here.
  }
  if (!answer.ok) return;
  const opened = [...holder.querySelectorAll("details[open]")].map((details) => details.parentElement.id);
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  holder.replaceChildren(...parsed.body.childNodes);
  for (const id of opened) document.getElementById(id)?.querySelector("details")?.setAttribute("open", "");
  if (focus) holder.querySelector(focus)?.focus();
}

holder.addEventListener("click", (event) => {
  const leaf = event.target.closest("[data-month]");
  if (leaf) {
    event.preventDefault();
    shown = leaf.dataset.month;
    show(leaf.rel ? `[rel="${leaf.rel}"]` : '[data-month=""]');
    return;
  }
  const chip = event.target.closest(".chip");
  if (chip) {
    event.preventDefault();
    const item = document.getElementById(chip.hash.slice(1));
    item.querySelector("details").open = true;
    item.querySelector("summary").focus({ preventScroll: true });
    item.scrollIntoView({ block: "center" });
  }
});

on("month", () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 150);
});

document.getElementById("copy").addEventListener("click", async () => {
  const address = document.getElementById("calendar-url");
  const said = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(address.value);
    said.textContent = words.copied;
  } catch {
    address.select();
    said.textContent = words.copy_failed;
  }
});

document.querySelector("[data-language]").addEventListener("click", async (event) => {
  await post("/ngon-ngu", { language: event.currentTarget.dataset.language });
  location.reload();
});

document.getElementById("leave").addEventListener("click", async () => {
  const said = await post("/thoat", {});
  location.replace(said.next);
});
