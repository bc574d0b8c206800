// Dragging a planned class with a mouse or pen: a bonus, and the same move as by key or tap.
const FAR = 6; // pixels before a press becomes a drag

/** Lets stops be dragged; the planner says how a move is begun, aimed and ended. */
export const drag = ({ pickUp, aim, drop, putBack, under, isMoving, isAt }) => {
  let press = null;

  const ghost = (stop) => {
    const copy = stop.cloneNode(true);
    copy.removeAttribute("id");
    copy.classList.add("ghost");
    copy.style.width = `${stop.offsetWidth}px`;
    document.body.append(copy);
    return copy;
  };

  const end = () => {
    press?.copy?.remove();
    press = null;
  };

  document.addEventListener("pointerdown", (event) => {
    const stop = event.target.closest?.("[data-grid] [data-planned]");
    if (stop && event.pointerType !== "touch" && event.button === 0) press = { stop, x: event.clientX, y: event.clientY };
  });

  document.addEventListener("pointermove", (event) => {
    if (!press) return;
    if (!press.copy && Math.hypot(event.clientX - press.x, event.clientY - press.y) < FAR) return;
    if (!press.copy) {
      press.copy = ghost(press.stop);
      pickUp(press.stop);
    }
    press.copy.style.transform = `translate(${event.clientX + 8}px, ${event.clientY + 8}px)`;
    const at = under(event.clientX, event.clientY);
    if (at >= 0 && !isAt(at)) aim(at);
  });

  document.addEventListener("pointerup", (event) => {
    const dragged = press?.copy;
    const at = dragged ? under(event.clientX, event.clientY) : -1;
    end();
    if (!dragged) return;
    // The click that follows a drag must not open the panel; the drop comes after it.
    const swallow = (click) => { click.preventDefault(); click.stopImmediatePropagation(); };
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => {
      window.removeEventListener("click", swallow, true);
      if (at >= 0) { aim(at); drop(); } else if (isMoving()) putBack();
    }, 0);
  });

  document.addEventListener("pointercancel", () => { if (press?.copy && isMoving()) putBack(); end(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && press?.copy) { end(); putBack(); } }, true);
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.("[data-grid] a")) event.preventDefault(); });
};
