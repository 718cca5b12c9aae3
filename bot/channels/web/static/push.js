// Notifications on this device: explained first, asked for only by a tap, and kept up while the person wants them.

import { person, post, say } from "./page.js";

const panel = document.getElementById("push"); // not there where the office has turned it off
const words = JSON.parse(panel?.dataset.words || "{}");
const wish = `dondoc:push:${person}`; // what this person said in this browser

function wanted() {
  try {
    return localStorage.getItem(wish) === "on";
  } catch {
    return false; // a browser that keeps nothing
  }
}

function remember(on) {
  try {
    if (on) localStorage.setItem(wish, "on");
    else localStorage.removeItem(wish);
  } catch {
    // Then it is asked again after the next start.
  }
}

function hindrance() {
  if (panel.dataset.shared) return "shared";
  if (!isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "unsupported";
  return Notification.permission === "denied" ? "denied" : "";
}

function show(state) {
  const on = document.getElementById("push-on");
  const off = document.getElementById("push-off");
  document.getElementById("push-state").textContent = words[state];
  on.hidden = state !== "off" && state !== "failed";
  off.hidden = state !== "on";
  on.disabled = off.disabled = false;
}

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function same(one, other) {
  return one && one.byteLength === other.length && new Uint8Array(one).every((byte, place) => byte === other[place]);
}

/** This browser's address at its maker's service, told to the server. */
async function subscribe() {
  const key = bytes(panel.dataset.key);
  await navigator.serviceWorker.register("/worker.js");
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  if (before && !same(before.options.applicationServerKey, key)) await before.unsubscribe(); // the server has a new key
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = made.toJSON();
  await post("/bao-tin", { endpoint, key: keys.p256dh, secret: keys.auth });
}

async function turnOn() {
  const trouble = document.getElementById("push-trouble");
  say(trouble, "");
  document.getElementById("push-on").disabled = true;
  try {
    if ((await Notification.requestPermission()) !== "granted") return show(hindrance() || "off");
    await subscribe();
    remember(true);
    show("on");
  } catch (error) {
    if (error.status) say(trouble, error.message);
    show(error.status ? "off" : "failed");
  }
}

async function turnOff() {
  const trouble = document.getElementById("push-trouble");
  say(trouble, "");
  document.getElementById("push-off").disabled = true;
  try {
    await post("/bao-tin/tat", {});
    remember(false);
    show("off");
    const registration = await navigator.serviceWorker.getRegistration();
    await (await registration?.pushManager.getSubscription())?.unsubscribe();
  } catch (error) {
    say(trouble, error.status ? error.message : document.body.dataset.failed);
    if (wanted()) show("on");
  }
}

function open() {
  if (!panel.open) panel.showModal();
}

function openIfAsked() {
  if (location.hash === "#bao-tin") open();
}

if (panel) {
  document.getElementById("push-open").addEventListener("click", open);
  document.getElementById("push-on").addEventListener("click", turnOn);
  document.getElementById("push-off").addEventListener("click", turnOff);
  document.getElementById("push-close").addEventListener("click", () => panel.close());
  panel.addEventListener("close", () => {
    if (location.hash === "#bao-tin") history.replaceState(null, "", location.pathname + location.search);
  });
  addEventListener("hashchange", openIfAsked);
  const hindered = hindrance();
  const goesOn = !hindered && wanted() && Notification.permission === "granted";
  show(hindered || (goesOn ? "on" : "off"));
  // The address may have changed since, or the server have forgotten it: asking again costs nobody a question.
  if (goesOn) subscribe().catch(() => show("failed"));
  openIfAsked();
}
