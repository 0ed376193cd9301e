/* Draws the shown part of the timeline: an axis, and marks in lanes or, where there are too many, columns with counts.
   Lanes and rows follow the same rules as in `timeline_layout.py`. */
(function () {
  "use strict";
  const { floor, min, max } = Math;
  const ROW = 24, STACK = 48, LETTER = 6.5, TICK = 96, NEAR = 64, NAME = 18, TURN = 28;
  const { gettext, ngettext, pgettext, whole } = window.briefgen;
  const STATES = {
    s: pgettext("state", "scheduled"), p: pgettext("state", "postponed"), c: pgettext("state", "cancelled"), r: gettext("reported, not confirmed"),
  };

  /* the position of a row on the line, read from its values once */
  function place(row) {
    if (!row.at) {
      const [signs, days, lanes, number] = row.drawn.split(",");
      const [form, doubt, state, basis] = signs, [, first, more, last] = /^(-?\d*)(:?)(.*)$/.exec(days);
      const from = first ? Number(first) : -Infinity, to = !more ? from : last ? Number(last) : Infinity;
      row.at = { form, doubt, state, basis, lanes: [...lanes].map(Number), number: Number(number), from, to, begin: first ? from : to, end: to < Infinity ? to : from };
    }
    return row.at;
  }
  const byDay = (one, other) => place(one).begin - place(other).begin || place(one).end - place(other).end || other.index - one.index;
  const nameOf = (row) => row.title + ", " + row.when + (STATES[place(row).state] ? ", " + STATES[place(row).state] : "");
  /* the area of a lane, from its values in the page */
  const band = ([top, turn, rows, more]) => {
    const body = top + NAME + turn, foot = body + rows * ROW + more;
    return { top, turn, rows, more, body, foot, middle: top + NAME + (turn || ROW) / 2, moreMiddle: foot - more / 2 };
  };

  function draw(range, bands, found) {
    const { dateOf, yearInWords, monthInWords, inWords, toIso } = window.briefgen.timelineCalendar;
    const make = window.briefgen.makeElement.svg;
    const { across, unit, steps } = range;
    const width = range.width(), high = bands[bands.length - 1].foot;

    function axis() {
      const kind = unit(TICK), g = make("g", { class: "bg-chron__axis", "aria-hidden": "true" }, make("line", { x2: width, y1: high, y2: high }));
      let before, edge = -Infinity;
      // the first day after a gap is named, and no step just before it
      const ends = range.gaps.map((gap) => gap[1]).filter((day) => day >= range.first && day < range.last);
      const near = (day) => ends.some((end) => end > day && across(end) - across(day) < NEAR);
      const days = new Set([...steps(kind).filter((day) => !near(day)), ...ends]);
      for (const day of [...days].sort((one, other) => one - other)) {
        const x = across(day), [year, month, n] = dateOf(day);
        if (x - edge < NEAR) continue;
        edge = x;
        const name = monthInWords(month) + (year === before ? "" : " " + yearInWords(year));
        const text = kind[0] === 12 ? yearInWords(year) : kind[0] && !ends.includes(day) ? name : n + " " + name;
        g.append(make("line", { x1: x, x2: x, y2: high + 6 }));
        if (x + 8 + text.length * LETTER < width) g.append(make("text", { x: x + 4, y: high + 20 }, text));
        before = year;
      }
      for (const [from, to] of range.gaps) {
        const x = across((from + to) / 2);
        if (x > 0 && x < width) g.append(make("line", { class: "bg-chron__break", x1: x, x2: x, y2: high + 1 }), make("text", { x, y: high + 5, "text-anchor": "middle" }, "//"));
      }
      return g;
    }

    /* puts each mark into the first row with room for it, or into the emptiest one; marks without room are left over */
    function rows(all, count, isSpread, moreSlack = 0) {
      const taken = new Array(count).fill(0), placed = [], rest = [];
      for (const row of all) {
        const { form, from, to } = place(row);
        let left = max(0, across(from)), right = min(width, across(to + 1)), slack = 0;
        if (form === "d" || right - left < ROW) {
          slack = max(0, right - left - ROW) + moreSlack;
          left = min(max(slack > moreSlack ? left : (left + right - ROW) / 2, 0), width - ROW);
          right = left + ROW;
        }
        let line = -1;
        taken.forEach((end, n) => {
          const fits = end <= left + slack && max(left, end) + right - left <= width + 0.01;
          if (fits && (line < 0 || (isSpread && end < taken[line]))) line = n;
        });
        if (line < 0) { rest.push({ row, left }); continue; }
        const x = max(left, taken[line]);
        taken[line] = x + right - left;
        placed.push({ row, x, end: taken[line], line });
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
        if (before[one.line]) before[one.line].next = one.x;
        before[one.line] = one;
      }
      return placed.filter((one) => {
        const after = shortened(one.row.title, (one.next || width) - one.end);
        one.label = after || shortened(one.row.title, one.x - (ends[one.line] || 0) - 6);
        one.side = after ? "start" : "end";
        ends[one.line] = one.end + (after ? after.length * LETTER + 6 : 0);
        return one.label;
      }).length;
    }

    function link(kind, href, name, ...children) {
      return make("a", { class: kind, href, tabindex: "-1" }, make("title", {}, name), ...children);
    }
    function mark({ row, x, end, y, side, label: text }) {
      const { form, doubt, state, basis, lanes, number, from, to, begin } = place(row);
      const use = (id, at) => make("use", { href: "#bg-mark-" + id, x: at, y });
      const parts = [make("rect", { class: "bg-chron__hit", x, y: y - ROW / 2, width: end - x, height: ROW })];
      if (form !== "d") parts.push(make("rect", { class: form === "r" ? "bg-chron__bar" : "bg-chron__within", x, width: end - x, y: y - 6, height: 12, ...(form === "r" ? { rx: 6 } : { fill: "url(#bg-hatch-days)" }) }));
      if (from === -Infinity) parts.push(use("before", x));
      if (to === Infinity) parts.push(use("after", end));
      const middle = form !== "r" ? (x + end) / 2 : from === -Infinity ? end - 12 : x + 12;
      parts.push(use(number ? "number" : state, middle));
      if (number) parts.push(make("text", { class: "bg-chron__number", x: middle, y: y + 4, "text-anchor": "middle" }, number));
      if (doubt !== "e") parts.push(make("text", { class: "bg-chron__sign", x: middle + (number ? 9 : 6), y: y - 3 }, { u: "?", a: "~", b: "?~" }[doubt]));
      if (text) parts.push(make("text", { class: "bg-chron__label", x: side === "start" ? end + 3 : x - 3, y: y + 4, "text-anchor": side }, text));
      const kind = "bg-chron__mark bg-chron__mark--" + state + " bg-chron__mark--" + doubt + (basis === "o" ? " bg-chron__mark--outline" : "") + (number ? " bg-chron__mark--named" : "");
      const ties = make("g", { class: kind });
      for (const lane of number ? lanes.slice(1) : []) {
        const foot = bands[lane].middle;
        ties.append(make("line", { class: "bg-chron__tie", x1: middle, x2: middle, y1: y, y2: foot }), make("circle", { class: "bg-chron__end", cx: middle, cy: foot, r: 4 }));
      }
      return { key: row.index, row, day: begin, ties, node: link(kind, row.url, nameOf(row), ...parts) };
    }

    /* several events as one number; it zooms to their days or, where the line goes no closer, filters the list by them */
    function stack(kind, lane, all, isMore, x, wide, y, ...children) {
      const first = place(all[0]).begin, last = place(all[all.length - 1]).begin;
      const href = window.briefgen.addressState.query({ from: toIso(first), to: toIso(last) });
      const values = { count: whole.format(all.length), days: inWords(first, last) };
      const name = isMore ? ngettext("%(count)s more event, %(days)s", "%(count)s more events, %(days)s", all.length, values)
        : ngettext("%(count)s event, %(days)s", "%(count)s events, %(days)s", all.length, values);
      const count = make("text", { x: x + wide / 2, y, "text-anchor": "middle" }, (isMore ? "+" : "") + all.length);
      return { key: kind + lane + "," + first, first, last, name, day: first, node: link("bg-chron__" + kind, href, name, ...children, count) };
    }
    function columns(all) {
      const edges = [...steps(unit(ROW)), ...range.gaps.flatMap(([from, to]) => [from, to])].filter((day) => day > range.first && day < range.last);
      const starts = [-Infinity, ...edges.sort((one, other) => one - other), Infinity], bins = bands.map(() => starts.map(() => []));
      let n = 0;
      for (const row of all) {
        while (place(row).begin >= starts[n + 1]) n += 1;
        bins[place(row).lanes[0]][n].push(row);
      }
      const most = max(1, ...bins.flat().map((bin) => bin.length));
      return bins.flatMap((inside, lane) => inside.flatMap((bin, at) => {
        const { body, foot } = bands[lane], x = max(0, across(starts[at])), wide = min(width, across(starts[at + 1])) - x;
        const tall = (foot - body - 14) * bin.length / most;
        return bin.length ? stack("column", lane, bin, false, x, wide, foot - tall - 3,
          make("rect", { class: "bg-chron__hit", x, width: wide, y: body, height: foot - body }), make("rect", { x, y: foot - tall, width: wide, height: tall })) : [];
      }));
    }
    /* turning points have their own row, where it has room */
    function named(all, { turn, top }) {
      const fit = turn ? rows(all.filter((row) => place(row).number), 1, false, 2 * ROW) : { placed: [], rest: [] };
      label(fit.placed);
      for (const one of fit.placed) one.y = top + NAME + TURN / 2;
      return fit.placed;
    }
    function marks(lane) {
      const here = found.filter((row) => place(row).lanes[0] === lane), area = bands[lane];
      const first = named(here, area), taken = new Set(first.map((one) => one.row)), others = here.filter((row) => !taken.has(row));
      let fit = rows(others, area.rows, true);
      // where fewer than half of the marks have room for a text, none has one
      if (fit.rest.length || 2 * label(fit.placed) < fit.placed.length) fit = rows(others, area.rows, false);
      for (const one of fit.placed) one.y = area.body + one.line * ROW + ROW / 2;
      const stacks = [];
      for (const { row, left } of fit.rest) (stacks[min(floor(left / STACK), floor(width / STACK) - 1)] ||= []).push(row);
      const y = area.moreMiddle;
      const more = stacks.map((all, n) => stack("more", lane, all, true, n * STACK, STACK, y + 4, make("rect", { class: "bg-chron__hit", x: n * STACK, width: STACK, y: y - 12, height: ROW })));
      return [...fit.placed.map(mark), ...first.map(mark), ...more.filter(Boolean)];
    }
    function crowded() {
      const first = bands.flatMap((area, lane) => named(found.filter((row) => place(row).lanes[0] === lane), area));
      const taken = new Set(first.map((one) => one.row));
      return [...columns(found.filter((row) => !taken.has(row))), ...first.map(mark)];
    }
    const room = floor(width / ROW) * bands.reduce((sum, { rows: count }) => sum + count, 0);
    const items = found.length > room ? crowded() : bands.flatMap((_, lane) => marks(lane));
    const ties = make("g", { class: "bg-chron__ties", "aria-hidden": "true" }, ...items.filter((one) => one.ties).map((one) => one.ties));
    return { axis: axis(), ties, items: items.sort((one, other) => one.day - other.day) };
  }

  (window.briefgen ||= {}).timelineMarks = { ROW, band, place, byDay, nameOf, draw };
})();
