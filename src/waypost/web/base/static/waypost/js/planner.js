// The planner's keys, moves and drags. Without this file each link and form of the page does the same work.
import { say } from "./toasts.js";
import { drag } from "./planner-drag.js";
import { step } from "./planner-steps.js";

const STOPS = "[data-grid] tbody a";
const grid = () => document.querySelector("[data-grid]");
const stops = () => [...document.querySelectorAll(STOPS)];
const board = () => document.getElementById("plan-board");
const panel = () => document.getElementById("panel");
const visible = (element) => element?.offsetParent !== null;

// --- one tab stop: the stop that had the focus last, also after the board was drawn anew

let last = { id: "", line: "", place: "" };
let wantsHeading = false;

const remember = (stop) => {
  last = { id: stop.id, line: stop.closest("tr").dataset.line, place: stop.closest("td").dataset.place };
};

const current = () => {
  const there = document.getElementById(last.id);
  if (there?.matches(STOPS)) return there;
  const grade = last.place.split("-")[0];
  return document.querySelector(`[data-line="${last.line}"] [data-place^="${grade}-"] a`)
    ?? document.querySelector(`${STOPS}.sel`) ?? stops()[0];
};

const rove = () => {
  const here = current();
  for (const stop of stops()) stop.tabIndex = stop === here ? 0 : -1;
};

const go = (stop) => {
  if (!stop) return;
  remember(stop);
  rove();
  stop.focus();
};

// --- where a stop stands: its row, and the first and last column that it fills

const spot = (stop) => {
  const cell = stop.closest("td");
  let from = 0;
  for (let before = cell.previousElementSibling; before?.matches("td"); before = before.previousElementSibling) from += before.colSpan;
  return { row: cell.parentNode, from, to: from + cell.colSpan };
};

const beside = (stop, step) => {
  const line = [...stop.closest("tr").querySelectorAll("a")];
  return line[line.indexOf(stop) + step];
};

const across = (stop, step) => {
  const { row, from, to } = spot(stop);
  const rows = [...row.parentNode.rows];
  for (let at = rows.indexOf(row) + step; rows[at]; at += step) {
    const hit = [...rows[at].querySelectorAll("a")].find((other) => { const o = spot(other); return o.from < to && o.to > from; });
    if (hit) return hit;
  }
  return undefined;
};

// --- moving: a stop is picked up by key, tap or drag; its spots show; one of them takes it

let move = null;

const cellOf = (stop, place) => {
  const at = place.indexOf("-");
  const cells = [...stop.closest("tr").querySelectorAll(`[data-place^="${place.slice(0, at)}-"]`)];
  let left = JSON.parse(stop.closest("[data-grid]").dataset.terms)[place.slice(at + 1)] ?? 0;
  for (const cell of cells) {
    if (left < cell.colSpan) return cell;
    left -= cell.colSpan;
  }
  return cells[cells.length - 1];
};

const pickUp = (stop) => {
  if (!stop?.dataset.planned) return;
  remember(stop);
  say(stop.dataset.picked);
  window.htmx.ajax("GET", `${board().dataset.base}spots/${stop.dataset.planned}/${board().dataset.look}`, "#panel");
};

// The Move menu arrived, by whichever way: its places are marked in the grid.
const enter = (menu) => {
  const stop = document.querySelector(`[data-grid] [data-planned="${menu.dataset.spotsOf}"]`);
  leave();
  if (!stop) return;
  const places = [...menu.querySelectorAll("button[name=place]")]
    .map((button) => ({ button, cell: cellOf(stop, button.value) })).filter((place) => place.cell);
  move = { stop, places, at: places.findIndex((place) => place.button.disabled) };
  stop.classList.add("lift");
  for (const place of places) place.cell.classList.add("spot");
};

const aim = (at) => {
  if (!move || !move.places[at]) return;
  for (const place of move.places) { place.cell.classList.remove("here"); place.button.classList.remove("here"); }
  const { button, cell } = move.places[at];
  move.at = at;
  cell.classList.add("here");
  button.classList.add("here");
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  say(button.dataset.said);
};

const drop = () => {
  const place = move?.places[move.at];
  if (!place || place.button.disabled) return putBack();
  step(() => place.button.click());
  return leave();
};

const leave = () => {
  if (!move) return;
  move.stop.classList.remove("lift");
  for (const place of move.places) place.cell.classList.remove("spot", "here");
  move = null;
};

const putBack = () => {
  const stop = move?.stop;
  leave();
  panel()?.replaceChildren();
  say(grid().dataset.putBack);
  stop?.focus();
};

const under = (x, y) => {
  if (!move) return -1;
  const cell = document.elementsFromPoint(x, y).find((element) => element.matches?.("td.spot"));
  const fitting = move.places.map((place, at) => ({ ...place, at })).filter((place) => place.cell === cell);
  if (!fitting.length) return -1;
  const box = cell.getBoundingClientRect();
  return fitting[Math.min(fitting.length - 1, Math.floor(((x - box.left) / box.width) * fitting.length))].at;
};

drag({ pickUp, aim, drop, putBack, under, isMoving: () => Boolean(move), isAt: (at) => move?.at === at });

// --- keys, while the grid has the focus

const submit = (key) => step(() => {
  const form = document.querySelector(`[data-key="${key}"]`);
  if (form && !form.querySelector("button")?.disabled) form.requestSubmit();
});
const rtl = () => (getComputedStyle(document.documentElement).direction === "rtl" ? -1 : 1);

const moveKeys = {
  ArrowRight: () => aim(move.at + rtl()),
  ArrowLeft: () => aim(move.at - rtl()),
  ArrowDown: () => aim(move.at + 1),
  ArrowUp: () => aim(move.at - 1),
  Home: () => aim(0),
  End: () => aim(move.places.length - 1),
  Enter: drop,
  Escape: putBack,
};

const find = (stop, question) => {
  wantsHeading = true;
  window.htmx.ajax("GET", `${board().dataset.base}find/?${question}${board().dataset.also}`, "#panel");
};

const add = (stop) => {
  if (!board().querySelector("#drop-form")) return;
  const { line } = stop.closest("tr").dataset;
  const { place } = stop.closest("td").dataset;
  const whole = stop.closest("td").colSpan > 1 ? `${place.split("-")[0]}-year` : place;
  find(stop, `place=${whole}&subject=${line}`);
};

const swap = (stop) => {
  if (!stop.dataset.planned) return;
  find(stop, `swap=${stop.dataset.planned}&place=${stop.closest("td").dataset.place}&subject=${stop.closest("tr").dataset.line}`);
};

const remove = (stop) => step(() => {
  const form = document.getElementById("remove-form");
  if (!form || !stop.dataset.planned || !document.getElementById(stop.id)) return;
  form.elements.planned.value = stop.dataset.planned;
  form.requestSubmit();
});

const keys = {
  ArrowRight: (stop) => go(beside(stop, rtl())),
  ArrowLeft: (stop) => go(beside(stop, -rtl())),
  ArrowDown: (stop) => go(across(stop, 1)),
  ArrowUp: (stop) => go(across(stop, -1)),
  Home: (stop) => go(stop.closest("tr").querySelector("a")),
  End: (stop) => go([...stop.closest("tr").querySelectorAll("a")].at(-1)),
  Delete: remove,
};

const letters = {
  m: pickUp,
  a: add,
  r: swap,
  z: () => submit("z"),
  Z: () => submit("Z"),
  w: () => document.querySelector('[data-key="w"]')?.click(),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  const stop = event.target.closest?.(STOPS);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && !stop && event.target.closest?.("#panel")) { leave(); current()?.focus(); return; }
  if (!stop) return;
  const letter = grid().dataset.letters === "off" ? undefined : letters[event.key] ?? letters[event.key.toLowerCase()];
  const act = (move && moveKeys[event.key]) || keys[event.key] || (!move && letter);
  if (!act) return;
  event.preventDefault();
  act(stop);
});

document.addEventListener("focusin", (event) => {
  const stop = event.target.closest?.(STOPS);
  if (stop && stop.tabIndex !== 0) { remember(stop); rove(); } else if (stop) remember(stop);
});

document.addEventListener("click", (event) => {
  const cell = event.target.closest?.("td.spot");
  if (move && cell) {
    event.preventDefault();
    event.stopPropagation();
    aim(under(event.clientX, event.clientY));
    drop();
    return;
  }
  if (event.target.closest?.("[data-print]")) window.print();
  if (event.target.closest?.("#plan-board a") && event.detail === 0) wantsHeading = true;
  look(event);
}, true);

// A stop opens in the panel, a year in the list, without leaving the page.
const look = (event) => {
  const link = event.target.closest?.(`${STOPS}, #phone .years a`);
  if (!link || link.hash && link.getAttribute("href").startsWith("#")) return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const target = link.matches(STOPS) ? { target: "#panel" } : { target: "#phone", swap: "outerHTML" };
  window.htmx.ajax("GET", link.getAttribute("href"), target);
};

// --- before each request, and after each answer

// A step is taken on the version that this page shows, also from a panel that came later.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb === "post" && event.detail.parameters.seen && event.target.closest("#plan-board")) event.detail.parameters.seen = board().dataset.seen;
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const place = event.detail.target;
  if (event.detail.requestConfig.verb === "get" && place.matches(".why-inline:not(:empty)") && event.detail.elt.matches("[id^=row-]")) {
    event.preventDefault();
    place.replaceChildren();
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  rove();
  const menu = document.querySelector("#plan-board [data-spots-of]");
  if (menu && visible(grid())) { if (move?.stop.dataset.planned !== menu.dataset.spotsOf || !document.contains(move.stop)) enter(menu); } else leave();
  const shown = document.querySelector("#panel [data-of]")?.dataset.of;
  for (const stop of stops()) {
    stop.classList.toggle("sel", stop.id === `stop-${shown}`);
    if (stop.id === `stop-${shown}`) stop.setAttribute("aria-current", "true"); else stop.removeAttribute("aria-current");
  }
  const heading = document.querySelector(".stale [tabindex]") ?? (wantsHeading && event.target.querySelector?.("[data-heading]"));
  wantsHeading = false;
  if (heading) heading.focus();
  else if (document.activeElement === document.body && event.target.id === "plan-board" && visible(grid())) current()?.focus();
});

for (const button of document.querySelectorAll("[data-print][hidden]")) button.hidden = false;
rove();
const waiting = document.querySelector("#plan-board [data-spots-of]");
if (waiting) enter(waiting);
