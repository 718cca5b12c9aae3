// The demo: whom to be, and the time machine.

import { element, filled, listen, on, person, post, say } from "./page.js";

const machine = document.getElementById("machine");
const demoWords = JSON.parse(machine.dataset.words);
const weekdays = JSON.parse(machine.dataset.weekdays);
const trouble = document.getElementById("machine-trouble");
const HANOI = 7 * 3600 * 1000;

// ---------------------------------------------------------------- whom to be

const cards = [...document.querySelectorAll("#groups [data-be]")];
const names = new Map(cards.map((card) => [card.dataset.be, card.querySelector("bdi").textContent]));

async function be(id) {
  try {
    sessionStorage.setItem("dondoc-seated", "yes");
    await post("/demo/as", { person: id });
    location.assign("/");
  } catch (error) {
    say(trouble, error.status ? error.message : document.body.dataset.failed);
  }
}

// The first look shows somebody's page at once; after "Thoát" the list stays.
if (!person && !sessionStorage.getItem("dondoc-seated")) be(document.getElementById("people").dataset.first);

document.getElementById("groups").addEventListener("click", (event) => {
  const card = event.target.closest("[data-be]");
  if (card) be(card.dataset.be);
});

function folded(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").trim();
}

document.getElementById("find").addEventListener("input", (event) => {
  const asked = folded(event.target.value).split(/\s+/);
  let found = 0;
  for (const card of cards) {
    const fits = asked.every((word) => card.dataset.search.includes(word));
    card.parentElement.hidden = !fits;
    found += fits;
  }
  for (const group of document.querySelectorAll("#groups section")) {
    group.hidden = !group.querySelector("li:not([hidden])");
  }
  document.getElementById("none-found").hidden = found > 0;
});

document.getElementById("people").addEventListener("toggle", (event) => {
  if (event.target.open && person) document.getElementById("find").focus();
});

// ---------------------------------------------------------------- who has unread messages

let before = null;
on("badges", (badges) => {
  for (const card of cards) {
    const badge = card.querySelector(".badge");
    const count = badges[card.dataset.be] || 0;
    badge.hidden = !count;
    badge.textContent = count;
  }
  const waiting = Object.entries(badges).filter(([id]) => names.has(id) && id !== person);
  const list = document.getElementById("unread");
  list.replaceChildren(...waiting.map(([id, count]) => {
    const button = element("button", { type: "button" }, element("bdi", { textContent: names.get(id) }), " ", element("span", { className: "badge", textContent: count }));
    button.addEventListener("click", () => be(id));
    return element("li", {}, button);
  }));
  const said = document.getElementById("arrived");
  if (before !== null) {
    // One's own messages are in front of one's eyes.
    const fresh = waiting.filter(([id, count]) => count > (before[id] || 0)).length;
    if (fresh) said.textContent = filled(demoWords.arrived, { n: fresh });
  }
  if (!waiting.length) said.textContent = demoWords.nobody_new;
  else if (said.textContent === demoWords.nobody_new) said.textContent = ""; // somebody was told between two jumps
});

// ---------------------------------------------------------------- the clock

let shownNow = 0;
let shownAt = 0;
let target = 0;
let left = 0;

function parts(instant) {
  const there = new Date(instant + HANOI);
  const two = (number) => String(number).padStart(2, "0");
  return {
    time: `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}:${two(there.getUTCSeconds())}`,
    day: `${weekdays[(there.getUTCDay() + 6) % 7]}, ${two(there.getUTCDate())}/${two(there.getUTCMonth() + 1)}/${there.getUTCFullYear()}`,
    iso: there.toISOString().slice(0, 10),
  };
}

function tick() {
  const now = target ? shownNow : shownNow + performance.now() - shownAt;
  const { time, day } = parts(now);
  document.getElementById("clock-time").textContent = time;
  document.getElementById("clock-day").textContent = day;
  const midnight = Math.floor((now + HANOI) / 86400000);
  if (tick.midnight !== undefined && tick.midnight !== midnight && !target) {
    document.dispatchEvent(new CustomEvent("dondoc:month", { detail: {} }));
  }
  tick.midnight = midnight;
}

function setClock(view) {
  shownNow = Date.parse(view.now);
  shownAt = performance.now();
  target = view.target ? Date.parse(view.target) : 0;
  if (!target) left = 0;
  else if (!left) left = shownNow;
  const bar = document.getElementById("progress-bar");
  document.getElementById("progress").hidden = !target;
  document.getElementById("progress-text").textContent = target ? filled(demoWords.moving, { day: parts(target).day }) : "";
  bar.value = target && target > left ? (100 * (shownNow - left)) / (target - left) : 0;
  for (const control of machine.querySelectorAll("button, input")) control.disabled = Boolean(target);
  tick();
}

on("clock", setClock);
setClock(JSON.parse(machine.dataset.clock));
setInterval(tick, 250);

async function move(values) {
  say(trouble, "");
  before = Object.fromEntries(cards.map((card) => [card.dataset.be, Number(card.querySelector(".badge").textContent) || 0]));
  document.getElementById("arrived").textContent = "";
  try {
    setClock(await post("/demo/time", values));
  } catch (error) {
    say(trouble, error.status ? error.message : document.body.dataset.failed);
  }
}

for (const lever of machine.querySelectorAll("[data-days]")) {
  lever.addEventListener("click", () => move({ days: Number(lever.dataset.days) }));
}
const day = document.getElementById("jump-day");
const named = document.getElementById("jump-named");
function nameDay() {
  named.textContent = day.value ? parts(Date.parse(`${day.value}T08:00:00+07:00`)).day : "";
}
day.addEventListener("input", nameDay);
nameDay();
document.getElementById("jump").addEventListener("submit", (event) => {
  event.preventDefault();
  move({ day: day.value });
});
document.getElementById("sleep").addEventListener("click", () => {
  if (day.reportValidity()) move({ day: day.value, asleep: true });
});

// Nobody has sat down: there is no chat whose stream would bring the news.
if (!person) listen(() => "/demo/events", ["badges", "clock"], () => {});
