// Re-checks the guide when the user pauses, while the checks panel is open. Saves nothing.
import { reveal } from "./reveal.js";

const PAUSE = 1500;
let waiting = null;
let last = "";

const panel = () => document.querySelector("[data-quality-panel]");
const isOpen = (element) => element && element.offsetParent !== null;

async function check() {
  const element = panel();
  const form = document.querySelector("[data-edit-form]");
  if (!isOpen(element) || !form) return;
  const body = new FormData(form);
  const now = new URLSearchParams([...body].filter(([, value]) => typeof value === "string")).toString();
  if (now === last) return;
  last = now;
  try {
    const response = await fetch(element.dataset.qualityUrl, { method: "POST", body });
    if (response.ok) element.querySelector("[data-quality-findings]").innerHTML = await response.text();
  } catch {
    last = ""; // The network failed: try again at the next pause.
  }
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(check, PAUSE);
}

async function showStep(event) {
  const link = event.target.closest("[data-quality-step]");
  if (!link) return;
  const step = document.querySelector(link.getAttribute("href"));
  if (!step) return;
  event.preventDefault();
  await reveal(step);
  step.scrollIntoView({ block: "start" });
  step.querySelector("input, [contenteditable], textarea")?.focus();
}

for (const name of ["input", "change", "keyup", "w-unsaved:add"]) document.addEventListener(name, later);
document.addEventListener("click", showStep);
document.addEventListener("click", later);
