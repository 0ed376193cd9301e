/* The timeline with scripts: shows a part of the line, and only the events that pass the filter of the list.
   The part is chosen by buttons, keys, wheel and touch, and is kept in the address. */
(function () {
  "use strict";
  const figure = document.querySelector(".bg-chron");
  const filter = document.querySelector(".bg-filter");
  if (!figure || !filter) return;
  const { addressState, timelineCalendar: calendar, timelineMarks: marks } = window.briefgen;
  const { floor } = Math;
  const view = figure.querySelector(".bg-chron__view");
  const svg = figure.querySelector(".bg-chron__drawing");
  const high = Number(figure.dataset.lanes) * marks.LANE;
  const whole = new Intl.NumberFormat("en");
  const make = window.briefgen.makeElement.fromProperties;
  function control(tag, properties, attributes) {
    const element = make(tag, properties);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  const range = window.briefgen.timelineRange({
    view, first: Number(figure.dataset.first), last: Number(figure.dataset.last),
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
    const { axis, items } = marks.draw(range, high, found);
    chart.items = items;
    svg.setAttribute("viewBox", "0 0 " + range.width() + " " + (high + 28));
    svg.replaceChildren(axis, ...items.map((item) => item.node));
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
  const tools = control("div", { className: "bg-chron__tools" }, { role: "group", "aria-label": "The part of the line that is shown" });
  for (const [name, text, title, act] of [
    ["in", "+", "Zoom in", () => range.zoom(0.5, middle())], ["out", "−", "Zoom out", () => range.zoom(2, middle())],
    ["earlier", "←", "Earlier", () => range.pan(-0.5)], ["later", "→", "Later", () => range.pan(0.5)], ["whole", "Whole", "Whole line", range.showWhole],
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
    const text = calendar.inWords(...range.days()) + ": " + whole.format(count) + (count === 1 ? " event" : " events");
    window.clearTimeout(speaking);
    // a screen reader hears the last of several quick changes
    speaking = window.setTimeout(() => { status.textContent = text; }, 250);
  }

  const note = make("p", { className: "bg-chron__note" });
  function describe(item) {
    if (chart.described) chart.described.node.classList.remove("bg-chron__told");
    chart.described = item;
    if (!item) {
      const start = window.matchMedia("(pointer: coarse)").matches ? "Tap a mark, or" : "Point at a mark, or";
      note.textContent = start + " go from one to the next with the arrow keys. Zoom with + and −, with Ctrl and the wheel, or with two fingers.";
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
  if (read() || !filter.dataset.src) request();
  else showStatus(JSON.parse(filter.dataset.filter).total);
})();
