// htmx requests: the CSRF token, and one calm sentence when an answer does not come.
import { say, toast } from "./toasts.js";

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

const notSaved = () => {
  const text = document.getElementById("not-saved");
  if (text) toast(text.content.firstElementChild.cloneNode(true));
};

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = token();
});

// The form and what was typed stay as they are: nothing is swapped after an error.
document.addEventListener("htmx:responseError", notSaved);
document.addEventListener("htmx:sendError", notSaved);
document.addEventListener("htmx:timeout", notSaved);

// The server may ask for an announcement: HX-Trigger: {"say": "Dropped. Science stays 3 of 3."}
document.addEventListener("say", (event) => say(event.detail.value));
