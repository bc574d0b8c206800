// Messages in the corner, and the one live region. A toast stays until it is closed or four newer ones came.
const region = document.getElementById("toasts");
const live = document.getElementById("say");
const MOST = 4;

/** Tell screen readers one sentence; the same sentence twice is read twice. */
export const say = (text) => {
  if (!live) return;
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = text; });
};

/** Show a toast that the server drew. */
export const toast = (element) => {
  region?.append(element);
  ready();
};

const ready = () => {
  if (!region) return;
  for (const button of region.querySelectorAll('[data-close="toast"][hidden]')) button.hidden = false;
  while (region.childElementCount > MOST) region.firstElementChild.remove();
};

region?.addEventListener("click", (event) => {
  event.target.closest('[data-close="toast"]')?.closest(".toast").remove();
});

document.addEventListener("htmx:oobAfterSwap", ready);
ready();
