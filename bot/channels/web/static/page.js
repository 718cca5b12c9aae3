// What every page needs: posting with the page's token, and saying what went wrong. No words of its own.

const body = document.body;

export const words = JSON.parse(body.dataset.words || "{}");
export const person = body.dataset.person || "";

export class Refused extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

/** Post JSON. `Refused` carries the server's sentence; a TypeError means that the server was not reached. */
export function post(path, values) {
  return carry(path, { "Content-Type": "application/json" }, JSON.stringify(values));
}

/** Post a file as it is, its name and the post's key beside it. */
export function postFile(path, key, file) {
  const headers = { "Content-Type": "application/octet-stream", "X-Dondoc-Key": key, "X-Dondoc-Name": encodeURIComponent(file.name) };
  return carry(path, headers, file);
}

/** Post JSON and get a file: its content and its name. */
export async function postForFile(path, values) {
  const answer = await sent(path, { "Content-Type": "application/json" }, JSON.stringify(values));
  if (!answer.ok) return refuse(path, answer, await sayings(answer));
  const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") || "");
  return { file: await answer.blob(), name: named ? decodeURIComponent(named[1]) : "" };
}

async function carry(path, headers, content) {
  const answer = await sent(path, headers, content);
  const said = await sayings(answer);
  return answer.ok ? said : refuse(path, answer, said);
}

function sent(path, headers, content) {
  return fetch(path, { method: "POST", headers: { ...headers, "X-Dondoc-Token": body.dataset.token }, body: content });
}

async function sayings(answer) {
  try {
    return await answer.json();
  } catch {
    return {}; // A proxy's own error page: the status says enough.
  }
}

function refuse(path, answer, said) {
  // Signed out, or in as somebody else from another tab: what stands here is no longer theirs to see.
  if (answer.status === 401 || (answer.status === 409 && !path.startsWith("/demo/"))) location.reload();
  throw new Refused(answer.status, said.error || body.dataset.failed);
}

/** Show a sentence in a notice, or hide it. */
export function say(notice, sentence) {
  notice.textContent = sentence || "";
  notice.hidden = !sentence;
}

/** Fill {placeholders} of a text from the catalogue. */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** An element with properties and children; texts are always texts. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Tell the parts of this page what the event stream said. */
export function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(`dondoc:${name}`, { detail }));
}

export function on(name, heard) {
  document.addEventListener(`dondoc:${name}`, (event) => heard(event.detail));
}

/** Keep an event stream open for ever: the browser heals most breaks, we the rest. */
export function listen(address, names, moved) {
  let source = null;
  let delay = 1000;
  let again = 0;
  let waiting = false;
  function open() {
    waiting = false;
    clearTimeout(again);
    if (source) source.close();
    source = new EventSource(address());
    source.onopen = () => {
      delay = 1000;
      moved(true);
    };
    source.onerror = () => {
      const refused = source.readyState === EventSource.CLOSED;
      moved(false, refused);
      if (!refused) return;
      again = setTimeout(open, delay);
      delay = Math.min(delay * 2, 15000);
    };
    for (const name of names) {
      source.addEventListener(name, (event) => tell(name, JSON.parse(event.data)));
    }
    source.addEventListener("elsewhere", () => {
      source.close();
      waiting = true;
      tell("elsewhere", {});
    });
    source.addEventListener("signed-out", () => {
      source.close();
      location.reload();
    });
    source.addEventListener("reload", () => {
      source.close();
      location.reload();
    });
  }
  const back = () => {
    if (waiting && document.visibilityState === "visible") open();
  };
  document.addEventListener("visibilitychange", back);
  document.addEventListener("pointerdown", back);
  addEventListener("online", open);
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  open();
}
