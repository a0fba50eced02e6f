// Enhancements of the guide page. Everything works without this script.

const notes = [...document.querySelectorAll("details.helper")];
const notesButton = document.querySelector("[data-helper-notes]");
if (notesButton && notes.length > 0) {
  const sync = () => notesButton.setAttribute("aria-pressed", String(notes.every((note) => note.open)));
  notesButton.hidden = false;
  notesButton.addEventListener("click", () => {
    const open = !notes.every((note) => note.open);
    for (const note of notes) note.open = open;
    sync();
  });
  for (const note of notes) note.addEventListener("toggle", sync);
}

// Who was following the guide step by step continues where they were. The step may have moved or be gone.
const resume = document.querySelector("[data-resume]");
if (resume) {
  try {
    const { step, on } = JSON.parse(sessionStorage.getItem(`suivre:${resume.dataset.resume}`) || "{}");
    const steps = [...document.querySelectorAll(".step")];
    const place = 1 + steps.findIndex(({ id }) => id === `etape-${step}`);
    if (place > 0 && on > Number(localStorage.getItem("efface"))) {
      resume.href = resume.href.replace(/(?:index\.html)?$/, `${place}/$&`);
      resume.querySelector("span").textContent = `Reprendre à l’étape\u00a0${place}`;
    }
  } catch {
    // Nothing is kept in this browser.
  }
}

// On wide screens, what a phone folds is open, also where the browser does not know ::details-content.
if (matchMedia("(min-width: 56.01rem)").matches)
  for (const part of document.querySelectorAll("main .unfold")) part.open = true;

// Replace a picture that fails to load by its alternative text.
const isMissing = ({ complete, naturalWidth, currentSrc }) => complete && currentSrc && naturalWidth === 0;
const say = (picture) => picture.closest(".screenshot-frame")?.classList.add("is-missing");
for (const picture of document.querySelectorAll(".screenshot-frame img")) {
  picture.addEventListener("error", () => say(picture));
  if (isMissing(picture)) say(picture);
}

// Highlight the current step in the outline: the last one whose top is above the upper third of the window.
const links = new Map(
  [...document.querySelectorAll("[data-outline] a")].map((link) => [link.hash.slice(1), link]),
);
const seen = new Set();
const follow = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? seen.add(target) : seen.delete(target);
    const current = [...seen].sort((a, b) => a.offsetTop - b.offsetTop).at(-1);
    if (!current) return;
    for (const [id, link] of links) {
      if (id === current.id) bringIntoOutline(link);
      else link.removeAttribute("aria-current");
    }
  },
  { rootMargin: "0px 0px -66% 0px" },
);
for (const id of links.keys()) {
  const step = document.getElementById(id);
  if (step) follow.observe(step);
}

// Scroll a long outline, but not the page, to keep the current step visible.
function bringIntoOutline(link) {
  link.setAttribute("aria-current", "true");
  const frame = link.closest(".outline");
  const { top, bottom } = frame.getBoundingClientRect();
  const place = link.getBoundingClientRect();
  if (place.bottom > bottom) frame.scrollTop += place.bottom - bottom + place.height;
  else if (place.top < top) frame.scrollTop -= top - place.top + place.height;
}
