/* The position matrix: rows and parties are sorted and filtered, each state with its own address.
   `matrix-grid.js` has the keyboard, `matrix-evidence.js` the evidence that a cell opens. */
(function () {
  "use strict";
  const table = document.querySelector(".bg-matrix");
  if (!table) return;
  const { addressState, gettext, ngettext, whole } = window.briefgen;
  const make = window.briefgen.makeElement.fromAttributes;
  const all = (selector, within) => [...(within || document).querySelectorAll(selector)];
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row, index) => ({ row, index, id: row.dataset.subject, number: row.dataset.number, themes: row.dataset.themes.split(" ") }));
  const parties = all("thead [data-party]", table).map((head) => ({ id: head.dataset.party, name: head.textContent.trim(), column: head.cellIndex, head }));
  const slider = document.querySelector(".bg-asof-control");
  const levels = all(".bg-answer [data-between]").map((item) => item.dataset.between);
  const kindOf = (badge) => /bg-stance--([\w-]+)/.exec(badge.className)[1];
  const stances = all(".bg-legend--meanings .bg-stance").map((badge) => ({ id: kindOf(badge), word: badge.querySelector(".bg-chip__word").textContent }));
  const day = () => (slider && slider.dataset.day) || "";
  const isLater = (element) => day() !== "" && element.dataset.from > day();
  const shifts = all("div.bg-moves li");

  /* the voices of a cell: actor, stance, strength, and the stances of weaker statements beside it */
  const voicesOf = (row, party) => JSON.parse(row.cells[party.column].querySelector(".bg-position").dataset.voices);
  function stanceOf(row, party) {
    const found = new Set(voicesOf(row, party).map((voice) => voice[1]));
    return !found.size ? "unknown" : found.size === 1 ? [...found][0] : "mixed";
  }
  const isKnown = (cell) => cell.querySelector(".bg-cell") !== null;
  const lastSaid = (cell) => cell.querySelector(".bg-position").dataset.said || "";
  const { measure } = window.briefgen.agreement;

  /* The controls. They are made here, so that without scripts no page has controls that do nothing. */
  const root = document.querySelector(".bg-ways");
  const themes = all("[data-theme]", root).map((one) => [one.dataset.theme, one.textContent]);
  const levelWord = (level) => document.querySelector(".bg-legend--meanings .bg-between--" + level).lastChild.textContent.trim();
  const fields = {};
  function select(key, label, choices) {
    fields[key] = make("select", { id: "bg-ways-" + key }, ...choices.map(([value, text]) => make("option", { value }, text)));
    return make("div", {}, make("label", { for: "bg-ways-" + key }, label), fields[key]);
  }
  const boxes = parties.map((party) => make("input", { type: "checkbox", value: party.id }));
  const chosen = make("fieldset", { class: "bg-ways__parties" }, make("legend", {}, gettext("Parties shown")), ...boxes.map((box, n) => make("label", {}, box, " ", parties[n].name)));
  const status = make("p", { role: "status" });
  const reset = make("button", { type: "button", hidden: "" }, gettext("Reset"));
  const box = make("details", {}, make("summary", {}, gettext("Filter and sort the table")), make("div", { class: "bg-filter__fields" },
    ...(themes.length ? [select("theme", gettext("Theme"), [["", gettext("any")], ...themes])] : []),
    select("between", gettext("Differences"), [["", gettext("any")], ...levels.map((level) => [level, levelWord(level)]), ["moved", gettext("a party shifted")]]),
    select("stance", gettext("A party’s stance"), [["", gettext("any")], ...stances.map((one) => [one.id, one.word]), ["unknown", gettext("no position")]]),
    select("sort", gettext("Order"), [["", gettext("as in the plan")], ["disagreement", gettext("farthest apart first")], ["latest", gettext("latest statement first")],
      ...parties.map((party) => ["by-" + party.id, gettext("by stance of %(party)s", { party: party.name })])])), chosen);
  const form = make("form", { class: "bg-filter__form", role: "search", "aria-label": gettext("Sort and filter the matrix") }, box, make("div", { class: "bg-filter__told" }, status, reset));
  root.replaceChildren(form);
  const fold = root.closest("details");
  root.hidden = false;

  function read() {
    for (const [key, field] of Object.entries(fields)) {
      field.value = addressState.read(key);
      if (field.selectedIndex < 0) field.value = "";
    }
    const asked = addressState.read("party").split(",");
    const some = asked[0] === "none" || boxes.some((one) => asked.includes(one.value));
    for (const one of boxes) one.checked = !some || asked.includes(one.value);
  }
  function write() {
    const changes = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.value]));
    const shown = boxes.filter((one) => one.checked).map((one) => one.value);
    changes.party = shown.length === boxes.length ? "" : shown.join(",") || "none";
    addressState.write(changes, { isNew: true, hasLists: true });
  }

  function show() {
    const shown = parties.filter((party, n) => boxes[n].checked);
    const value = (key) => (fields[key] ? fields[key].value : "");
    for (const party of parties) {
      for (const row of table.rows) row.cells[party.column].hidden = !shown.includes(party);
    }
    for (const one of rows) {
      const cells = shown.map((party) => one.row.cells[party.column]);
      one.between = measure(shown.map((party) => ({ column: party.id, voices: voicesOf(one.row, party) })));
      one.moved = shifts.some((shift) => shift.dataset.subject === one.id && shown.some((party) => party.id === shift.dataset.party) && !isLater(shift));
      one.latest = cells.map(lastSaid).sort().pop() || "";
      const sample = document.querySelector(".bg-legend--meanings .bg-between--" + one.between.level).cloneNode(true);
      sample.dataset.level = one.between.level;
      one.row.cells[0].querySelector(".bg-counted")?.remove();
      one.row.cells[0].querySelector(".bg-between").replaceWith(sample);
      const counted = window.briefgen.agreement.words(one.between);
      if (counted) sample.after(" ", make("span", { class: "bg-counted" }, counted));
      const fits = (!value("theme") || one.themes.includes(value("theme")))
        && (!value("between") || (value("between") === "moved" ? one.moved : one.between.level === value("between")))
        && (!value("stance") || shown.some((party) => stanceOf(one.row, party) === value("stance")));
      one.row.hidden = !fits;
    }
    const order = value("sort");
    const party = parties.find((one) => "by-" + one.id === order);
    const rank = (one) => (party ? stances.findIndex((stance) => stance.id === stanceOf(one.row, party)) + 1 || 9 : levels.indexOf(one.between.level) * 1000 - one.between.pairs);
    const sorted = [...rows].sort((a, b) => {
      if (order === "latest") return (a.latest < b.latest ? 1 : a.latest > b.latest ? -1 : 0) || a.index - b.index;
      return (order ? rank(a) - rank(b) : 0) || a.index - b.index;
    });
    body.append(...sorted.map((one) => one.row));
    for (const one of parties) one === party ? one.head.setAttribute("aria-sort", "ascending") : one.head.removeAttribute("aria-sort");
    const fit = rows.filter((one) => !one.row.hidden);
    status.textContent = !shown.length ? gettext("No party is chosen") : shown.length === parties.length ? rowsInWords(fit.length)
      : rowsInWords(fit.length) + ", " + ngettext("%(some)s of %(count)s party", "%(some)s of %(count)s parties", parties.length, { some: whole.format(shown.length) });
    reset.hidden = !Object.values(fields).some((field) => field.value) && shown.length === parties.length;
    updateSummary();
    grid.refresh();
  }
  function rowsInWords(fit) {
    if (fit === rows.length) return ngettext("All %(count)s rows", "All %(count)s rows", fit);
    return fit ? ngettext("%(some)s of %(count)s rows", "%(some)s of %(count)s rows", rows.length, { some: whole.format(fit) })
      : ngettext("None of %(count)s rows", "None of %(count)s rows", rows.length);
  }
  /* the summary follows what the table shows, unless the table is only one of several pages */
  const path = (place) => place.pathname.replace(/index\.html$/, "");
  const isWhole = all(".bg-answer__points a").every((link) => path(link) === path(location));
  function updateSummary() {
    const points = rows.filter((one) => one.number);
    for (const item of isWhole ? all(".bg-answer [data-between]") : []) {
      const found = points.filter((one) => one.between.level === item.dataset.between);
      item.hidden = !found.length;
      item.querySelector(".bg-answer__count").textContent = ngettext("%(some)s of %(count)s point", "%(some)s of %(count)s points", points.length, { some: whole.format(found.length) });
      item.querySelector(".bg-answer__points").replaceChildren(...found.flatMap((one) => [make("a", { href: "#" + one.row.id }, one.number), " "]));
    }
    for (const move of all(".bg-moves li")) move.hidden = isLater(move) || boxes.some((one) => one.value === move.dataset.party && !one.checked);
    const earlier = document.querySelector("div.bg-moves details");
    if (earlier && !earlier.parentElement.querySelector("ul:first-of-type > li:not([hidden])")) earlier.open = true;
  }
  /* of a block of statements, those up to the chosen day; shifts are those known today */
  function adjust(block) {
    for (const entry of all(".bg-helds > li", block)) entry.hidden = isLater(entry);
    for (const line of all(".bg-movement", block)) line.hidden = day() !== "";
  }
  /* On a phone a row is one line of signs, and a button opens it. Without this script all rows are open. */
  for (const one of rows) {
    const opener = make("button", { type: "button", class: "bg-matrix__opener", "aria-expanded": "false" }, make("span", {}, gettext("Who said so")), make("span", { class: "bg-sr" }, " " + gettext("on %(subject)s", { subject: one.row.querySelector(".bg-matrix__name").textContent })));
    one.row.classList.add("bg-matrix__row--shut");
    opener.addEventListener("click", () => {
      const isShut = one.row.classList.toggle("bg-matrix__row--shut");
      opener.setAttribute("aria-expanded", String(!isShut));
      opener.firstElementChild.textContent = isShut ? gettext("Who said so") : gettext("Signs only");
    });
    one.row.cells[0].append(" ", opener);
  }

  const grid = window.briefgen.matrixGrid(table);
  const evidence = window.briefgen.matrixEvidence({ table, focusable: grid.focusable, adjust });

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => { write(); show(); });
  function clear() {
    for (const field of Object.values(fields)) field.value = "";
    for (const one of boxes) one.checked = true;
    write();
    show();
  }
  reset.addEventListener("click", () => {
    clear();
    box.firstElementChild.focus();
  });
  /* a row or a cell of another page of the matrix: the summary links to each row */
  function followElsewhere(id) {
    const subject = id.startsWith("row-") ? id : "row-" + id.slice(id.indexOf("--") + 2);
    const link = all(".bg-answer a").find((one) => one.hash === "#" + subject && path(one) !== path(location));
    if (link) location.assign(link.pathname + "#" + id);
    return false;
  }
  /* goes to a row or a cell; a filter that hides it is cleared */
  function goTo(id) {
    const cell = all("td[data-cell]", body).find((one) => one.dataset.cell === id);
    const row = cell ? cell.parentElement : rows.map((one) => one.row).find((one) => one.id === id);
    if (!row || (cell && !isKnown(cell))) return followElsewhere(id);
    if (row.hidden || (cell && cell.hidden)) clear();
    grid.moveTo(cell || row.cells[0], true);
    if (cell) evidence.open(cell);
    else row.scrollIntoView();
    return true;
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".bg-answer a, .bg-moves a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && link.hash && path(link) === path(location) && goTo(link.hash.slice(1))) event.preventDefault();
  });
  /* a button beside each line of the summary shows only the rows that it counts */
  for (const item of all(".bg-answer [data-between], .bg-moves__head")) {
    const level = item.dataset.between || "moved";
    const button = make("button", { type: "button", class: "bg-answer__show", "aria-label": gettext("Show only these: %(what)s", { what: level === "moved" ? gettext("a party shifted") : levelWord(level) }) }, gettext("Show"));
    button.addEventListener("click", () => { fields.between.value = level; write(); show(); fold.open = true; box.firstElementChild.focus({ preventScroll: true }); root.scrollIntoView(); });
    item.insertBefore(button, item.querySelector(".bg-label"));
  }
  addressState.onTravel(() => {
    if (evidence.openId() !== addressState.fragment()) evidence.close(true);
    read();
    show();
  });
  addressState.onFragment(() => goTo(addressState.fragment()));
  if (slider) slider.addEventListener("bg-asof", () => { evidence.close(false); show(); });
  read();
  show();
  // the table comes first; where the address has filters, they are shown
  box.open = !reset.hidden && window.matchMedia("(min-width: 60em)").matches;
  fold.open = !reset.hidden || day() !== "";
  goTo(addressState.fragment());
})();
