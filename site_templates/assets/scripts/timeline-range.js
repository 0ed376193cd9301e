/* The part of the timeline that is shown: from a first day to a last one, and where a day is on the screen.
   It can be zoomed and moved within the whole line; `onMove` is called after each change. */
(function () {
  "use strict";
  const { floor, ceil, min, max } = Math;
  const within = (value, least, most) => min(max(value, least), most);
  /* steps of the axis: months, how many of the unit, and about how many days */
  const UNITS = [...[1, 2, 7, 14].map((step) => [0, step, step]), ...[1, 3, 6].map((step) => [1, step, 30.4 * step])];
  for (let ten = 1; ten < 1e9; ten *= 10) for (const lead of [1, 2, 5]) UNITS.push([12, lead * ten, 365.2 * lead * ten]);

  (window.briefgen ||= {}).timelineRange = function ({ view, first, last, onMove }) {
    const { dayNumber, dateOf } = window.briefgen.timelineCalendar;
    const whole = { first, last };
    let shown = { ...whole };
    const width = () => max(view.clientWidth, 200);
    const size = () => shown.last - shown.first;
    const across = (day) => (day - shown.first) / size() * width();
    const dayAt = (x) => shown.first + (x - view.getBoundingClientRect().left) / view.clientWidth * size();
    const isWhole = () => shown.first <= whole.first && shown.last >= whole.last;
    const isAtStart = () => shown.first <= whole.first;
    const isAtEnd = () => shown.last >= whole.last;
    const clampSize = (length) => within(length, 1, whole.last - whole.first);
    const clampFirst = (day, length) => within(day, whole.first, whole.last - length);

    /* the days that are shown at least in part: they are drawn, counted, named and kept in the address */
    function days() {
      const day = floor(shown.first + 1e-6);
      return [day, max(ceil(shown.last - 1e-6) - 1, day)];
    }
    function show(from, to) {
      const length = clampSize(to - from);
      const start = clampFirst((from + to - length) / 2, length);
      shown = { first: start, last: start + length };
      onMove();
    }
    const showWhole = () => show(whole.first, whole.last);
    function zoom(factor, around) {
      const share = (around - shown.first) / size(), next = clampSize(size() * factor);
      show(around - share * next, around + (1 - share) * next);
    }
    function pan(share) {
      const by = within(share * size(), whole.first - shown.first, whole.last - shown.last);
      show(shown.first + by, shown.last + by);
    }
    /* takes over days from an address; returns whether they lie on the line */
    function restore(from, to) {
      const fits = from <= to && to >= whole.first && from < whole.last;
      shown = fits ? { first: max(from, whole.first), last: min(to + 1, whole.last) } : { ...whole };
      return fits;
    }

    /* the shortest step of the calendar that is at least so many pixels long, and the days where its steps begin */
    const unit = (least) => UNITS.find((one) => one[2] * width() >= size() * least) || UNITS[UNITS.length - 1];
    function steps([months, step]) {
      const found = [];
      if (!months) {
        for (let day = ceil((shown.first + 1) / step) * step - 1; day < shown.last; day += step) found.push(day);
        return found;
      }
      const by = months * step, [year, month] = dateOf(floor(shown.first));
      for (let at = ceil((year * 12 + month - 1) / by) * by; ; at += by) {
        const day = dayNumber(floor(at / 12), (((at % 12) + 12) % 12) + 1, 1);
        if (day >= shown.last) return found;
        if (day >= shown.first) found.push(day);
      }
    }
    return {
      get first() { return shown.first; },
      get last() { return shown.last; },
      width, size, across, dayAt, isWhole, isAtStart, isAtEnd, clampSize, clampFirst, days, show, showWhole, zoom, pan, restore, unit, steps,
    };
  };
})();
