/* The part of the timeline that is shown: from a first day to a last one, and where a day is on the screen.
   It can be zoomed and moved within the whole line; `onMove` is called after each change.
   The axis shortens long stretches without events as `timeline_axis.py` does: `fold` gives the place of a day on it. */
(function () {
  "use strict";
  const { floor, ceil, min, max } = Math;
  const within = (value, least, most) => min(max(value, least), most);
  /* steps of the axis: months, how many of the unit, and about how many days */
  const UNITS = [...[1, 2, 7, 14].map((step) => [0, step, step]), ...[1, 3, 6].map((step) => [1, step, 30.4 * step])];
  for (let ten = 1; ten < 1e9; ten *= 10) for (const lead of [1, 2, 5]) UNITS.push([12, lead * ten, 365.2 * lead * ten]);

  (window.briefgen ||= {}).timelineRange = function ({ view, first, last, gaps, onMove }) {
    const { dayNumber, dateOf } = window.briefgen.timelineCalendar;
    /* how far a day lies from the first one, without what the gaps leave out, and back */
    const fold = (day) => gaps.reduce((at, [from, to, kept]) => (day > from ? at - (min(day, to) - from) * (1 - kept / (to - from)) : at), day - first);
    function unfold(place) {
      let day = place + first;
      for (const [from, to, kept] of gaps) {
        if (day <= from) break;
        day = day < from + kept ? from + (day - from) / kept * (to - from) : day + to - from - kept;
      }
      return day;
    }
    const whole = { first: 0, last: fold(last) };
    let shown = { ...whole };
    const width = () => max(view.clientWidth, 200);
    const size = () => shown.last - shown.first;
    const across = (day) => (fold(day) - shown.first) / size() * width();
    const shareOf = (x) => (x - view.getBoundingClientRect().left) / view.clientWidth;
    const dayAt = (x) => unfold(shown.first + shareOf(x) * size());
    const isWhole = () => shown.first <= whole.first && shown.last >= whole.last;
    const isAtStart = () => shown.first <= whole.first;
    const isAtEnd = () => shown.last >= whole.last;
    const clampSize = (length) => within(length, 1, whole.last);

    /* the days that are shown at least in part: they are drawn, counted, named and kept in the address */
    function days() {
      const day = floor(unfold(shown.first) + 1e-6);
      return [day, max(ceil(unfold(shown.last) - 1e-6) - 1, day)];
    }
    function place(from, length) {
      const start = within(from, 0, whole.last - length);
      shown = { first: start, last: start + length };
      onMove();
    }
    function show(from, to) {
      const length = clampSize(fold(to) - fold(from));
      place((fold(from) + fold(to) - length) / 2, length);
    }
    /* shows so many days, with a day at a share of the width */
    const bring = (day, share, length = size()) => place(fold(day) - share * clampSize(length), clampSize(length));
    const showWhole = () => place(0, whole.last);
    const zoom = (factor, around) => bring(around, (fold(around) - shown.first) / size(), size() * factor);
    const pan = (share) => place(shown.first + within(share * size(), -shown.first, whole.last - shown.last), size());
    /* takes over days from an address; returns whether they lie on the line */
    function restore(from, to) {
      const fits = from <= to && to >= first && from < last;
      shown = fits ? { first: fold(max(from, first)), last: fold(min(to + 1, last)) } : { ...whole };
      return fits;
    }

    /* the shortest step of the calendar that is at least so many pixels long, and the days where its steps begin */
    const unit = (least) => UNITS.find((one) => one[2] * width() >= size() * least) || UNITS[UNITS.length - 1];
    function stepsBetween([months, step], from, to) {
      const found = [];
      if (!months) {
        for (let day = ceil((from + 1) / step) * step - 1; day < to; day += step) found.push(day);
        return found;
      }
      const by = months * step, [year, month] = dateOf(floor(from));
      for (let at = ceil((year * 12 + month - 1) / by) * by; ; at += by) {
        const day = dayNumber(floor(at / 12), (((at % 12) + 12) % 12) + 1, 1);
        if (day >= to) return found;
        if (day >= from) found.push(day);
      }
    }
    function steps(unit) {
      const from = unfold(shown.first), to = unfold(shown.last);
      const begins = [from, ...gaps.map((gap) => max(gap[1], from))], ends = [...gaps.map((gap) => min(gap[0], to)), to];
      return begins.flatMap((begin, n) => (begin < ends[n] ? stepsBetween(unit, begin, ends[n]) : []));
    }
    return {
      get first() { return unfold(shown.first); },
      get last() { return unfold(shown.last); },
      gaps, width, size, across, shareOf, dayAt, isWhole, isAtStart, isAtEnd, days, show, bring, showWhole, zoom, pan, restore, unit, steps,
    };
  };
})();
