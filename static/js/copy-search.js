// Searches the catalogue of a copy of the site, opened from a folder: a plain script, which reads no other file than
// the one before it. The words of guides are those of the site's own search; without this file all guides are listed.

(() => {
  const { stopWords, forms, guides } = window.copie;
  const one = (name) => document.querySelector(`[data-copy-${name}]`);
  const form = one("form");
  const boxes = [...document.querySelectorAll('[data-copy-filters] input[type="checkbox"]')];
  const rows = new Map([...document.querySelectorAll("[data-guide]")].map((row) => [row.dataset.guide, row]));
  const total = one("heading").textContent;
  const ELISIONS = /(?<!\p{L})(?:jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|qu|[cdjlmnst])['’ʼ](?=\p{L})/gu;
  const EXACT_BONUS = 2;

  const fold = (text) =>
    text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFKD").replace(/\p{M}/gu, "");

  function words(text) {
    const all = fold(text).replace(ELISIONS, " ").replace(/['’ʼ]/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
    const telling = all.filter((word) => !stopWords.includes(word));
    return [...new Set(telling.length ? telling : all)].slice(0, 12);
  }

  // How well each form answers a word: the very form best, then another inflection of it, then a longer word.
  function answers(word, isLast) {
    const found = new Map();
    forms.forEach(([formed, stem], place) => {
      if (formed === word) found.set(place, 2);
      else if (stem.length > 2 && word.startsWith(stem) && formed.startsWith(stem) && word.length - stem.length < 7) found.set(place, 1);
      else if (isLast && word.length > 2 && formed.startsWith(word)) found.set(place, 0);
    });
    return found;
  }

  function scores(text) {
    const typed = words(text);
    const wanted = typed.map((word, place) => answers(word, place === typed.length - 1));
    const found = new Map();
    for (const [key, guide] of Object.entries(guides)) {
      const worth = wanted.map((forms) => best(guide.words, forms));
      if (worth.every(Boolean)) found.set(key, worth.reduce((sum, part) => sum + part, 0));
    }
    return found;
  }

  function best(held, wanted) {
    let most = 0;
    for (const [place, weight] of held) {
      const kind = wanted.get(place);
      if (kind !== undefined) most = Math.max(most, kind === 2 ? weight + EXACT_BONUS : kind ? weight : 1);
    }
    return most;
  }

  function chosen() {
    const facets = {};
    for (const { name, value, checked } of boxes) if (checked) (facets[name] ??= []).push(value);
    return facets;
  }

  const fits = (key, facets, except) =>
    Object.entries(facets).every(([name, values]) => name === except || values.some((value) => guides[key].facets[name].includes(value)));

  function show() {
    const text = form.elements.q.value;
    const found = scores(text);
    const facets = chosen();
    const keys = [...found.keys()].filter((key) => fits(key, facets)).sort((a, b) => found.get(b) - found.get(a));
    const isAll = !words(text).length && !Object.keys(facets).length;
    one("all").hidden = !isAll;
    one("found").hidden = isAll;
    one("found").replaceChildren(...(isAll ? [] : keys.map((key) => rows.get(key).cloneNode(true))));
    one("empty").hidden = keys.length > 0;
    const about = text.trim() ? ` pour « ${text.trim()} »` : "";
    one("heading").textContent = isAll ? total : `${keys.length} guide${keys.length > 1 ? "s" : ""}${about}`;
    for (const box of boxes) {
      const count = [...found.keys()].filter((key) => fits(key, facets, box.name) && guides[key].facets[box.name].includes(box.value)).length;
      box.parentElement.hidden = !count && !box.checked;
      box.parentElement.querySelector("[data-count]").textContent = count;
    }
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    form.elements.q.value = asked.get("q") ?? "";
    for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
  }

  function write() {
    const said = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) said.append(name, value);
    try {
      history.replaceState(null, "", `?${said}`);
    } catch {
      // Some browsers let no file change its address.
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
    write();
    one("heading").focus();
  });
  document.addEventListener("change", ({ target }) => {
    if (!boxes.includes(target)) return;
    show();
    write();
    one("status").textContent = one("heading").textContent;
  });
  form.hidden = false;
  one("filters").hidden = false;
  if (matchMedia("(min-width: 56.01rem)").matches) one("filters").open = true;
  read();
  show();
})();
