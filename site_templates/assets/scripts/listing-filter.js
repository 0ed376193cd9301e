/* The filter of a listing: choices, a range of days and words narrow its rows; each state has an address of its own.
   A drawing of the same rows asks for them by the event `bg-wanted` and hears of those that are left by `bg-rows`. */
(function () {
  "use strict";
  const STEP = 200;
  const root = document.querySelector(".bg-filter");
  if (!root) return;
  const known = JSON.parse(root.dataset.filter);
  const whole = new Intl.NumberFormat("en");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /* the page's own list: all between the filter and the block after it; and its headings at the side */
  const lists = [];
  for (let one = root.nextElementSibling; one && !one.matches(".bg-citing"); one = one.nextElementSibling) lists.push(one);
  lists.push(...document.querySelectorAll(".md-nav--secondary"));

  let listing = null;
  let fields = null;
  let shown = STEP;
  let remaining = [];
  let counts = [];

  function make(tag, properties, ...children) {
    const one = Object.assign(document.createElement(tag), properties);
    one.append(...children);
    return one;
  }

  function read(code, index, more) {
    const [values, days, drawn] = code.split("~");
    const [first, last = first] = days.split("/");
    const cells = values ? values.split(";").map((cell) => (cell ? cell.split(",").map(Number) : [])) : [];
    return { cells, first, last, has: days !== "", drawn, index, ...more };
  }

  function fromPage() {
    const rows = [];
    for (const list of document.querySelectorAll("[data-rows]")) {
      const items = [...list.children];
      list.dataset.rows.split("|").forEach((code, n) => {
        const item = items[n];
        const text = (part) => (item.querySelector(part) || item).textContent;
        rows.push(read(code, rows.length, {
          words: plain(item.textContent), url: item.querySelector("a").href, title: text("a"), when: text(".bg-when__date"), node: () => item.cloneNode(true),
        }));
      });
    }
    return { ...known, rows };
  }

  async function fromFile() {
    const file = new URL(root.dataset.src, document.baseURI);
    const answer = await fetch(file);
    if (!answer.ok) throw new Error(String(answer.status));
    const data = await answer.json();
    const home = new URL("../../../", file);
    const rows = data.rows.map(([path, title, meta, code, when], index) => {
      const url = new URL(path, home).href;
      const card = () => [make("a", { href: url, textContent: title }), " ", make("span", { className: "bg-card__meta", textContent: meta })];
      const dated = () => make("li", { className: "bg-when" }, make("span", { className: "bg-when__date", textContent: when }), make("div", {}, ...card()));
      return read(code, index, {
        words: plain([title, meta, when].join(" ")), url, title, when, node: () => (when ? dated() : make("li", {}, ...card())),
      });
    });
    return { ...known, ...data, rows };
  }

  /* what is asked for, as it stands in the address: one word for each facet, `from`, `to`, `words`, `order` */
  function asked() {
    const query = new URLSearchParams(location.search);
    const found = {};
    for (const key of Object.keys(fields)) found[key] = query.get(key) || "";
    return found;
  }
  function write(state, isNew) {
    const query = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(state)) value ? query.set(key, value) : query.delete(key);
    const words = query.toString();
    const address = location.pathname + (words ? "?" + words : "");
    if (address === location.pathname + location.search) return;
    history[isNew ? "pushState" : "replaceState"](null, "", address);
  }

  function tests(state) {
    const found = {};
    listing.facets.forEach((facet, n) => {
      if (!state[facet[0]]) return;
      const wanted = facet[2].findIndex(([id]) => id === state[facet[0]]);
      found[facet[0]] = (row) => row.cells[n].includes(wanted);
    });
    // days the wrong way round mean what lies between them
    const [from, to] = state.from && state.to ? [state.from, state.to].sort() : [state.from, state.to];
    if (from) found.from = (row) => row.has && (row.last === "" || row.last >= from);
    if (to) found.to = (row) => row.has && row.first <= to;
    const words = plain(state.words).split(/\s+/).filter(Boolean);
    if (words.length) found.words = (row) => words.every((word) => row.words.includes(word));
    return found;
  }

  /* the rows that are left, and how many each choice would leave with all else as it is: those that fail no other test */
  function sift(found) {
    const names = Object.keys(found);
    const place = Object.fromEntries(listing.facets.map(([key], n) => [key, n]));
    counts = listing.facets.map(([, , values]) => new Uint32Array(values.length));
    const left = [];
    for (const row of listing.rows) {
      const failed = names.filter((name) => !found[name](row));
      if (failed.length === 0) {
        left.push(row);
        for (let n = 0; n < counts.length; n += 1) for (const cell of row.cells[n]) counts[n][cell] += 1;
      } else if (failed.length === 1 && failed[0] in place) {
        const n = place[failed[0]];
        for (const cell of row.cells[n]) counts[n][cell] += 1;
      }
    }
    return left;
  }
  /* a choice says its count; thousands of them say it only where somebody looks */
  function number(field) {
    const n = listing.facets.findIndex(([key]) => fields[key] === field);
    if (n < 0) return;
    const isOpen = field === document.activeElement;
    listing.facets[n][2].forEach(([, label], value) => {
      const option = field.options[value + 1];
      const text = label + " (" + whole.format(counts[n][value]) + ")";
      if ((isOpen || option.selected) && option.text !== text) option.text = text;
    });
  }

  function sorted(rows, order) {
    const n = listing.facets.findIndex(([key]) => key === order);
    const late = (row) => (row.has ? 0 : 1);
    if (order === "new") return rows.sort((a, b) => late(a) - late(b) || (a.first < b.first ? 1 : a.first > b.first ? -1 : 0) || a.index - b.index);
    if (order === "old") return rows.sort((a, b) => late(a) - late(b) || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0) || a.index - b.index);
    const rank = (row) => (row.cells[n].length ? row.cells[n][0] : Infinity);
    return n < 0 ? rows : rows.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)) || a.index - b.index);
  }

  const own = document.querySelector("[data-rows]");
  const results = make(own.localName, { className: own.matches(".bg-list") ? "bg-list bg-list--wide" : own.className, hidden: true });
  const more = make("button", { type: "button", className: "bg-filter__more", hidden: true });
  const told = make("p", { textContent: "All " + whole.format(known.total) + " " + known.noun });
  told.setAttribute("role", "status");
  const reset = make("button", { type: "button", textContent: "Reset", hidden: true });
  const body = make("div", { className: "bg-filter__fields" });
  const box = make("details", {}, make("summary", { textContent: "Filter and sort these " + known.noun }), body);
  const form = make("form", { className: "bg-filter__form" }, box, make("div", { className: "bg-filter__told" }, told, reset));
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "Filter " + known.noun);

  function show() {
    const state = asked();
    for (const [key, field] of Object.entries(fields)) if (field.value !== state[key]) field.value = state[key];
    const found = tests(state);
    const narrowed = Object.keys(found).length > 0;
    const isOwn = !narrowed && !state.order;
    const rows = sorted(sift(found), state.order);
    remaining = rows;
    for (const one of Object.values(fields)) number(one);
    told.textContent = rows.length
      ? narrowed ? whole.format(rows.length) + " of " + whole.format(listing.rows.length) + " " + known.noun : "All " + whole.format(listing.rows.length) + " " + known.noun
      : "Nothing fits: none of the " + whole.format(listing.rows.length) + " " + known.noun + " has all of this.";
    reset.hidden = isOwn;
    for (const one of lists) one.classList.toggle("bg-filtered", !isOwn);
    results.hidden = isOwn || rows.length === 0;
    results.replaceChildren(...(isOwn ? [] : rows.slice(0, shown).map((row) => row.node())));
    more.hidden = isOwn || rows.length <= shown;
    more.textContent = "Show " + whole.format(Math.min(STEP, rows.length - shown)) + " more of " + whole.format(rows.length - shown);
    tell();
  }
  function tell() {
    root.dispatchEvent(new CustomEvent("bg-rows", { detail: remaining }));
  }

  function field(key, label, control) {
    control.id = "bg-filter-" + key;
    fields[key] = control;
    return make("div", { className: key === "words" ? "bg-filter__words" : "" }, make("label", { htmlFor: control.id, textContent: label }), control);
  }
  function select(choices) {
    return make("select", {}, ...choices.map(([value, label]) => make("option", { value, textContent: label })));
  }
  function build() {
    fields = {};
    body.append(field("words", "Words", make("input", { type: "search", autocomplete: "off", spellcheck: false })));
    for (const [key, label, values] of listing.facets) body.append(field(key, label, select([["", "any"], ...values])));
    if (listing.dates) {
      body.append(field("from", listing.dates + " on or after", make("input", { type: "date" })));
      body.append(field("to", listing.dates + " on or before", make("input", { type: "date" })));
    }
    body.append(field("order", "Order", select([["", listing.order], ...listing.orders])));
    show();
  }

  let loading = null;
  function load() {
    if (!loading) {
      if (root.dataset.src) told.textContent = "Fetching the whole list …";
      loading = Promise.resolve(root.dataset.src ? fromFile() : fromPage()).then((found) => {
        listing = found;
        build();
      }).catch(() => {
        loading = null;
        box.open = false;
        told.textContent = "The whole list could not be fetched. The pages below have it.";
      });
    }
    return loading;
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  function apply(isNew) {
    shown = STEP;
    write(Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, one.value.trim()])), isNew);
    show();
  }
  let typing = 0;
  form.addEventListener("input", (event) => {
    window.clearTimeout(typing);
    if (event.target.type === "search") typing = window.setTimeout(apply, 150, false);
    else apply(true);
  });
  form.addEventListener("focusin", (event) => { if (listing) number(event.target); });
  reset.addEventListener("click", () => {
    shown = STEP;
    write(Object.fromEntries(Object.keys(fields).map((key) => [key, ""])), true);
    show();
    box.firstElementChild.focus();
  });
  more.addEventListener("click", () => {
    const next = shown;
    shown += STEP;
    show();
    results.children[next]?.querySelector("a").focus();
  });
  box.addEventListener("toggle", () => { if (box.open) load(); });
  window.addEventListener("popstate", () => { window.clearTimeout(typing); if (listing) { shown = STEP; show(); } else if (location.search) load(); });

  root.addEventListener("bg-wanted", () => load().then(() => { if (listing) tell(); }));
  root.append(form, results, more);
  // on a phone the rows come first
  const isWide = window.matchMedia("(min-width: 60em)").matches;
  if (location.search) load().then(() => { box.open = isWide && listing !== null; });
  else box.open = isWide && !root.dataset.src;
})();
