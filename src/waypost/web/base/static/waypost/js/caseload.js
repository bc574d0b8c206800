// The caseload's keys: J and K walk the sent plans, A approves the one beside the list, R asks, / finds.
// Without this file every row is a link and every deed a form.
import { say } from "./toasts.js";

const queue = document.getElementById("queue");
const peek = document.getElementById("peek");
const shown = () => peek?.querySelector("[data-shown]")?.dataset.shown ?? "";
const rows = () => [...queue.querySelectorAll("li[data-row]")];
const busy = (target) => target.closest("input, textarea, select, [contenteditable], dialog, [popover]");
let wanted = shown();
let approveWhenShown = false;
let readOn = false;

const mark = (row) => {
  for (const other of rows()) {
    const chosen = other === row;
    other.classList.toggle("sel", chosen);
    const link = other.querySelector(".who a");
    if (chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
};

const step = (by) => {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.dataset.row === wanted);
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  wanted = next.dataset.row;
  approveWhenShown = readOn = false;
  mark(next);
  const link = next.querySelector(".who a");
  link.focus();
  window.htmx?.ajax("GET", link.getAttribute("hx-get"), { target: "#peek", swap: "innerHTML", source: link });
};

// The panel counts only while its plan is in the list: a list that changed leaves nothing to approve or ask.
const isListed = () => rows().some((row) => row.dataset.row === shown());

// A never approves another plan than the one that is marked: it waits for its panel.
const approve = () => {
  if (shown() === wanted && isListed()) peek.querySelector('form[data-key="a"]')?.requestSubmit();
  else approveWhenShown = wanted !== "" && shown() !== wanted;
};

const keys = {
  j: () => step(1),
  k: () => step(-1),
  a: approve,
  r: () => shown() === wanted && isListed() && peek.querySelector('a[data-key="r"]')?.click(),
  "/": () => document.querySelector('input[data-key="/"]')?.focus(),
};

document.addEventListener("keydown", (event) => {
  if (!queue?.hasAttribute("data-keys") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.repeat && event.key.toLowerCase() === "a") return;
  const deed = keys[event.key.toLowerCase()];
  if (!deed || busy(event.target)) return;
  event.preventDefault();
  deed();
});

// A click or Enter on a row reads on in the panel.
document.addEventListener("click", (event) => {
  const link = event.target.closest("li[data-row] .who a[hx-get]");
  if (!link) return;
  const row = link.closest("li");
  wanted = row.dataset.row;
  readOn = true;
  mark(row);
});

// An answer that comes after a later wish is not shown.
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = new URL(event.detail.xhr.responseURL || location.href).searchParams.get("open");
  if (event.detail.target === peek && asked !== wanted) event.detail.shouldSwap = false;
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === queue && !isListed()) {
    peek.replaceChildren();
    wanted = "";
  }
  if (event.detail.target !== peek || shown() !== wanted) return;
  const name = document.getElementById("peek-name");
  if (readOn) name.focus();
  else say(name.textContent);
  if (approveWhenShown) approve();
});
