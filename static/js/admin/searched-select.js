// A search field above a long select, which then shows only matching options. The select keeps the choice.
const ROWS = 8;

/** Lower-case text without accents, so that "impot" finds "Impôts". */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function groupsOf(select) {
  return [...select.children].map((node) => ({
    node,
    options: node.tagName === "OPTGROUP" ? [...node.children] : [],
    words: plain(node.label ?? ""),
  }));
}

/** Return the matching nodes, the selected one included, and the number of matching options. */
function answering(groups, words) {
  let count = 0;
  const nodes = [];
  for (const { node, options, words: theme } of groups) {
    const found = options.filter((option) => {
      const text = `${theme} ${plain(option.label)} ${plain(option.dataset.words ?? "")}`;
      const answers = words.every((word) => text.includes(word));
      count += answers ? 1 : 0;
      return answers || option.selected;
    });
    if (options.length === 0) nodes.push(node);
    else if (found.length > 0) {
      node.replaceChildren(...found);
      nodes.push(node);
    }
  }
  return { nodes, count };
}

function search(select) {
  const { searchedSelect: label, found, notFound } = select.dataset;
  const id = `${select.id}-search`;
  const field = Object.assign(document.createElement("input"), {
    type: "search",
    id,
    className: "searched-select",
    autocomplete: "off",
  });
  const name = Object.assign(document.createElement("label"), { htmlFor: id, textContent: label });
  const status = Object.assign(document.createElement("p"), { className: "help" });
  status.setAttribute("role", "status");
  select.before(name, field, status);
  const groups = groupsOf(select);
  field.addEventListener("input", (event) => {
    event.stopPropagation(); // A search is not a change of the guide.
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const chosen = select.value;
    const { nodes, count } = answering(groups, words);
    select.replaceChildren(...nodes);
    select.value = chosen;
    select.size = words.length > 0 ? ROWS : 0;
    status.textContent = words.length === 0 ? "" : count > 0 ? `${found}${count}` : notFound;
  });
  field.addEventListener("change", (event) => event.stopPropagation());
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // Enter would submit the form.
    const first = select.querySelector("optgroup option");
    if (!field.value.trim() || !first) return;
    select.value = first.value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    select.focus();
  });
}

for (const select of document.querySelectorAll("select[data-searched-select]")) search(select);
