// A month as a grid (ARIA): one stop for Tab, arrow keys between days, Enter for the day's tasks. No words of its own.

const DAY = 86400000;

function moved(iso, days) {
  return new Date(Date.parse(iso) + days * DAY).toISOString().slice(0, 10);
}

function monthsLater(iso, months) {
  const [year, month, day] = iso.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** The day that a key leads to from a day; "" for any other key. */
function led(iso, event) {
  const weekday = (new Date(Date.parse(iso)).getUTCDay() + 6) % 7;
  const month = event.shiftKey ? 12 : 1;
  const ways = {
    ArrowLeft: () => moved(iso, -1),
    ArrowRight: () => moved(iso, 1),
    ArrowUp: () => moved(iso, -7),
    ArrowDown: () => moved(iso, 7),
    Home: () => (event.ctrlKey ? `${iso.slice(0, 8)}01` : moved(iso, -weekday)),
    End: () => (event.ctrlKey ? moved(monthsLater(`${iso.slice(0, 8)}01`, 1), -1) : moved(iso, 6 - weekday)),
    PageUp: () => monthsLater(iso, -month),
    PageDown: () => monthsLater(iso, month),
  };
  return event.key in ways ? ways[event.key]() : "";
}

/** Make what stands in `holder` work; `turn` shows the month "2024-02" there and answers when it is shown. */
export function monthGrid(holder, turn) {
  const said = document.getElementById("month-said");
  let heading = "";
  let turning = false;
  const cell = (iso) => holder.querySelector(`td[data-day="${iso}"]:not(.outside)`);

  /** To be called each time the month is new. */
  function dress() {
    const table = holder.querySelector("table.month");
    if (!table) return;
    table.setAttribute("role", "grid");
    for (const day of table.querySelectorAll("td[data-day]")) {
      day.setAttribute("aria-label", day.dataset.label);
      day.tabIndex = -1;
      for (const chip of day.querySelectorAll("a")) chip.tabIndex = -1;
    }
    const first = table.querySelector("td.today:not(.outside)") || table.querySelector("td.busy") || table.querySelector("td:not(.outside)");
    first.tabIndex = 0;
  }

  function stand(day) {
    for (const other of holder.querySelectorAll('td[tabindex="0"]')) other.tabIndex = -1;
    day.tabIndex = 0;
    day.focus();
  }

  /** Go to a day, if need be in another month. Keys that are pressed meanwhile lead on from where it is going. */
  async function go(iso) {
    heading = iso;
    if (turning) return;
    turning = true;
    while (heading && !cell(heading)) {
      const month = heading.slice(0, 7);
      const now = holder.querySelector("td[data-day]:not(.outside)").dataset.day.slice(0, 7);
      const way = holder.querySelector(month < now ? '[rel="prev"]' : '[rel="next"]');
      const towards = heading;
      if (way) await turn(month);
      // Keys reach us only while a day has the keyboard; another month may have to come yet.
      if (cell(towards)) stand(cell(towards));
      // At the ends of time, and where nothing came, one stays.
      if (!way || !holder.querySelector(`td[data-day^="${month}"]:not(.outside)`)) heading = "";
    }
    const day = heading && cell(heading);
    heading = "";
    turning = false;
    if (day) stand(day);
  }

  function reveal(details) {
    details[0].querySelector("summary").focus({ preventScroll: true });
    details[0].scrollIntoView({ block: "center" });
  }

  function open(day) {
    const details = [...holder.querySelectorAll(`details[data-on="${day.dataset.day}"]`)];
    if (day.matches(".outside") || !details.length) {
      tell(day.dataset.label);
      return;
    }
    for (const each of details) each.open = true;
    reveal(details);
  }

  function tell(sentence) {
    said.textContent = "";
    requestAnimationFrame(() => (said.textContent = sentence));
  }

  holder.addEventListener("keydown", (event) => {
    const day = event.target.closest("td[data-day]");
    if (day && !event.altKey && !event.metaKey) {
      const iso = led(heading || day.dataset.day, event);
      if (iso) go(iso);
      else if (event.key === "Enter" || event.key === " ") open(day);
      else return;
      event.preventDefault();
      return;
    }
    const back = event.key === "Escape" && event.target.closest("details[data-on]");
    if (back && cell(back.dataset.on)) stand(cell(back.dataset.on));
  });

  holder.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (chip) {
      event.preventDefault();
      const details = document.getElementById(chip.hash.slice(1)).closest("details");
      details.open = true;
      reveal([details]);
      return;
    }
    const day = event.target.closest("td.busy");
    if (day) open(day);
  });

  /** Say what is shown now, to whoever cannot see it. */
  function announce() {
    tell(holder.querySelector("[data-said]")?.dataset.said || "");
  }

  dress();
  return { dress, announce, tell };
}

/** Open again what stood open before a month was shown anew. */
export function keepOpen(holder) {
  const open = [...holder.querySelectorAll("details[open] > [id]")].map((about) => about.id);
  return () => open.forEach((id) => document.getElementById(id)?.parentElement.setAttribute("open", ""));
}

/** The buttons that copy a field's text; `words` says how it went. */
export function copying(words) {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copies]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copies);
    const said = button.closest(".subscribe").querySelector(".said");
    let copied = true;
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Without HTTPS, as in many inner networks, only the older way is open to pages.
      field.select();
      copied = document.execCommand("copy");
    }
    said.textContent = copied ? words.copied : words.copy_failed;
  });
}
