/* The timeline with scripts: shows a part of the line, and only the events that pass the filter of the list.
   The part is chosen by buttons, keys, wheel and touch, and is kept in the address. */
(function () {
  "use strict";
  const figure = document.querySelector(".bg-chron");
  const filter = document.querySelector(".bg-filter");
  if (!figure || !filter) return;
  const { addressState, timelineCalendar: calendar, timelineMarks: marks, gettext, ngettext, whole } = window.briefgen;
  const { floor } = Math;
  const view = figure.querySelector(".bg-chron__view");
  const svg = figure.querySelector(".bg-chron__drawing");
  const lanes = svg.querySelector(".bg-chron__lanes");
  const names = svg.querySelector(".bg-chron__names");
  const numbers = (text) => text.split(" ").filter(Boolean).map((one) => one.split(",").map(Number));
  const bands = numbers(figure.dataset.lanes).map(marks.band);
  const high = bands[bands.length - 1].foot;
  const turns = [...document.querySelectorAll(".bg-turn")];
  const make = window.briefgen.makeElement.fromProperties;
  function control(tag, properties, attributes) {
    const element = make(tag, properties);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  const range = window.briefgen.timelineRange({
    view, first: Number(figure.dataset.first), last: Number(figure.dataset.last), gaps: numbers(figure.dataset.gaps),
    onMove() {
      drawSoon();
      window.clearTimeout(writing);
      writing = window.setTimeout(write, 200, false);
    },
  });
  /* `rows` are the events that pass the filter, `items` the marks and columns drawn, `described` the one that the note is about */
  const chart = { view, range, rows: null, items: [], described: undefined, request, describe, draw, middle, write };

  function draw() {
    if (!chart.rows) return;
    const [first, last] = range.days();
    const found = chart.rows.filter((row) => marks.place(row).from <= last && marks.place(row).to >= first);
    const focused = view.contains(document.activeElement) && document.activeElement;
    const key = (chart.items.find((item) => item.node.getAttribute("tabindex") === "0") || {}).key;
    const { axis, ties, items } = marks.draw(range, bands, found);
    chart.items = items;
    svg.setAttribute("viewBox", "0 0 " + range.width() + " " + (high + 28));
    svg.replaceChildren(lanes, axis, names, ties, ...items.map((item) => item.node));
    const current = items.find((item) => item.key === key) || items[0];
    if (current) current.node.setAttribute("tabindex", "0");
    chart.described = chart.described && items.find((item) => item.key === chart.described.key);
    describe(chart.described);
    if (focused) (current && focused !== view ? current.node : view).focus({ preventScroll: true });
    showStatus(found.length);
  }
  let waiting = 0;
  function drawSoon() {
    waiting ||= requestAnimationFrame(() => { waiting = 0; draw(); });
  }

  let writing = 0;
  function write(isNew) {
    window.clearTimeout(writing);
    addressState.write({ span: range.isWhole() ? "" : range.days().map(calendar.toIso).join("..") }, { isNew });
  }
  function read() {
    const [first, last] = addressState.read("span").split("..").map(calendar.fromIso);
    const fits = range.restore(first, last);
    drawSoon();
    return fits;
  }

  /* the middle of the shown events: the buttons zoom there, and not into an empty stretch */
  function middle() {
    const days = (chart.rows || []).map((row) => marks.place(row).begin + 0.5).filter((day) => day > range.first && day < range.last);
    return days.length ? days[floor(days.length / 2)] : (range.first + range.last) / 2;
  }
  const buttons = {};
  const tools = control("div", { className: "bg-chron__tools" }, { role: "group", "aria-label": gettext("Zoom and scroll the chart") });
  for (const [name, text, title, act] of [
    ["in", "+", gettext("Zoom in"), () => range.zoom(0.5, middle())], ["out", "−", gettext("Zoom out"), () => range.zoom(2, middle())],
    ["earlier", "←", gettext("Earlier"), () => range.pan(-0.5)], ["later", "→", gettext("Later"), () => range.pan(0.5)], ["whole", gettext("Show all"), gettext("Show all"), range.showWhole],
  ]) {
    buttons[name] = control("button", { type: "button", title, textContent: text }, { "aria-label": title });
    buttons[name].addEventListener("click", () => { request(); act(); });
    tools.append(buttons[name]);
  }
  const status = control("p", {}, { role: "status" });
  tools.append(status);
  let speaking = 0;
  function showStatus(count) {
    const isOff = { in: range.size() <= 1, out: range.isWhole(), whole: range.isWhole(), earlier: range.isAtStart(), later: range.isAtEnd() };
    for (const name in isOff) buttons[name].setAttribute("aria-disabled", String(isOff[name]));
    const values = { days: calendar.inWords(...range.days()), count: whole.format(count), total: whole.format(total) };
    const text = count === total ? ngettext("%(days)s: %(count)s event", "%(days)s: %(count)s events", count, values)
      : gettext("%(days)s: %(count)s of %(total)s events", values);
    window.clearTimeout(speaking);
    // a screen reader hears the last of several quick changes
    speaking = window.setTimeout(() => { status.textContent = text; }, 250);
  }

  const total = JSON.parse(filter.dataset.filter).total;
  const note = make("p", { className: "bg-chron__note" });
  function describe(item) {
    if (chart.described) chart.described.node.classList.remove("bg-chron__told");
    chart.described = item;
    if (!item) {
      note.textContent = gettext("Hover over or tap a mark for details; use the arrow keys to move between marks. Zoom: + and −, Ctrl + scroll, or pinch.");
      return;
    }
    item.node.classList.add("bg-chron__told");
    if (item.row) note.replaceChildren(make("a", { href: item.row.url, textContent: item.row.title }), marks.nameOf(item.row).slice(item.row.title.length));
    else note.textContent = item.name;
  }

  function request() {
    if (!chart.rows) filter.dispatchEvent(new CustomEvent("bg-wanted"));
  }
  window.briefgen.timelineGestures(chart);
  filter.addEventListener("bg-rows", (event) => {
    chart.rows = [...event.detail].sort(marks.byDay);
    const left = new Set(chart.rows.map((row) => row.url));
    for (const turn of turns) turn.classList.toggle("bg-filtered", !left.has(turn.querySelector("a").href));
    view.tabIndex = -1;
    figure.classList.add("bg-chron--live");
    drawSoon();
  });
  addressState.onTravel(() => { window.clearTimeout(writing); read(); });
  describe();
  view.before(tools);
  view.after(note);
  new ResizeObserver(drawSoon).observe(view);
  // rows that are on the page cost nothing; others are fetched when the reader asks for more than the overview
  const fits = read();
  if (fits) figure.closest("details").open = true;
  if (fits || !filter.dataset.src) request();
  else showStatus(total);
})();
