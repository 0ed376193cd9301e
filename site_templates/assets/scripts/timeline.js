/* The drawing of the timeline, livelier: a part of the line at a time, by button, key, wheel and touch, and only the events that
   the filter leaves. What is seen stands in the address. Lanes follow the same rules as in `briefgen/chronology.py`. */
(function () {
  "use strict";
  const figure = document.querySelector(".bg-chron");
  const filter = document.querySelector(".bg-filter");
  if (!figure || !filter) return;
  const LANE = 24, LANES = 12, STACK = 48, LETTER = 6.5, TICK = 96;
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const STATES = { s: ", scheduled", p: ", postponed", c: ", cancelled", r: ", reported, not confirmed" };
  const UNITS = [...[1, 2, 7, 14].map((step) => [0, step, step]), ...[1, 3, 6].map((step) => [1, step, 30.4 * step])];
  for (let ten = 1; ten < 1e9; ten *= 10) for (const lead of [1, 2, 5]) UNITS.push([12, lead * ten, 365.2 * lead * ten]);
  const line = { first: Number(figure.dataset.first), last: Number(figure.dataset.last) };
  const high = Number(figure.dataset.lanes) * LANE;
  const view = figure.querySelector(".bg-chron__view");
  const svg = figure.querySelector(".bg-chron__drawing");
  const { floor, ceil, min, max, abs } = Math;
  const within = (value, least, most) => min(max(value, least), most);
  const whole = new Intl.NumberFormat("en");

  let rows = null;
  let seen = { ...line };
  let stops = [];
  let told;
  const width = () => max(view.clientWidth, 200);
  const size = () => seen.last - seen.first;
  const across = (day) => (day - seen.first) / size() * width();

  function make(tag, attributes, ...children) {
    const one = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const name in attributes) one.setAttribute(name, attributes[name]);
    one.append(...children);
    return one;
  }
  function html(tag, properties, attributes) {
    const one = Object.assign(document.createElement(tag), properties);
    for (const name in attributes) one.setAttribute(name, attributes[name]);
    return one;
  }

  /* days are numbered as in `briefgen/edtf.py`: 1 is 1 March of the year 0 */
  function number(year, month, day) {
    const y = month > 2 ? year : year - 1, m = (month + 9) % 12;
    return y * 365 + floor(y / 4) - floor(y / 100) + floor(y / 400) + floor((153 * m + 2) / 5) + day;
  }
  function date(count) {
    const era = floor((count - 1) / 146097), day = count - 1 - era * 146097;
    const year = floor((day - floor(day / 1460) + floor(day / 36524) - floor(day / 146096)) / 365);
    const rest = day - (365 * year + floor(year / 4) - floor(year / 100));
    const m = floor((5 * rest + 2) / 153);
    return [year + era * 400 + (m > 9 ? 1 : 0), ((m + 2) % 12) + 1, rest - floor((153 * m + 2) / 5) + 1];
  }
  const named = (year) => (year > 0 ? String(year) : 1 - year + " BC");
  function words(first, last) {
    const [y, m, d] = date(first), [year, month, day] = date(last);
    const end = day + " " + MONTHS[month - 1] + " " + named(year);
    if (first === last) return end;
    return y === year && m === month ? d + "–" + end : d + " " + MONTHS[m - 1] + (y === year ? "" : " " + named(y)) + " – " + end;
  }
  function iso(count) {
    const [y, m, d] = date(count).map((part) => String(abs(part)).padStart(2, "0"));
    return (date(count)[0] < 0 ? "-" : "") + y.padStart(4, "0") + "-" + m + "-" + d;
  }
  function parsed(text) {
    const [, y, m, d] = /^(-?\d{4,9})-(0[1-9]|1[0-2])-(\d\d)$/.exec(text) || [];
    return number(Number(y), Number(m), Number(d));
  }
  /* the days of which something is seen: they are drawn, counted, named and kept in the address */
  const ends = () => { const first = floor(seen.first + 1e-6); return [first, max(ceil(seen.last - 1e-6) - 1, first)]; };

  /* the shortest step of the calendar that is so many pixels long, and where its steps begin */
  const unit = (least) => UNITS.find((one) => one[2] * width() >= size() * least) || UNITS[UNITS.length - 1];
  function steps([months, step]) {
    const found = [];
    if (!months) {
      for (let day = ceil((seen.first + 1) / step) * step - 1; day < seen.last; day += step) found.push(day);
      return found;
    }
    const by = months * step, [year, month] = date(floor(seen.first));
    for (let at = ceil((year * 12 + month - 1) / by) * by; ; at += by) {
      const day = number(floor(at / 12), (((at % 12) + 12) % 12) + 1, 1);
      if (day >= seen.last) return found;
      if (day >= seen.first) found.push(day);
    }
  }
  function axis() {
    const kind = unit(TICK), g = make("g", { class: "bg-chron__axis", "aria-hidden": "true" }, make("line", { x2: width(), y1: high, y2: high }));
    let before;
    for (const day of steps(kind)) {
      const x = across(day), [year, month, n] = date(day);
      const name = MONTHS[month - 1].slice(0, 3) + (year === before ? "" : " " + named(year));
      const text = kind[0] === 12 ? named(year) : kind[0] ? name : n + " " + name;
      g.append(make("line", { x1: x, x2: x, y2: high + 6 }));
      if (x + 8 + text.length * LETTER < width()) g.append(make("text", { x: x + 4, y: high + 20 }, text));
      before = year;
    }
    return g;
  }

  /* a row's place on the line, read from its values once */
  function place(row) {
    if (!row.at) {
      const [, form, doubt, state, first, more, last] = /^(.)(.)(.)(-?\d*)(:?)(.*)$/.exec(row.drawn);
      const from = first ? Number(first) : -Infinity, to = !more ? from : last ? Number(last) : Infinity;
      row.at = { form, doubt, state, from, to, begin: first ? from : to, end: to < Infinity ? to : from };
    }
    return row.at;
  }
  const order = (one, other) => place(one).begin - place(other).begin || place(one).end - place(other).end || other.index - one.index;
  const nameOf = (row) => row.title + ", " + row.when + (STATES[place(row).state] || "");

  /* each mark in the first lane with room for it, or in the emptiest one; those that find none are left over */
  function lanes(found, isSpread) {
    const full = width(), taken = new Array(LANES).fill(0), marks = [], rest = [];
    for (const row of found) {
      const { form, from, to } = place(row);
      let left = max(0, across(from)), right = min(full, across(to + 1)), slack = 0;
      if (form === "d" || right - left < LANE) {
        slack = max(0, right - left - LANE);
        left = within(slack ? left : (left + right - LANE) / 2, 0, full - LANE);
        right = left + LANE;
      }
      let lane = -1;
      taken.forEach((end, n) => {
        if (end <= left + slack && max(left, end) + right - left <= full + 0.01 && (lane < 0 || (isSpread && end < taken[lane]))) lane = n;
      });
      if (lane < 0) { rest.push({ row, left }); continue; }
      const x = max(left, taken[lane]);
      taken[lane] = x + right - left;
      marks.push({ row, x, end: taken[lane], lane, y: high - LANE / 2 - lane * LANE });
    }
    return { marks, rest };
  }
  function short(title, room) {
    const most = min(floor((room - 6) / LETTER), 34);
    return title.length <= most ? title : most < 12 ? "" : title.slice(0, most - 1).trimEnd() + "…";
  }
  function label(marks) {
    const before = [], ends = [];
    for (const one of marks) {
      if (before[one.lane]) before[one.lane].next = one.x;
      before[one.lane] = one;
    }
    return marks.filter((one) => {
      const after = short(one.row.title, (one.next || width()) - one.end);
      one.label = after || short(one.row.title, one.x - (ends[one.lane] || 0) - 6);
      one.side = after ? "start" : "end";
      ends[one.lane] = one.end + (after ? after.length * LETTER + 6 : 0);
      return one.label;
    }).length;
  }

  function link(kind, href, name, ...children) {
    return make("a", { class: kind, href, tabindex: "-1" }, make("title", {}, name), ...children);
  }
  function mark({ row, x, end, y, side, label: text }) {
    const { form, doubt, state, from, to, begin } = place(row);
    const use = (id, at) => make("use", { href: "#bg-mark-" + id, x: at, y });
    const parts = [make("rect", { class: "bg-chron__hit", x, y: y - LANE / 2, width: end - x, height: LANE })];
    if (form !== "d") parts.push(make("line", { class: form === "r" ? "bg-chron__bar" : "bg-chron__within", x1: x, x2: end, y1: y, y2: y }));
    if (form === "v" && from >= seen.first) parts.push(use("edge", x));
    if (form === "v" && to < seen.last) parts.push(use("edge", end));
    if (from === -Infinity) parts.push(use("before", x));
    if (to === Infinity) parts.push(use("after", end));
    const middle = form !== "r" ? (x + end) / 2 : from === -Infinity ? end - 12 : x + 12;
    parts.push(use(state, middle));
    if (doubt !== "e") parts.push(make("text", { class: "bg-chron__sign", x: middle + 6, y: y - 3 }, { u: "?", a: "~", b: "?~" }[doubt]));
    if (text) parts.push(make("text", { x: side === "start" ? end + 3 : x - 3, y: y + 4, "text-anchor": side }, text));
    return { key: row.index, row, day: begin, node: link("bg-chron__mark bg-chron__mark--" + state + " bg-chron__mark--" + doubt, row.url, nameOf(row), ...parts) };
  }

  /* several events as one number; it leads to its days, in the drawing or, where that goes no closer, in the list */
  function stack(kind, found, more, x, wide, y, ...children) {
    const first = place(found[0]).begin, last = place(found[found.length - 1]).begin;
    const query = new URLSearchParams(location.search);
    query.set("from", iso(first));
    query.set("to", iso(last));
    const name = whole.format(found.length) + more + (found.length > 1 ? " events, " : " event, ") + words(first, last);
    const node = link("bg-chron__" + kind, "?" + query, name, ...children, make("text", { x: x + wide / 2, y, "text-anchor": "middle" }, (more && "+") + found.length));
    return { key: kind + first, first, last, name, day: first, node };
  }
  function columns(found) {
    const starts = [-Infinity, ...steps(unit(LANE)).filter((day) => day > seen.first), Infinity], bins = starts.map(() => []);
    let n = 0;
    for (const row of found) {
      while (place(row).begin >= starts[n + 1]) n += 1;
      bins[n].push(row);
    }
    const most = max(...bins.map((bin) => bin.length));
    return bins.flatMap((bin, at) => {
      const x = max(0, across(starts[at])), wide = min(width(), across(starts[at + 1])) - x, tall = (high - 20) * bin.length / most;
      return bin.length ? stack("column", bin, "", x, wide, high - tall - 4,
        make("rect", { class: "bg-chron__hit", x, width: wide, height: high }), make("rect", { x, y: high - tall, width: wide, height: tall })) : [];
    });
  }
  function marks(found) {
    let fit = lanes(found, true);
    if (fit.rest.length || 2 * label(fit.marks) < fit.marks.length) fit = lanes(found, false);
    const stacks = [];
    for (const { row, left } of fit.rest) (stacks[min(floor(left / STACK), floor(width() / STACK) - 1)] ||= []).push(row);
    const more = stacks.map((all, n) => stack("more", all, " more", n * STACK, STACK, 16, make("rect", { class: "bg-chron__hit", x: n * STACK, width: STACK, height: LANE })));
    return [...fit.marks.map(mark), ...more.filter(Boolean)].sort((one, other) => one.day - other.day);
  }

  function draw() {
    if (!rows) return;
    const [first, last] = ends();
    const found = rows.filter((row) => place(row).from <= last && place(row).to >= first);
    const held = view.contains(document.activeElement) && document.activeElement;
    const key = (stops.find((stop) => stop.node.getAttribute("tabindex") === "0") || {}).key;
    stops = found.length > floor(width() / LANE) * LANES ? columns(found) : marks(found);
    svg.setAttribute("viewBox", "0 0 " + width() + " " + (high + 28));
    svg.replaceChildren(axis(), ...stops.map((stop) => stop.node));
    const at = stops.find((stop) => stop.key === key) || stops[0];
    if (at) at.node.setAttribute("tabindex", "0");
    told = told && stops.find((stop) => stop.key === told.key);
    tell(told);
    if (held) (at && held !== view ? at.node : view).focus({ preventScroll: true });
    status(found.length);
  }
  let waiting = 0;
  function soon() {
    waiting ||= requestAnimationFrame(() => { waiting = 0; draw(); });
  }

  /* what is seen, and its address */
  const isWhole = () => seen.first <= line.first && seen.last >= line.last;
  function look(first, last) {
    const length = within(last - first, 1, line.last - line.first);
    const from = within((first + last - length) / 2, line.first, line.last - length);
    seen = { first: from, last: from + length };
    soon();
    window.clearTimeout(keeping);
    keeping = window.setTimeout(keep, 200, false);
  }
  function zoom(factor, around) {
    const share = (around - seen.first) / size(), next = within(size() * factor, 1, line.last - line.first);
    look(around - share * next, around + (1 - share) * next);
  }
  function pan(share) {
    const by = within(share * size(), line.first - seen.first, line.last - seen.last);
    look(seen.first + by, seen.last + by);
  }
  let keeping = 0;
  function keep(isNew) {
    window.clearTimeout(keeping);
    const address = new URL(location.href);
    if (isWhole()) address.searchParams.delete("span");
    else address.searchParams.set("span", ends().map(iso).join(".."));
    if (address.href !== location.href) history[isNew ? "pushState" : "replaceState"](null, "", address);
  }
  function recall() {
    const [first, last] = (new URLSearchParams(location.search).get("span") || "").split("..").map(parsed);
    const fits = first <= last && last >= line.first && first < line.last;
    seen = fits ? { first: max(first, line.first), last: min(last + 1, line.last) } : { ...line };
    soon();
    return fits;
  }

  const buttons = {};
  const tools = html("div", { className: "bg-chron__tools" }, { role: "group", "aria-label": "The part of the line that is shown" });
  /* where most of what is seen stands: a zoom leads there, and not into an empty stretch */
  function middle() {
    const days = (rows || []).map((row) => place(row).begin + 0.5).filter((day) => day > seen.first && day < seen.last);
    return days.length ? days[floor(days.length / 2)] : (seen.first + seen.last) / 2;
  }
  for (const [name, text, title, act] of [
    ["in", "+", "Zoom in", () => zoom(0.5, middle())], ["out", "−", "Zoom out", () => zoom(2, middle())],
    ["earlier", "←", "Earlier", () => pan(-0.5)], ["later", "→", "Later", () => pan(0.5)], ["whole", "Whole", "Whole line", () => look(line.first, line.last)],
  ]) {
    buttons[name] = html("button", { type: "button", title, textContent: text }, { "aria-label": title });
    buttons[name].addEventListener("click", () => { want(); act(); });
    tools.append(buttons[name]);
  }
  const says = html("p", {}, { role: "status" });
  tools.append(says);
  let saying = 0;
  function status(count) {
    const off = { in: size() <= 1, out: isWhole(), whole: isWhole(), earlier: seen.first <= line.first, later: seen.last >= line.last };
    for (const name in off) buttons[name].setAttribute("aria-disabled", String(off[name]));
    const text = words(...ends()) + ": " + whole.format(count) + (count === 1 ? " event" : " events");
    window.clearTimeout(saying);
    saying = window.setTimeout(() => { says.textContent = text; }, 250);
  }

  const note = html("p", { className: "bg-chron__note" });
  function tell(stop) {
    if (told) told.node.classList.remove("bg-chron__told");
    told = stop;
    if (!stop) note.textContent = (window.matchMedia("(pointer: coarse)").matches ? "Tap a mark, or" : "Point at a mark, or") + " go from one to the next with the arrow keys. Zoom with + and −, with Ctrl and the wheel, or with two fingers.";
    else {
      told.node.classList.add("bg-chron__told");
      if (stop.row) note.replaceChildren(html("a", { href: stop.row.url, textContent: stop.row.title }), nameOf(stop.row).slice(stop.row.title.length));
      else note.textContent = stop.name;
    }
  }
  const stopOf = (target) => stops.find((stop) => stop.node === target.closest("a"));

  /* keys: from mark to mark, also beyond what is seen, and the same as the buttons do */
  function go(stop) {
    if (!stop) return;
    for (const one of stops) one.node.setAttribute("tabindex", one === stop ? "0" : "-1");
    stop.node.focus({ preventScroll: true });
  }
  function walk(by) {
    const at = stops.findIndex((stop) => stop.node === document.activeElement);
    if (stops[at + by]) { go(stops[at + by]); return; }
    const next = by < 0 ? rows.filter((row) => place(row).to < seen.first).pop() : rows.find((row) => place(row).from >= seen.last);
    if (!next) return;
    const day = by < 0 ? place(next).end + 1 - size() * 0.9 : place(next).begin - size() * 0.1;
    look(day, day + size());
    draw();
    go(stops.find((stop) => stop.row === next) || stops[by < 0 ? 0 : stops.length - 1]);
  }
  function jump(share) {
    pan(share);
    draw();
    go(stops[share < 0 ? 0 : stops.length - 1]);
  }
  const around = () => { const stop = stopOf(document.activeElement); return stop ? within(stop.day + 0.5, seen.first, seen.last) : middle(); };
  const keys = {
    "+": () => zoom(0.5, around()), "-": () => zoom(2, around()), 0: () => look(line.first, line.last), Escape: () => tell(),
    ArrowRight: (isPan) => (isPan ? pan(0.25) : walk(1)), ArrowLeft: (isPan) => (isPan ? pan(-0.25) : walk(-1)), Home: () => jump(-1e9), End: () => jump(1e9),
  };
  keys["="] = keys["+"];
  view.addEventListener("keydown", (event) => {
    if (!rows || !keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key](event.shiftKey);
  });
  view.addEventListener("focusin", (event) => { want(); tell(stopOf(event.target)); });
  view.addEventListener("pointerover", (event) => { const stop = event.pointerType === "mouse" && stopOf(event.target); if (stop) tell(stop); });

  /* the wheel: with Ctrl always, without it once the drawing is in use, so that the page still scrolls past it */
  const dayAt = (x) => seen.first + (x - view.getBoundingClientRect().left) / view.clientWidth * size();
  view.addEventListener("wheel", (event) => {
    const isSideways = abs(event.deltaX) > abs(event.deltaY), isMeant = event.ctrlKey || event.metaKey;
    const isEnd = event.deltaY > 0 ? isWhole() : size() <= 1;
    if (isSideways ? isWhole() : !isMeant && (isEnd || !view.contains(document.activeElement))) return;
    event.preventDefault();
    want();
    if (isSideways) pan(event.deltaX / view.clientWidth);
    else zoom(Math.exp(within(event.deltaY * (event.deltaMode ? 0.05 : 0.003), -0.5, 0.5)), dayAt(event.clientX));
  }, { passive: false });

  /* one pointer drags, two pinch; up and down the page scrolls */
  const pointers = new Map();
  let grip = null;
  let isDrag = false;
  let isFinger = false;
  let toldBefore = null;
  const centre = () => [...pointers.values()].reduce((sum, x) => sum + x, 0) / pointers.size;
  const apart = () => { const [one, other = one] = pointers.values(); return max(LANE, abs(one - other)); };
  const grasp = () => { grip = pointers.size && { at: dayAt(centre()), x: centre(), apart: apart(), size: size() }; };
  view.addEventListener("pointerdown", (event) => {
    isFinger = event.pointerType !== "mouse";
    toldBefore = told && told.key;
    if (event.button || pointers.size > 1) return;
    if (!pointers.size) isDrag = false;
    want();
    pointers.set(event.pointerId, event.clientX);
    grasp();
  });
  window.addEventListener("pointermove", (event) => {
    if (!rows || !pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, event.clientX);
    isDrag ||= abs(centre() - grip.x) > 5 || abs(apart() - grip.apart) > 5;
    if (!isDrag) return;
    const length = within(grip.size * grip.apart / apart(), 1, line.last - line.first), box = view.getBoundingClientRect();
    const from = within(grip.at - (centre() - box.left) / box.width * length, line.first, line.last - length);
    look(from, from + length);
  });
  for (const kind of ["pointerup", "pointercancel"]) window.addEventListener(kind, (event) => { if (pointers.delete(event.pointerId)) grasp(); });
  view.addEventListener("dragstart", (event) => event.preventDefault());
  view.addEventListener("click", (event) => {
    const stop = stopOf(event.target);
    if (isDrag) event.preventDefault();
    if (isDrag || !stop || event.ctrlKey || event.metaKey || event.shiftKey) { isDrag = false; return; }
    if (stop.row) {
      // a finger cannot hover: its first tap tells, the second one goes
      if (!isFinger || !event.detail || toldBefore === stop.key) return;
      event.preventDefault();
      tell(stop);
      return;
    }
    const length = stop.last + 1 - stop.first;
    if (length > size() * 0.8) return;
    event.preventDefault();
    keep(false);
    look(stop.first - length * 0.05, stop.last + 1 + length * 0.05);
    keep(true);
  }, true);

  const want = () => { if (!rows) filter.dispatchEvent(new CustomEvent("bg-wanted")); };
  filter.addEventListener("bg-rows", (event) => {
    rows = [...event.detail].sort(order);
    view.tabIndex = -1;
    figure.classList.add("bg-chron--live");
    soon();
  });
  window.addEventListener("popstate", () => { window.clearTimeout(keeping); recall(); });
  tell();
  view.before(tools);
  view.after(note);
  new ResizeObserver(soon).observe(view);
  // rows that are on the page cost nothing; others are fetched when somebody asks for more than the overview
  if (recall() || !filter.dataset.src) want();
  else status(JSON.parse(filter.dataset.filter).total);
})();
