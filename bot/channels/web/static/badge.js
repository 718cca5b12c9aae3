// How many messages are unread, shown where it is seen while nobody looks at the page: title, icon, installed program.

import { on, person } from "./page.js";

const title = document.title;
const icon = document.querySelector("link[rel=icon]");
const calm = icon.getAttribute("href");
let unread = 0;

function show() {
  const calling = unread > 0 && document.visibilityState !== "visible";
  document.title = calling ? `(${unread}) ${title}` : title;
  const wanted = calling ? icon.dataset.unread : calm;
  if (icon.getAttribute("href") !== wanted) icon.href = wanted;
  count(unread);
}

/** The number on the icon of the installed program; no browser without one minds. */
function count(number) {
  if (!navigator.setAppBadge) return;
  (number ? navigator.setAppBadge(number) : navigator.clearAppBadge()).catch(() => {});
}

on("badges", (badges) => {
  unread = badges[person] || 0;
  show();
});
document.addEventListener("visibilitychange", show);
document.getElementById("leave")?.addEventListener("click", () => count(0));
