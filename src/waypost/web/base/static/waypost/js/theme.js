// The colour switch without a reload; without this file the same form posts and comes back.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const choice = event.submitter;
  if (!("themeForm" in form.dataset) || !choice) return;
  event.preventDefault();
  show(choice.value);
  for (const button of form.elements.theme) button.setAttribute("aria-pressed", String(button === choice));
  const body = new FormData(form, choice);
  await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
});

const show = (theme) => {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
};
