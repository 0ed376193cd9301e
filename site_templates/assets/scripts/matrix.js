/* The position matrix: sorted and narrowed, with an address for each state; moved through with the arrow keys; its cells open their evidence. */
(function () {
  "use strict";
  const table = document.querySelector(".bg-matrix");
  if (!table) return;
  const all = (selector, within) => [...(within || document).querySelectorAll(selector)];
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row, index) => ({ row, index, id: row.dataset.subject, number: row.dataset.number, themes: row.dataset.themes.split(" ") }));
  const parties = all("thead [data-party]", table).map((head) => ({ id: head.dataset.party, name: head.textContent.trim(), column: head.cellIndex, head }));
  const blocks = all(".bg-holding");
  const blockOf = new Map(blocks.map((block) => [block.id, { block, entries: all(".bg-helds > li", block) }]));
  const clock = document.querySelector(".bg-asof-control");
  const levels = all(".bg-answer [data-between]").map((item) => item.dataset.between);
  const kind = (chip) => /--([\w-]+)/.exec(chip.className)[1];
  const stances = all(".bg-legend .bg-stance").map((chip) => ({ id: kind(chip), word: chip.lastChild.textContent.trim() }));
  const wordOf = new Map(stances.map((stance) => [stance.id, stance.word]));
  const day = () => (clock && clock.dataset.day) || "";
  const isLater = (element) => day() !== "" && element.dataset.from > day();

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  function stanceOf(row, party) {
    const chip = row.cells[party.column].querySelector(".bg-stance");
    return chip ? kind(chip) : "unknown";
  }
  /* the same measure as in briefgen/matrix.py, for the parties that are shown */
  function between(row, shown) {
    const told = shown.map((party) => stanceOf(row, party)).filter((stance) => stance !== "unknown" && stance !== "unclear");
    const pairs = told.reduce((sum, one, n) => sum + told.slice(n + 1).filter((other) => other !== one).length, 0);
    if (told.length < 2) return { level: "few", pairs: 0 };
    if (!pairs) return { level: "same", pairs };
    return { level: told.includes("rejects") && told.some((one) => one.startsWith("accepts")) ? "opposed" : "differ", pairs };
  }
  const known = (cell) => (blockOf.get(cell.dataset.cell) || { entries: [] }).entries.filter((entry) => !isLater(entry));
  /* where a stance was another than before, oldest first */
  const steps = (entries) => [...entries].reverse().filter((entry, n, list) => !n || entry.dataset.stance !== list[n - 1].dataset.stance);

  /* the controls; the script makes them, so that nothing stands there that does not work */
  const root = document.querySelector(".bg-ways");
  const themes = all("[data-theme]", root).map((one) => [one.dataset.theme, one.textContent]);
  const levelWord = (level) => document.querySelector(".bg-legend .bg-between--" + level).lastChild.textContent.trim();
  const fields = {};
  function select(key, label, choices) {
    fields[key] = make("select", { id: "bg-ways-" + key }, ...choices.map(([value, text]) => make("option", { value }, text)));
    return make("div", {}, make("label", { for: "bg-ways-" + key }, label), fields[key]);
  }
  const boxes = parties.map((party) => make("input", { type: "checkbox", value: party.id }));
  const chosen = make("fieldset", { class: "bg-ways__parties" }, make("legend", {}, "Parties shown"), ...boxes.map((box, n) => make("label", {}, box, " ", parties[n].name)));
  const told = make("p", { role: "status" });
  const reset = make("button", { type: "button", hidden: "" }, "Reset");
  const box = make("details", {}, make("summary", {}, "Sort and filter the rows"), make("div", { class: "bg-filter__fields" },
    ...(themes.length ? [select("theme", "Theme", [["", "any"], ...themes])] : []),
    select("between", "Differences", [["", "any"], ...levels.map((level) => [level, levelWord(level)]), ["moved", "a party moved"]]),
    select("stance", "A party’s stance", [["", "any"], ...stances.map((one) => [one.id, one.word]), ["unknown", "not known"]]),
    select("sort", "Order", [["", "as in the plan"], ["disagreement", "farthest apart first"], ["latest", "latest statement first"], ...parties.map((party) => ["by-" + party.id, "by stance of " + party.name])])), chosen);
  const form = make("form", { class: "bg-filter__form", role: "search", "aria-label": "Sort and filter the matrix" }, box, make("div", { class: "bg-filter__told" }, told, reset));
  root.replaceChildren(form);
  root.hidden = false;

  function read() {
    const query = new URLSearchParams(location.search);
    for (const [key, field] of Object.entries(fields)) {
      field.value = query.get(key) || "";
      if (field.selectedIndex < 0) field.value = "";
    }
    const asked = (query.get("party") || "").split(",");
    const some = asked[0] === "none" || boxes.some((one) => asked.includes(one.value));
    for (const one of boxes) one.checked = !some || asked.includes(one.value);
  }
  function write() {
    const query = new URLSearchParams(location.search);
    for (const [key, field] of Object.entries(fields)) field.value ? query.set(key, field.value) : query.delete(key);
    const shown = boxes.filter((one) => one.checked).map((one) => one.value);
    shown.length === boxes.length ? query.delete("party") : query.set("party", shown.join(",") || "none");
    const words = query.toString().replaceAll("%2C", ",");
    if (words !== location.search.slice(1)) history.pushState(null, "", location.pathname + (words ? "?" + words : "") + location.hash);
  }

  function show() {
    const shown = parties.filter((party, n) => boxes[n].checked);
    const value = (key) => (fields[key] ? fields[key].value : "");
    for (const party of parties) {
      for (const row of table.rows) row.cells[party.column].hidden = !shown.includes(party);
    }
    for (const one of rows) {
      const cells = shown.map((party) => one.row.cells[party.column]);
      one.between = between(one.row, shown);
      one.moved = cells.some((cell) => steps(known(cell)).length > 1);
      one.latest = cells.map((cell) => known(cell).map((entry) => entry.dataset.said).sort().pop() || "").sort().pop() || "";
      const sample = document.querySelector(".bg-legend .bg-between--" + one.between.level);
      one.row.cells[0].querySelector(".bg-between").replaceWith(sample.cloneNode(true));
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
    told.textContent = !shown.length ? "No party is chosen" : (fit.length === rows.length ? "All " + rows.length : fit.length ? fit.length + " of " + rows.length : "None of " + rows.length) + " rows"
      + (shown.length === parties.length ? "" : ", " + shown.length + " of " + parties.length + " parties");
    reset.hidden = !Object.values(fields).some((field) => field.value) && shown.length === parties.length;
    summarise();
    evidence(new Set(fit.map((one) => one.id)), new Set(shown.map((one) => one.id)));
    rove();
  }
  /* the lines above the table say what it shows */
  function summarise() {
    const points = rows.filter((one) => one.number);
    for (const item of all(".bg-answer [data-between]")) {
      const found = points.filter((one) => one.between.level === item.dataset.between);
      item.hidden = !found.length;
      item.querySelector(".bg-answer__count").textContent = found.length + " of " + points.length + (points.length === 1 ? " point" : " points");
      item.querySelector(".bg-answer__points").replaceChildren(...found.flatMap((one) => [make("a", { href: "#" + one.row.id }, one.number), " "]));
    }
    for (const move of all(".bg-moves li")) move.hidden = isLater(move) || !boxes.find((one) => one.value === move.dataset.party).checked;
    const earlier = document.querySelector(".bg-moves details");
    if (earlier && !earlier.parentElement.querySelector("ul:first-of-type > li:not([hidden])")) earlier.open = true;
  }
  /* what stands below the table, and what a cell opens: the same rows and parties, up to the day */
  function evidence(subjects, shown) {
    for (const section of all(".bg-on")) section.hidden = !subjects.has(section.dataset.subject);
    for (const { block, entries } of blockOf.values()) {
      for (const entry of entries) entry.hidden = isLater(entry);
      const now = entries.filter((entry) => !entry.hidden);
      block.hidden = !now.length || !shown.has(block.dataset.party);
      const line = block.querySelector(".bg-movement");
      if (!line) continue;
      line.hidden = now.length < 2;
      const found = steps(now);
      line.lastElementChild.replaceChildren(...found.flatMap((entry, n) => [n ? " → " : "", make("a", { href: entry.querySelector(".bg-held__at").href }, wordOf.get(entry.dataset.stance)), " (" + entry.dataset.on + ")"]),
        found.length === 1 ? ", the same in all " + now.length + " statements" : "");
    }
    if (!day()) return;
    for (const cell of all("td[data-cell]", body)) {
      const found = steps(known(cell));
      const link = cell.querySelector("a");
      if (link && found.length > 1 && !link.querySelector(".bg-cell__before")) {
        link.append(make("span", { class: "bg-cell__before" }, make("span", { "aria-hidden": "true" }, "⇄"), " before: " + wordOf.get(found[found.length - 2].dataset.stance)));
      }
    }
  }

  /* the grid: one stop for the Tab key, the arrows within */
  const lines = () => [...table.rows].filter((row) => !row.hidden).map((row) => [...row.cells].filter((cell) => !cell.hidden));
  const stop = (cell) => cell.querySelector("a") || cell;
  let at = null;
  function rove() {
    for (const cell of all("th, td", table)) stop(cell).tabIndex = -1;
    for (const link of all(".bg-cell", body)) link.setAttribute("aria-haspopup", "dialog");
    if (!at || at.hidden || at.parentElement.hidden) at = (lines()[1] || lines()[0])[0];
    stop(at).tabIndex = 0;
  }
  function go(cell, focus) {
    stop(at).tabIndex = -1;
    at = cell;
    stop(at).tabIndex = 0;
    if (focus) stop(at).focus();
  }
  table.setAttribute("role", "grid");
  table.setAttribute("aria-readonly", "true");
  table.parentElement.removeAttribute("tabindex");
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("th, td");
    if (cell && cell !== at) go(cell, false);
  });
  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || (event.ctrlKey && !/^(Home|End)$/.test(event.key))) return;
    const grid = lines();
    const y = grid.findIndex((line) => line.includes(at));
    const x = y < 0 ? -1 : grid[y].indexOf(at);
    if (x < 0) return;
    const forward = getComputedStyle(table).direction === "rtl" ? -1 : 1;
    const last = grid.length - 1;
    const moves = {
      ArrowRight: [y, x + forward], ArrowLeft: [y, x - forward], ArrowDown: [y + 1, x], ArrowUp: [y - 1, x], PageDown: [Math.min(y + 5, last), x], PageUp: [Math.max(y - 5, 0), x],
      Home: [event.ctrlKey ? 0 : y, 0], End: [event.ctrlKey ? last : y, grid[y].length - 1],
    };
    if (event.key === " " && stop(at).matches(".bg-cell")) { event.preventDefault(); stop(at).click(); }
    const found = moves[event.key];
    if (!found) return;
    event.preventDefault();
    const cell = (grid[found[0]] || [])[found[1]];
    if (cell) go(cell, true);
  });

  /* opening a cell: its very block of evidence, beside it; on a phone at the foot of the screen */
  const close = make("button", { type: "button", class: "bg-holding__close" }, "Close");
  const isNarrow = () => window.matchMedia("(max-width: 44.9em)").matches;
  // on a phone the tap that closes the evidence does nothing else
  const cover = make("div", { class: "bg-holding__cover" });
  cover.addEventListener("pointerdown", (event) => event.preventDefault());
  let open = null;
  let opener = null;
  function place() {
    open.style.inset = open.style.maxHeight = "";
    if (isNarrow()) return;
    const box = opener.getBoundingClientRect();
    const header = document.querySelector(".md-header");
    const top = 8 + (header ? Math.max(0, header.getBoundingClientRect().bottom) : 0);
    const below = window.innerHeight - box.bottom - 12;
    const above = box.top - top;
    const isBelow = below >= Math.min(open.offsetHeight, above);
    open.style.maxHeight = Math.max(160, isBelow ? below : above) + "px";
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - open.offsetWidth - 8));
    const y = Math.max(top, isBelow ? box.bottom + 4 : box.top - open.offsetHeight - 4);
    open.style.inset = y + window.scrollY + "px auto auto " + (left + window.scrollX) + "px";
  }
  function openCell(cell) {
    const found = blockOf.get(cell.dataset.cell);
    if (!found || found.block.hidden || !("popover" in found.block)) return false;
    if (open) shut(false);
    open = found.block;
    opener = stop(cell);
    open.popover = "auto";
    open.setAttribute("role", "dialog");
    open.setAttribute("aria-label", open.firstElementChild.textContent);
    open.tabIndex = -1;
    open.prepend(close);
    if (isNarrow()) document.body.append(cover);
    open.showPopover();
    // an open cell has an address, and going back closes it; what it left behind when it was closed is used again
    if (location.hash !== "#" + open.id) history[history.state?.isLeft ? "replaceState" : "pushState"](null, "", location.pathname + location.search + "#" + open.id);
    place();
    open.scrollTop = 0;
    open.focus({ preventScroll: true });
    return true;
  }
  function shut(isBack) {
    if (!open) return;
    const block = open;
    open = null;
    const hadFocus = isBack || block.contains(document.activeElement);
    close.remove();
    cover.remove();
    if (location.hash === "#" + block.id) history.replaceState({ isLeft: true }, "", location.pathname + location.search);
    if (block.matches(":popover-open")) block.hidePopover();
    block.popover = null;
    block.style.inset = block.style.maxHeight = "";
    for (const name of ["role", "aria-label", "tabindex"]) block.removeAttribute(name);
    if (hadFocus && opener.isConnected) opener.focus({ preventScroll: true });
  }
  table.addEventListener("click", (event) => {
    const link = event.target.closest(".bg-cell");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && openCell(link.closest("td"))) event.preventDefault();
  });
  close.addEventListener("click", () => shut(true));
  document.addEventListener("keydown", (event) => {
    // the evidence stands far below the table: from its ends the Tab key leads back to the cell
    if (!open || event.key !== "Tab") return;
    const stops = all("a[href], button, summary", open);
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (document.activeElement === edge || (event.shiftKey && document.activeElement === open)) { event.preventDefault(); shut(true); }
  });
  for (const block of blocks) block.addEventListener("toggle", (event) => { if (event.newState === "closed" && block === open) shut(false); });
  window.addEventListener("resize", () => { if (open) place(); });

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
  /* a link to a row or a cell finds it, whatever is filtered away */
  function reach(id) {
    const cell = all("td[data-cell]", body).find((one) => one.dataset.cell === id);
    const row = cell ? cell.parentElement : rows.map((one) => one.row).find((one) => one.id === id);
    if (!row || (cell && !known(cell).length)) return false;
    if (row.hidden || (cell && cell.hidden)) clear();
    go(cell || row.cells[0], true);
    if (cell) openCell(cell);
    else row.scrollIntoView();
    return true;
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".bg-answer a, .bg-moves a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && link.hash && reach(link.hash.slice(1))) event.preventDefault();
  });
  /* what the lines above the table say can be asked for */
  for (const item of all(".bg-answer [data-between], .bg-moves__head")) {
    const level = item.dataset.between || "moved";
    const button = make("button", { type: "button", class: "bg-answer__show", "aria-label": "Show only these: " + (level === "moved" ? "a party moved" : levelWord(level)) }, "Show");
    button.addEventListener("click", () => { fields.between.value = level; write(); show(); box.firstElementChild.focus({ preventScroll: true }); root.scrollIntoView(); });
    item.insertBefore(button, item.querySelector(".bg-label"));
  }
  window.addEventListener("popstate", () => {
    if (open && location.hash !== "#" + open.id) shut(true);
    read();
    show();
  });
  window.addEventListener("hashchange", () => reach(location.hash.slice(1)));
  if (clock) clock.addEventListener("bg-asof", () => { shut(false); show(); });
  read();
  show();
  // the rows come first; what an address has narrowed says how
  box.open = !reset.hidden && window.matchMedia("(min-width: 60em)").matches;

  /* an address may end in a cell or a row */
  reach(location.hash.slice(1));
})();
