// Steps that a key takes, one after the other. A form that htmx just brought answers to htmx only once it has settled,
// and the step before it may still be on its way: each step waits until every answer is in its place.

const asked = new Set();
const steps = [];

/** Take a step now, or as soon as everything that was asked before it is in its place. */
export const step = (take) => {
  steps.push(take);
  next();
};

const next = () => { while (!asked.size && steps.length) steps.shift()(); };

// What was meant to follow a step that did not happen is let go.
const settle = (request) => {
  asked.delete(request);
  if (request.status < 200 || request.status > 299) steps.length = 0;
  next();
};

document.addEventListener("htmx:beforeSend", (event) => asked.add(event.detail.xhr));
document.addEventListener("htmx:afterRequest", (event) => {
  setTimeout(settle, window.htmx.config.defaultSettleDelay, event.detail.xhr);
});
