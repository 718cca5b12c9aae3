// Who has come in: cards, links, letters, taking back. What a code opens is shown once and kept nowhere.

import { filled, post, postForFile, say, words } from "./page.js";

const list = document.getElementById("list");
const trouble = document.getElementById("trouble");
const said = document.getElementById("said");
const find = document.getElementById("find");
const onlyMissing = document.getElementById("only-missing");
const dialog = document.getElementById("link");

function folded(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").trim();
}

function sift() {
  const asked = folded(find.value).split(/\s+/);
  let found = 0;
  for (const one of list.querySelectorAll(".people > li")) {
    const fits = asked.every((word) => one.dataset.search.includes(word)) && !(onlyMissing.checked && one.classList.contains("in"));
    one.hidden = !fits;
    found += fits;
  }
  for (const unit of list.querySelectorAll(".unit")) unit.hidden = !unit.querySelector(".people > li:not([hidden])");
  document.getElementById("none-found").hidden = found > 0 || !list.querySelector(".unit");
}

async function show(focus) {
  const answer = await fetch("/canbo/danh-sach");
  if (!answer.ok) return location.reload();
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  list.replaceChildren(...parsed.body.childNodes);
  sift();
  if (focus) (list.querySelector(focus) || find).focus();
}

function way(shown) {
  const made = document.getElementById("way").content.cloneNode(true);
  made.querySelector("h3").textContent = shown.name;
  const drawn = new DOMParser().parseFromString(shown.code, "image/svg+xml").documentElement;
  made.querySelector(".code").append(document.importNode(drawn, true));
  const field = made.querySelector("input");
  field.value = shown.url;
  field.setAttribute("aria-label", shown.name);
  made.querySelector("button").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(shown.url);
      document.getElementById("copied").textContent = words.copied;
    } catch {
      field.select();
    }
  });
  return made;
}

const deeds = {
  async sheet(values) {
    const { file, name } = await postForFile("/canbo/phieu", values);
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    return words.made;
  },
  async link(values) {
    const made = await post("/canbo/lien-ket", values);
    const title = document.getElementById("link-title");
    title.textContent = filled(title.dataset.text, made);
    document.getElementById("ways").replaceChildren(...made.ways.map(way));
    document.getElementById("link-until").textContent = filled(words.link_until, made);
    document.getElementById("copied").textContent = "";
    dialog.showModal();
    return "";
  },
  letters: async (values) => (await post("/canbo/thu", values)).said,
  revoke: async (values) => (await post("/canbo/thu-hoi", values)).said,
  end: async (values) => (await post("/canbo/ket-thuc", values)).said,
};

function sure(deed, button) {
  const { missing, whom } = button.dataset;
  if (deed === "sheet" && !missing) return confirm(words.confirm_sheet);
  if (deed === "letters" && missing) return confirm(words.confirm_letters);
  if (deed === "revoke" && !whom) return confirm(words.confirm_revoke);
  if (deed === "end") return confirm(filled(words.confirm_end, button.dataset));
  return true;
}

dialog.addEventListener("close", () => document.getElementById("ways").replaceChildren());

list.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-deed]");
  if (!button) return;
  const { deed, unit, whom, everybody, missing } = button.dataset;
  if (!sure(deed, button)) return;
  const values = { ...(unit && { unit }), ...(whom && { person: whom }), ...(everybody && { everybody: true }), ...(missing && { missing: true }) };
  const place = ["deed", "unit", "whom", "everybody", "missing"]
    .map((name) => (button.dataset[name] ? `[data-${name}="${CSS.escape(button.dataset[name])}"]` : `:not([data-${name}])`))
    .join("");
  say(trouble, "");
  said.textContent = words.working;
  button.disabled = true;
  try {
    said.textContent = await deeds[deed](values);
    await show(deed === "link" ? "" : place);
  } catch (error) {
    said.textContent = "";
    say(trouble, error.status ? error.message : document.body.dataset.failed);
    button.disabled = false;
    trouble.scrollIntoView({ block: "center" });
  }
});

find.addEventListener("input", sift);
onlyMissing.addEventListener("change", sift);
sift();
