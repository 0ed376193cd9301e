/* The filter of a listing: choices, a range of days and words narrow its rows; each state has its own address.
   The timeline asks for the rows by the event `bg-wanted`; the event `bg-rows` carries those that pass the filter. */
(function () {
  "use strict";
  const STEP = 200;
  /* more characters of the words are ignored */
  const LONGEST = 500;
  const root = document.querySelector(".bg-filter");
  if (!root) return;
  const { addressState, gettext, listingOrder, whole } = window.briefgen;
  const make = window.briefgen.makeElement.fromProperties;
  const known = JSON.parse(root.dataset.filter);
  const { words: wordsOf, queryWords, isQuoted } = window.briefgen.textFolding;
  /* the folded words of a text between spaces, each as a whole and in its parts */
  const plain = (text) => wordsOf(text).map(({ folded }) => " " + folded.replaceAll("-", "") + (folded.includes("-") ? " " + folded.replaceAll("-", " ") : "")).join("") + " ";

  /* hidden while the filter shows its results: the page's own list, and the table of contents */
  const lists = [];
  for (let one = root.nextElementSibling; one && !one.matches(".bg-citing"); one = one.nextElementSibling) lists.push(one);
  lists.push(...document.querySelectorAll(".md-nav--secondary"));

  let listing = null;
  let fields = null;
  let shown = STEP;
  let remaining = [];
  let counts = [];

  function read(code, index, more) {
    const [values, days, drawn] = code.split("~");
    const [first, last = first] = days.split("/");
    const cells = values ? values.split(";").map((cell) => (cell ? cell.split(",").map(Number) : [])) : [];
    return { cells, first, last, isDated: days !== "", drawn, index, ...more };
  }

  function fromPage() {
    const rows = [];
    for (const list of document.querySelectorAll("[data-rows]")) {
      const items = [...list.children];
      // rows take the day above their list, as other days may come between them
      const day = list.matches("h2.bg-day + *") ? " · " + list.previousElementSibling.firstChild.data : "";
      list.dataset.rows.split("|").forEach((code, n) => {
        const item = items[n];
        const text = (part) => (item.querySelector(part) || item).textContent;
        rows.push(read(code, rows.length, {
          words: plain(item.textContent + day), url: item.querySelector("a").href, title: text("a"), when: text(".bg-when__date"), node: () => {
            const own = item.cloneNode(true);
            if (day) own.append(make("span", { className: "bg-card__meta", textContent: day }));
            return own;
          },
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

  /* the reader's choices in the address: a value for each facet, `from`, `to`, `words`, `order` */
  const asked = () => Object.fromEntries(Object.keys(fields).map((key) => [key, addressState.read(key)]));
  const write = (state, isNew) => addressState.write(state, { isNew, dropsFragment: true });

  function tests(state) {
    const found = {};
    listing.facets.forEach((facet, n) => {
      if (!state[facet[0]]) return;
      const wanted = facet[2].findIndex(([id]) => id === state[facet[0]]);
      found[facet[0]] = (row) => row.cells[n].includes(wanted);
    });
    // days in the wrong order mean the time between them
    const [from, to] = state.from && state.to ? [state.from, state.to].sort() : [state.from, state.to];
    if (from) found.from = (row) => row.isDated && (row.last === "" || row.last >= from);
    if (to) found.to = (row) => row.isDated && row.first <= to;
    // in quotation marks, the row has the whole words
    const around = isQuoted(state.words) ? " " : "";
    const words = queryWords(state.words.slice(0, LONGEST)).map((word) => around + word + around);
    if (state.words) found.words = (row) => words.length > 0 && words.every((word) => row.words.includes(word));
    return found;
  }

  /* Returns the rows that pass all tests. Also counts, for each choice, the rows that it would leave if nothing else changed:
     those that fail no test of another field. */
  function passing(found) {
    const names = Object.keys(found);
    const position = Object.fromEntries(listing.facets.map(([key], n) => [key, n]));
    counts = listing.facets.map(([, , values]) => new Uint32Array(values.length));
    const left = [];
    for (const row of listing.rows) {
      const failed = names.filter((name) => !found[name](row));
      if (failed.length === 0) {
        left.push(row);
        for (let n = 0; n < counts.length; n += 1) for (const cell of row.cells[n]) counts[n][cell] += 1;
      } else if (failed.length === 1 && failed[0] in position) {
        const n = position[failed[0]];
        for (const cell of row.cells[n]) counts[n][cell] += 1;
      }
    }
    return left;
  }
  /* choices show their counts; with thousands of choices, only the field in use and the chosen value are updated */
  function updateCounts(field) {
    const n = listing.facets.findIndex(([key]) => fields[key] === field);
    if (n < 0) return;
    const isOpen = field === document.activeElement;
    listing.facets[n][2].forEach(([, label], value) => {
      const option = field.options[value + 1];
      const text = label + " (" + whole.format(counts[n][value]) + ")";
      if ((isOpen || option.selected) && option.text !== text) option.text = text;
    });
  }

  const own = document.querySelector("[data-rows]");
  const results = make(own.localName, { className: own.matches(".bg-list") ? "bg-list bg-list--wide" : own.className, hidden: true });
  const more = make("button", { type: "button", className: "bg-filter__more", hidden: true });
  const all = (count) => gettext("All %(count)s %(noun)s", { count: whole.format(count), noun: known.noun });
  const status = make("p", { textContent: all(known.total) });
  status.setAttribute("role", "status");
  const reset = make("button", { type: "button", textContent: gettext("Reset"), hidden: true });
  const body = make("div", { className: "bg-filter__fields" });
  const box = make("details", {}, make("summary", { textContent: gettext("Filter and sort") }), body);
  const form = make("form", { className: "bg-filter__form" }, box, make("div", { className: "bg-filter__told" }, status, reset));
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", gettext("Filter %(noun)s", { noun: known.noun }));

  function show() {
    const state = asked();
    for (const [key, field] of Object.entries(fields)) if (field.value !== state[key]) field.value = state[key];
    const found = tests(state);
    const narrowed = Object.keys(found).length > 0;
    const isOwn = !narrowed && !state.order;
    const rows = listingOrder(passing(found), state.order, listing.facets.findIndex(([key]) => key === state.order));
    remaining = rows;
    for (const one of Object.values(fields)) updateCounts(one);
    status.textContent = rows.length
      ? narrowed ? gettext("%(count)s of %(total)s %(noun)s", { count: whole.format(rows.length), total: whole.format(listing.rows.length), noun: known.noun }) : all(listing.rows.length)
      : gettext("No %(noun)s match all these filters.", { noun: known.noun });
    reset.hidden = isOwn;
    for (const one of lists) one.classList.toggle("bg-filtered", !isOwn);
    results.hidden = isOwn || rows.length === 0;
    results.replaceChildren(...(isOwn ? [] : rows.slice(0, shown).map((row) => row.node())));
    more.hidden = isOwn || rows.length <= shown;
    more.textContent = gettext("Show %(count)s more of %(total)s", { count: whole.format(Math.min(STEP, rows.length - shown)), total: whole.format(rows.length - shown) });
    sendRows();
  }
  function sendRows() {
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
    body.append(field("words", gettext("Words"), make("input", { type: "search", maxLength: LONGEST, autocomplete: "off", spellcheck: false })));
    for (const [key, label, values] of listing.facets) body.append(field(key, label, select([["", gettext("Any")], ...values])));
    if (listing.dates) {
      body.append(field("from", gettext("From"), make("input", { type: "date" })));
      body.append(field("to", gettext("Until"), make("input", { type: "date" })));
    }
    body.append(field("order", gettext("Order"), select([["", listing.order], ...listing.orders])));
    show();
  }

  let loading = null;
  function load() {
    if (!loading) {
      if (root.dataset.src) status.textContent = gettext("Loading the full list …");
      loading = Promise.resolve(root.dataset.src ? fromFile() : fromPage()).then((found) => {
        listing = found;
        build();
      }).catch(() => {
        loading = null;
        box.open = false;
        status.textContent = gettext("The full list could not be loaded; use the pages below.");
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
  const hasQuery = () => addressState.keys().length > 0;
  let typing = 0;
  form.addEventListener("input", (event) => {
    window.clearTimeout(typing);
    if (event.target.type === "search") typing = window.setTimeout(apply, 150, false);
    else apply(true);
  });
  form.addEventListener("focusin", (event) => { if (listing) updateCounts(event.target); });
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
  addressState.onTravel(() => { window.clearTimeout(typing); if (listing) { shown = STEP; show(); } else if (hasQuery()) load(); });

  root.addEventListener("bg-wanted", () => load().then(() => { if (listing) sendRows(); }));
  // the timeline has a place for the form beside its drawing
  const slot = document.querySelector(".bg-filter-place");
  root.append(results, more);
  if (slot) slot.append(form);
  else root.prepend(form);
  // on a phone the fields stay closed, so that the rows are seen first
  const isWide = window.matchMedia("(min-width: 60em)").matches;
  if (hasQuery()) load().then(() => { box.open = isWide && listing !== null; });
  else box.open = isWide && !root.dataset.src;
})();
