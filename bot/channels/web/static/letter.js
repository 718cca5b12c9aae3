// A link of a letter: nothing happens before its button is pressed.

import { post, say } from "./page.js";

function send(form, values) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const said = await post(location.pathname, values());
      location.replace(said.next);
    } catch (error) {
      say(document.getElementById("trouble"), error.status ? error.message : document.body.dataset.failed);
      button.disabled = false;
    }
  });
}

const letter = document.getElementById("letter");
if (letter) send(letter, () => ({ shared: letter.elements.shared.checked }));
const stop = document.getElementById("stop");
if (stop) send(stop, () => ({ again: stop.dataset.again === "yes" }));
