// "Ajouter à ma séance" without leaving the page. Without this script, the form submits and redirects back.

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-add]")) return;
  event.preventDefault();
  const place = form.parentElement;
  const button = form.querySelector("button");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
    });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById(place.id);
    if (!response.ok || !fresh) throw new Error(String(response.status));
    place.replaceWith(fresh);
    document.querySelector("[data-session-link]").replaceWith(page.querySelector("[data-session-link]"));
    fresh.querySelector("a, button").focus({ preventScroll: true });
  } catch {
    form.submit();
  }
});
