/* Draws the shown part of the timeline: an axis, and marks in lanes or, where there are too many, columns with counts.
   Lanes follow the same rules as in `chronology.py`. */
(function () {
  "use strict";
  const { floor, min, max } = Math;
  const LANE = 24, LANES = 12, STACK = 48, LETTER = 6.5, TICK = 96;
  const STATES = { s: ", scheduled", p: ", postponed", c: ", cancelled", r: ", reported, not confirmed" };
  const whole = new Intl.NumberFormat("en");

  /* the position of a row on the line, read from its values once */
  function place(row) {
    if (!row.at) {
      const [, form, doubt, state, first, more, last] = /^(.)(.)(.)(-?\d*)(:?)(.*)$/.exec(row.drawn);
      const from = first ? Number(first) : -Infinity, to = !more ? from : last ? Number(last) : Infinity;
      row.at = { form, doubt, state, from, to, begin: first ? from : to, end: to < Infinity ? to : from };
    }
    return row.at;
  }
  const byDay = (one, other) => place(one).begin - place(other).begin || place(one).end - place(other).end || other.index - one.index;
  const nameOf = (row) => row.title + ", " + row.when + (STATES[place(row).state] || "");

  function draw(range, high, found) {
    const { dateOf, yearInWords, monthInWords, inWords, toIso } = window.briefgen.timelineCalendar;
    const make = window.briefgen.makeElement.svg;
    const { across, unit, steps } = range;
    const width = range.width();

    function axis() {
      const kind = unit(TICK), g = make("g", { class: "bg-chron__axis", "aria-hidden": "true" }, make("line", { x2: width, y1: high, y2: high }));
      let before;
      for (const day of steps(kind)) {
        const x = across(day), [year, month, n] = dateOf(day);
        const name = monthInWords(month) + (year === before ? "" : " " + yearInWords(year));
        const text = kind[0] === 12 ? yearInWords(year) : kind[0] ? name : n + " " + name;
        g.append(make("line", { x1: x, x2: x, y2: high + 6 }));
        if (x + 8 + text.length * LETTER < width) g.append(make("text", { x: x + 4, y: high + 20 }, text));
        before = year;
      }
      return g;
    }

    /* puts each mark into the first lane with room for it, or into the emptiest one; marks without room are left over */
    function lanes(isSpread) {
      const taken = new Array(LANES).fill(0), placed = [], rest = [];
      for (const row of found) {
        const { form, from, to } = place(row);
        let left = max(0, across(from)), right = min(width, across(to + 1)), slack = 0;
        if (form === "d" || right - left < LANE) {
          slack = max(0, right - left - LANE);
          left = min(max(slack ? left : (left + right - LANE) / 2, 0), width - LANE);
          right = left + LANE;
        }
        let lane = -1;
        taken.forEach((end, n) => {
          const fits = end <= left + slack && max(left, end) + right - left <= width + 0.01;
          if (fits && (lane < 0 || (isSpread && end < taken[lane]))) lane = n;
        });
        if (lane < 0) { rest.push({ row, left }); continue; }
        const x = max(left, taken[lane]);
        taken[lane] = x + right - left;
        placed.push({ row, x, end: taken[lane], lane, y: high - LANE / 2 - lane * LANE });
      }
      return { placed, rest };
    }
    function shortened(title, room) {
      const most = min(floor((room - 6) / LETTER), 34);
      return title.length <= most ? title : most < 12 ? "" : title.slice(0, most - 1).trimEnd() + "…";
    }
    /* gives each mark the text that fits beside it; returns how many have one */
    function label(placed) {
      const before = [], ends = [];
      for (const one of placed) {
        if (before[one.lane]) before[one.lane].next = one.x;
        before[one.lane] = one;
      }
      return placed.filter((one) => {
        const after = shortened(one.row.title, (one.next || width) - one.end);
        one.label = after || shortened(one.row.title, one.x - (ends[one.lane] || 0) - 6);
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
      if (form === "v" && from >= range.first) parts.push(use("edge", x));
      if (form === "v" && to < range.last) parts.push(use("edge", end));
      if (from === -Infinity) parts.push(use("before", x));
      if (to === Infinity) parts.push(use("after", end));
      const middle = form !== "r" ? (x + end) / 2 : from === -Infinity ? end - 12 : x + 12;
      parts.push(use(state, middle));
      if (doubt !== "e") parts.push(make("text", { class: "bg-chron__sign", x: middle + 6, y: y - 3 }, { u: "?", a: "~", b: "?~" }[doubt]));
      if (text) parts.push(make("text", { x: side === "start" ? end + 3 : x - 3, y: y + 4, "text-anchor": side }, text));
      return { key: row.index, row, day: begin, node: link("bg-chron__mark bg-chron__mark--" + state + " bg-chron__mark--" + doubt, row.url, nameOf(row), ...parts) };
    }

    /* several events as one number; it zooms to their days or, where the line goes no closer, filters the list by them */
    function stack(kind, all, more, x, wide, y, ...children) {
      const first = place(all[0]).begin, last = place(all[all.length - 1]).begin;
      const href = window.briefgen.addressState.query({ from: toIso(first), to: toIso(last) });
      const name = whole.format(all.length) + more + (all.length > 1 ? " events, " : " event, ") + inWords(first, last);
      const count = make("text", { x: x + wide / 2, y, "text-anchor": "middle" }, (more && "+") + all.length);
      return { key: kind + first, first, last, name, day: first, node: link("bg-chron__" + kind, href, name, ...children, count) };
    }
    function columns() {
      const starts = [-Infinity, ...steps(unit(LANE)).filter((day) => day > range.first), Infinity], bins = starts.map(() => []);
      let n = 0;
      for (const row of found) {
        while (place(row).begin >= starts[n + 1]) n += 1;
        bins[n].push(row);
      }
      const most = max(...bins.map((bin) => bin.length));
      return bins.flatMap((bin, at) => {
        const x = max(0, across(starts[at])), wide = min(width, across(starts[at + 1])) - x, tall = (high - 20) * bin.length / most;
        return bin.length ? stack("column", bin, "", x, wide, high - tall - 4,
          make("rect", { class: "bg-chron__hit", x, width: wide, height: high }), make("rect", { x, y: high - tall, width: wide, height: tall })) : [];
      });
    }
    function marks() {
      let fit = lanes(true);
      // where fewer than half of the marks have room for a text, none has one
      if (fit.rest.length || 2 * label(fit.placed) < fit.placed.length) fit = lanes(false);
      const stacks = [];
      for (const { row, left } of fit.rest) (stacks[min(floor(left / STACK), floor(width / STACK) - 1)] ||= []).push(row);
      const more = stacks.map((all, n) => stack("more", all, " more", n * STACK, STACK, 16, make("rect", { class: "bg-chron__hit", x: n * STACK, width: STACK, height: LANE })));
      return [...fit.placed.map(mark), ...more.filter(Boolean)].sort((one, other) => one.day - other.day);
    }
    return { axis: axis(), items: found.length > floor(width / LANE) * LANES ? columns() : marks() };
  }

  (window.briefgen ||= {}).timelineMarks = { LANE, place, byDay, nameOf, draw };
})();
