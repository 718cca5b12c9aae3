// The chat: messages come by the event stream only; what is sent waits in an outbox until the stream shows it.

import "./badge.js";
import { element, listen, on, post, postFile, say, tell, words } from "./page.js";

const talk = document.getElementById("talk");
const typing = document.getElementById("typing");
const trouble = document.getElementById("trouble");
const lost = document.getElementById("lost");
const empty = document.getElementById("empty");
const composer = document.getElementById("composer");
const text = document.getElementById("text");

let last = 0; // the last line this page has
let seen = 0; // the last line the server knows as shown
let ready = false;
let typingEnds = 0;
const shown = new Map(); // number → element
const outbox = []; // posts not yet acknowledged, in order
let sending = false;
let pressed = null; // the last button that was pressed: being disabled it has lost the focus

// ---------------------------------------------------------------- drawing

function choiceButton(message, choice) {
  if (choice.url) {
    const external = new URL(choice.url, location.href).origin !== location.origin;
    return element("a", { className: "button", href: choice.url, textContent: choice.label, ...(external && { target: "_blank", rel: "noopener noreferrer" }) });
  }
  const button = element("button", { className: "button", type: "button", textContent: choice.label });
  button.dataset.action = choice.action;
  button.addEventListener("click", () => {
    pressed = button;
    for (const other of button.closest(".choices").querySelectorAll("button")) other.disabled = true;
    send({ action: choice.action, message: message.number });
  });
  return button;
}

function fileCard(file) {
  if (file.picture) {
    const picture = element("img", { src: file.url, alt: file.alt });
    picture.addEventListener("load", stick);
    return element("a", { href: file.url, target: "_blank", rel: "noopener" }, picture);
  }
  const size = `${Math.max(1, Math.round(file.size / 1024))} KB`;
  return element("a", { className: "file", href: file.url, download: file.name },
    element("span", {}, element("b", { textContent: file.name }), element("small", { textContent: `${words.download} · ${size}` })));
}

function draw(message) {
  const bubble = element("div", { className: "bubble" });
  if (message.mine) bubble.append(element("span", { className: "unseen", textContent: `${words.you}: ` }));
  if (message.heading) bubble.append(element("p", { className: "heading", textContent: message.heading, dir: "auto" }));
  const told = message.text && element("p", { className: "words", textContent: message.text, dir: "auto" });
  const file = message.file && fileCard(message.file);
  // A picture is looked at first; what it shows stands below it. A file comes after what is said of it.
  bubble.append(...(message.file?.picture ? [file, told] : [told, file]).filter(Boolean));
  const made = element("div", { className: `message${message.mine ? " mine" : ""}` }, bubble);
  const time = element("time", { textContent: message.time, dateTime: message.moment });
  made.append(element("p", { className: "meta" }, time, message.edited ? ` · ${words.edited}` : ""));
  if (message.choices) {
    const rows = message.choices.map((row) => element("div", {}, ...row.map((choice) => choiceButton(message, choice))));
    made.append(element("div", { className: "choices" }, ...rows));
  }
  made.dataset.day = message.day;
  made.dataset.dayLabel = message.dayLabel;
  return made;
}

function drawPending(entry) {
  const said = entry.file ? entry.file.name : entry.post.text;
  const under = entry.file ? words.sending_document : words.sending;
  const bubble = element("div", { className: "bubble" }, element("p", { className: "words", textContent: said, dir: "auto" }));
  const made = element("div", { className: "message mine" }, bubble, element("p", { className: "meta", textContent: `${under}…` }));
  made.dataset.key = entry.post.key;
  return made;
}

function datesAnew() {
  for (const old of talk.querySelectorAll(".date")) old.remove();
  let day = "";
  for (const message of [...talk.querySelectorAll(".message")]) {
    if (message.dataset.day && message.dataset.day !== day) {
      day = message.dataset.day;
      message.before(element("p", { className: "date", textContent: message.dataset.dayLabel }));
    }
  }
  empty.hidden = shown.size > 0 || outbox.length > 0;
}

let following = true; // whether the end of the talk is in sight, and should stay so
talk.addEventListener("scroll", () => {
  following = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 80;
  if (following) markRead();
});

function stick() {
  if (following) talk.scrollTop = talk.scrollHeight;
}

function add(message, fresh) {
  if (shown.has(message.number)) return;
  const made = draw(message);
  if (fresh && !message.mine) made.classList.add("fresh");
  shown.set(message.number, made);
  const pending = message.key && talk.querySelector(`[data-key="${CSS.escape(message.key)}"]`);
  if (pending) pending.replaceWith(made);
  else {
    const firstPending = talk.querySelector(".message[data-key]");
    if (firstPending) firstPending.before(made);
    else talk.append(made);
  }
}

/** Whoever goes by the keyboard goes on where they were: at the same button, else at the message with the answer. */
function focusOn(made) {
  const meant = (button) => button.dataset.action.replace(/:[^:]*$/, "");
  const buttons = [...made.querySelectorAll("button[data-action]")];
  const again = buttons.find((button) => button.dataset.action === pressed.dataset.action)
    || buttons.find((button) => button.textContent === pressed.textContent && meant(button) === meant(pressed));
  made.tabIndex = -1;
  (again || made).focus({ preventScroll: true });
  pressed = null;
}

function heard(line) {
  last = Math.max(last, line.line);
  if (line.edits) {
    const old = shown.get(line.edits);
    if (old) {
      const made = draw({ ...line, number: line.edits, day: old.dataset.day, dayLabel: old.dataset.dayLabel });
      made.classList.add("fresh");
      shown.set(line.edits, made);
      const awaited = pressed && (old.contains(pressed) || old.contains(document.activeElement));
      old.replaceWith(made);
      if (awaited && document.activeElement === document.body) focusOn(made);
    }
  } else if (!line.action) {
    add(line, ready);
    if (pressed && !line.mine && document.activeElement === document.body) focusOn(shown.get(line.number));
  }
  if (!line.mine && !line.action) typing.hidden = true;
  datesAnew();
  stick();
  markRead();
}

// ---------------------------------------------------------------- sending

function send(values, file = null) {
  const key = crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2, 12)}`;
  const entry = { post: { key, ...values }, file };
  outbox.push(entry);
  say(trouble, "");
  if (values.text || file) {
    talk.append(drawPending(entry));
    following = true;
    datesAnew();
    stick();
  }
  if (!file) showTyping();
  flush();
}

async function flush() {
  if (sending || !outbox.length) return;
  sending = true;
  const entry = outbox[0];
  try {
    if (entry.file) await postFile("/chat/upload", entry.post.key, entry.file);
    else await post("/chat/messages", entry.post);
    outbox.shift();
    // The answers are on their way already; without any, the dots should not go on. An answer beside the message, like
    // a file, leaves that message as it was: its other buttons are wanted, too.
    setTimeout(() => {
      typing.hidden = outbox.length === 0 || typing.hidden;
      if (!outbox.length) pressable();
    }, 600);
  } catch (error) {
    if (error.name === "NotReadableError" || error.name === "NotFoundError") {
      refused(entry, { message: words.unreadable, status: 400 }); // The file was moved or changed meanwhile.
    } else if (!error.status) {
      setTimeout(flush, 2000); // Not reached: the key makes sure that it is carried out once.
    } else {
      refused(entry, error);
    }
    return;
  } finally {
    sending = false;
  }
  flush();
}

function refused(entry, error) {
  typing.hidden = true;
  say(trouble, error.message);
  if (error.status >= 500 || error.status === 429) {
    const again = element("button", { className: "button small", type: "button", textContent: words.retry });
    again.addEventListener("click", () => {
      say(trouble, "");
      showTyping();
      flush();
    });
    trouble.append(again);
    return;
  }
  // It would be refused again: give the words back to be mended.
  outbox.shift();
  talk.querySelector(`[data-key="${CSS.escape(entry.post.key)}"]`)?.remove();
  if (entry.post.text && !text.value) text.value = entry.post.text;
  pressable();
  datesAnew();
}

function pressable() {
  for (const button of talk.querySelectorAll(".choices button:disabled")) button.disabled = false;
}

function showTyping() {
  typing.hidden = false;
  stick();
  clearTimeout(typingEnds);
  typingEnds = setTimeout(() => (typing.hidden = true), 15000);
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const written = text.value.trim();
  if (!written) return;
  text.value = "";
  grow();
  send({ text: written });
});

text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

function grow() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight + 2, 144)}px`;
}
text.addEventListener("input", grow);

// ---------------------------------------------------------------- documents

const LARGEST = 20 * 1024 * 1024;
const clip = document.getElementById("clip"); // not there for whoever has not signed in
const file = document.getElementById("file");

function offer(files) {
  if (!files.length) return;
  if (files.length > 1) return say(trouble, words.one_document);
  if (files[0].size > LARGEST) return say(trouble, words.too_large);
  send({}, files[0]);
}

if (clip) {
  clip.addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    offer([...file.files]);
    file.value = ""; // so that the same file can be chosen again
  });
  const card = document.getElementById("chat");
  const carriesFile = (event) => [...event.dataTransfer.types].includes("Files");
  let inside = 0; // enters minus leaves: those of the card's children are heard, too
  card.addEventListener("dragenter", (event) => {
    if (!carriesFile(event)) return;
    inside += 1;
    card.classList.add("receiving");
  });
  card.addEventListener("dragleave", (event) => {
    if (!carriesFile(event)) return;
    inside = Math.max(0, inside - 1);
    if (!inside) card.classList.remove("receiving");
  });
  card.addEventListener("dragover", (event) => {
    if (carriesFile(event)) event.preventDefault();
  });
  card.addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    inside = 0;
    card.classList.remove("receiving");
    offer([...event.dataTransfer.files]);
  });
}
document.getElementById("begin").addEventListener("click", () => send({ text: "/start" }));

// ---------------------------------------------------------------- read marks

let marking = false;
let looked = 0;
async function markRead() {
  // Coming back to the page says that somebody looks at it, even if there is nothing new.
  const fresh = last > seen || Date.now() - looked > 600000;
  if (!ready || marking || !fresh || !following || document.visibilityState !== "visible") return;
  marking = true;
  looked = Date.now();
  const until = last;
  try {
    await post("/chat/read", { number: until });
    seen = until;
  } catch {
    // The next message, or coming back to the page, tries again.
  }
  marking = false;
  if (last > until) markRead();
}
document.addEventListener("visibilitychange", markRead);

// On a shared machine the session lives on by what is done here, reading included.
let active = 0;
if (document.body.dataset.shared) {
  for (const kind of ["pointerdown", "keydown", "scroll"]) {
    document.addEventListener(kind, () => {
      if (Date.now() - active < 60000) return;
      active = Date.now();
      post("/chat/read", { number: seen }).catch(() => {});
    }, { capture: true, passive: true });
  }
}

// ---------------------------------------------------------------- the stream

on("line", heard);
on("typing", showTyping);
on("elsewhere", () => {
  lost.textContent = words.elsewhere;
  lost.hidden = false;
});

let breaking = 0;
function moved(open, refused) {
  if (open) {
    clearTimeout(breaking);
    breaking = 0;
    lost.hidden = true;
    flush();
    tell("month", {});
    return;
  }
  if (refused) load(1).catch(() => {}); // Signed out meanwhile? Then it starts over.
  // One wait for a whole row of failed tries.
  breaking ||= setTimeout(() => {
    lost.textContent = words.lost;
    lost.hidden = false;
  }, 1500); // A restart shorter than this is nobody's business.
}

async function earlier(button) {
  const first = Math.min(...shown.keys());
  button.disabled = true;
  const held = talk.scrollHeight - talk.scrollTop;
  const found = await load(first);
  button.remove();
  talk.prepend(...found.messages.map((message) => {
    const made = draw(message);
    shown.set(message.number, made);
    return made;
  }));
  offerEarlier(found.more);
  datesAnew();
  talk.scrollTop = talk.scrollHeight - held;
}

function offerEarlier(more) {
  if (!more) return;
  const button = element("button", { className: "button small", type: "button", textContent: words.earlier });
  button.addEventListener("click", () => earlier(button).catch(() => (button.disabled = false)));
  talk.prepend(button);
}

async function load(before) {
  const answer = await fetch(before ? `/chat/messages?before=${before}` : "/chat/messages");
  if (answer.status === 401) location.reload();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function start() {
  let found;
  try {
    found = await load(0);
  } catch {
    moved(false);
    setTimeout(start, 2000);
    return;
  }
  for (const message of found.messages) add(message, false);
  offerEarlier(found.more);
  last = found.last;
  datesAnew();
  talk.scrollTop = talk.scrollHeight;
  ready = true;
  markRead();
  listen(() => `/chat/events?after=${last}`, ["line", "typing", "badges", "month", "clock"], moved);
}

start();
