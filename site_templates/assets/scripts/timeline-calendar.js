/* The calendar of the timeline: days as numbers, counted as in `edtf.py` (1 is 1 March of the year 0), and back to dates. */
(function () {
  "use strict";
  const { floor, abs } = Math;
  const { gettext } = window.briefgen;
  /* the names beside a day, because many languages inflect them; the short ones are those of American English, with three letters */
  const language = document.documentElement.lang || "en";
  const months = (locale, options) =>
    Array.from({ length: 12 }, (_, month) => new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" })
      .formatToParts(new Date(Date.UTC(2025, month, 15))).find((part) => part.type === "month").value);
  const MONTHS = months(language, { day: "numeric", month: "long" });
  const SHORT = months(language, { month: "short" });

  function dayNumber(year, month, day) {
    const y = month > 2 ? year : year - 1, m = (month + 9) % 12;
    return y * 365 + floor(y / 4) - floor(y / 100) + floor(y / 400) + floor((153 * m + 2) / 5) + day;
  }
  function dateOf(number) {
    const era = floor((number - 1) / 146097), day = number - 1 - era * 146097;
    const year = floor((day - floor(day / 1460) + floor(day / 36524) - floor(day / 146096)) / 365);
    const rest = day - (365 * year + floor(year / 4) - floor(year / 100));
    const m = floor((5 * rest + 2) / 153);
    return [year + era * 400 + (m > 9 ? 1 : 0), ((m + 2) % 12) + 1, rest - floor((153 * m + 2) / 5) + 1];
  }
  const yearInWords = (year) => (year > 0 ? String(year) : gettext("%(year)s BC", { year: 1 - year }));
  function inWords(first, last) {
    const [y, m, d] = dateOf(first), [year, month, day] = dateOf(last);
    const end = day + " " + MONTHS[month - 1] + " " + yearInWords(year);
    if (first === last) return end;
    return y === year && m === month ? d + "–" + end : d + " " + MONTHS[m - 1] + (y === year ? "" : " " + yearInWords(y)) + " – " + end;
  }
  function toIso(number) {
    const [y, m, d] = dateOf(number).map((part) => String(abs(part)).padStart(2, "0"));
    return (dateOf(number)[0] < 0 ? "-" : "") + y.padStart(4, "0") + "-" + m + "-" + d;
  }
  function fromIso(text) {
    const [, y, m, d] = /^(-?\d{4,9})-(0[1-9]|1[0-2])-(\d\d)$/.exec(text) || [];
    return dayNumber(Number(y), Number(m), Number(d));
  }
  const monthInWords = (month) => SHORT[month - 1];
  (window.briefgen ||= {}).timelineCalendar = { dayNumber, dateOf, yearInWords, monthInWords, inWords, toIso, fromIso };
})();
