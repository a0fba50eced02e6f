// Puts the browser's colour picker beside the field of a colour, and shows what becomes of the colour.

const preview = document.querySelector("[data-colour-preview]");
let typed = "";

async function show(value) {
  typed = value;
  const address = `${preview.dataset.colourPreview}?${new URLSearchParams({ couleur: value })}`;
  const answer = await fetch(address, { redirect: "error" });
  const html = await answer.text();
  if (answer.ok && value === typed) preview.innerHTML = html;
}

function full(typed) {
  const digits = typed.trim().replace(/^#/, "").toLowerCase();
  if (/^[0-9a-f]{3}$/.test(digits)) return `#${digits.replace(/./g, "$&$&")}`;
  return /^[0-9a-f]{6}$/.test(digits) ? `#${digits}` : "";
}

for (const field of document.querySelectorAll("input[data-colour]")) {
  const picker = document.createElement("input");
  const follow = () => {
    picker.value = full(field.value) || field.dataset.colour;
  };
  const changed = () => show(field.value).catch(() => {}); // The page says it after saving.
  picker.type = "color";
  picker.className = "colour-picker";
  picker.setAttribute("aria-label", "Choisir la couleur");
  follow();
  field.addEventListener("input", () => {
    follow();
    changed();
  });
  picker.addEventListener("input", () => {
    field.value = picker.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    changed();
  });
  field.after(picker);
}
