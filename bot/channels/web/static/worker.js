// Stays when the page is closed: shows the sentence it is sent, and opens the page when that is tapped. Keeps nothing.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

function told(data) {
  try {
    return data.json();
  } catch {
    return {}; // A browser must show something for every message, even an empty one.
  }
}

self.addEventListener("push", (event) => {
  const { title, text, lang } = told(event.data);
  const shown = { body: text || "", lang: lang || "", tag: "dondoc", renotify: true, icon: "/static/icon-192.png" };
  const dot = self.navigator.setAppBadge ? self.navigator.setAppBadge().catch(() => {}) : null;
  event.waitUntil(Promise.all([self.registration.showNotification(title || self.location.host, shown), dot]));
});

async function toThePage() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const chat = pages.find((page) => new URL(page.url).pathname === "/");
  return chat ? chat.focus() : self.clients.openWindow("/");
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(toThePage());
});
