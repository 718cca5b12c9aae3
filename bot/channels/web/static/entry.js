// The personal link: "Vào" exchanges the one-time code for a session.

import { post, say } from "./page.js";

const form = document.getElementById("entry");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const said = await post(location.pathname, { shared: form.elements.shared.checked });
    location.replace(said.next);
  } catch (error) {
    say(document.getElementById("trouble"), error.status ? error.message : document.body.dataset.failed);
    button.disabled = false;
  }
});
