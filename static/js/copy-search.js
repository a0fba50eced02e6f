// Searches the catalogue in a local copy of the site. A classic script: from a folder, only the data script
// before it can be read. It uses the words and stems of the site's own search; without it, all guides are
// listed.

(() => {
  const { stopWords, forms, guides, order, recent } = window.copie;
  const one = (name) => document.querySelector(`[data-copy-${name}]`);
  const form = one("form");
  const boxes = [...document.querySelectorAll('[data-copy-filters] input[type="checkbox"]')];
  const rows = new Map([...document.querySelectorAll("[data-guide]")].map((row) => [row.dataset.guide, row]));
  const total = one("heading").textContent;
  const ELISIONS =
    /(?<!\p{L})(?:jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|qu|[cdjlmnst])['’‘ʼ`´′＇](?=\p{L})/gu;
  const COMPOUNDS = /[\p{L}\p{N}]+(?:[-‐‑][\p{L}\p{N}]+)*/gu;
  const LIGATURES = { œ: "oe", æ: "ae", ø: "o", ß: "ss", ı: "i" };
  const EXACT_BONUS = 2;
  const WORD_HELD = 1000;
  // The site's stemmer is not here. A word that no guide holds has a stem when its ending is that of a known word.
  const ENDINGS = new Set(
    forms.map(([form, stem]) => (form.startsWith(stem) ? form.slice(stem.length) : "")),
  );

  const fold = (text) =>
    text
      .toLowerCase()
      .replace(/[œæøßı]/g, (letter) => LIGATURES[letter])
      .normalize("NFKD")
      .replace(/\p{M}/gu, "");

  function words(text) {
    const compounds =
      fold(text.toLowerCase().replace(ELISIONS, " "))
        .replace(/['’‘ʼ`´′＇]/g, "")
        .match(COMPOUNDS) ?? [];
    const all = compounds.flatMap((compound) => {
      const parts = compound.split(/[-‐‑]/);
      return parts.length === 2 && parts[0].length <= 3 ? [parts.join("")] : parts;
    });
    const telling = all.filter((word) => !stopWords.includes(word));
    return [...new Set(telling.length ? telling : all)].slice(0, 12);
  }

  // The spelling of the closest form of a mistyped word, with the site's limits (one mistake from four letters,
  // two from seven) and order: fewest mistakes, same first letter, most guides.
  function nearest(word) {
    const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
    let best;
    for (const [place, [form, , spelling]] of forms.entries()) {
      const far = Math.abs(form.length - word.length) > most ? Infinity : distance(form, word);
      if (far > most) continue;
      const rank = [far, Number(form[0] !== word[0]), -holders(place)];
      if (!best || isBefore(rank, best.rank)) best = { rank, spelling: spelling ?? form };
    }
    return best?.spelling;
  }

  const holders = (place) =>
    Object.values(guides).filter(({ words }) => words.some(([held]) => held === place)).length;

  function isBefore(rank, other) {
    const place = rank.findIndex((value, index) => value !== other[index]);
    return place >= 0 && rank[place] < other[place];
  }

  // Edit distance that counts a swap of adjacent letters as one (optimal string alignment).
  function distance(one, other) {
    let before = [],
      last = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  // Score how each form matches a word: the exact form, then the same stem, then a longer word.
  function answers(word, isLast) {
    const found = new Map();
    const own = forms.find(([form]) => form === word)?.[1]; // The stem, when a guide contains the word.
    const hasStem = (stem) =>
      stem.length > 2 && word.startsWith(stem) && ENDINGS.has(word.slice(stem.length));
    forms.forEach(([formed, stem], place) => {
      if (formed === word) found.set(place, 2);
      else if (own === undefined ? hasStem(stem) && formed.startsWith(stem) : stem === own)
        found.set(place, 1);
      else if (isLast && word.length > 2 && formed.startsWith(word)) found.set(place, 0);
    });
    const isBeginning = ![...found.values()].some(Boolean);
    return isBeginning ? new Map([...found.keys()].map((place) => [place, 1])) : found;
  }

  // Return guides with all words; otherwise with corrected words; otherwise with some of the words.
  function search(text) {
    const typed = words(text);
    const found = scores(typed);
    if (found.size || !typed.length) return { found };
    const spellings = new Map();
    for (const [place, word] of typed.entries()) {
      const spelling = answers(word, place === typed.length - 1).size ? undefined : nearest(word);
      if (spelling) spellings.set(word, spelling);
    }
    const rewritten = text.replace(COMPOUNDS, (token) => {
      const [word, ...others] = words(token);
      return (others.length ? undefined : spellings.get(word)) ?? token;
    });
    const corrected = spellings.size ? rewritten : undefined;
    const better = scores(words(rewritten));
    if (better.size || typed.length === 1) return { found: better, corrected };
    return { found: scores(words(rewritten), false), corrected, isPartial: true };
  }

  function scores(typed, isEvery = true) {
    const wanted = typed.map((word, place) => answers(word, place === typed.length - 1));
    const found = new Map();
    for (const key of (typed.length ? order : recent).map(String)) {
      const worth = wanted.map((forms) => best(guides[key].words, forms));
      const sum = worth.reduce((before, part) => before + part + (part && !isEvery ? WORD_HELD : 0), 0);
      if (isEvery ? worth.every(Boolean) : sum) found.set(key, sum);
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
    for (const { name, value, checked } of boxes) {
      if (checked) facets[name] = [...(facets[name] ?? []), value];
    }
    return facets;
  }

  const fits = (key, facets, except) =>
    Object.entries(facets).every(
      ([name, values]) => name === except || values.some((value) => guides[key].facets[name].includes(value)),
    );

  function show() {
    const text = form.elements.q.value.trim();
    const { found, corrected, isPartial } = search(text);
    const facets = chosen();
    const keys = [...found.keys()]
      .filter((key) => fits(key, facets))
      .sort((a, b) => found.get(b) - found.get(a));
    const isAll = !words(text).length && !Object.keys(facets).length;
    one("all").hidden = !isAll && keys.length > 0;
    one("found").hidden = isAll || !keys.length;
    one("found").replaceChildren(...(isAll ? [] : keys.map((key) => rows.get(key).cloneNode(true))));
    one("empty").hidden = keys.length > 0;
    one("corrected").hidden = !corrected;
    one("partial").hidden = !isPartial || !keys.length;
    one("corrected").textContent = corrected ? `Aucun guide ne dit «\u00a0${text}\u00a0».` : "";
    const about = text ? ` pour «\u00a0${corrected ?? text}\u00a0»` : "";
    const count = keys.length ? `${keys.length} guide${keys.length > 1 ? "s" : ""}` : "Aucun guide";
    one("heading").textContent = isAll ? total : count + about;
    for (const box of boxes) {
      const count = [...found.keys()].filter(
        (key) => fits(key, facets, box.name) && guides[key].facets[box.name].includes(box.value),
      ).length;
      box.parentElement.hidden = !count && !box.checked;
      box.parentElement.querySelector("[data-count]").textContent = count;
    }
    for (const facet of document.querySelectorAll("[data-copy-filters] .facet"))
      facet.hidden = ![...facet.querySelectorAll("label")].some((label) => !label.hidden);
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
      // Some browsers do not let a local file change its address.
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
  one("plain").hidden = true;
  form.hidden = false;
  one("filters").hidden = false;
  if (matchMedia("(min-width: 56.01rem)").matches) one("filters").open = true;
  read();
  show();
})();
