/* Dates in a search: "Putin 27 November", "November 27, 2025", "2025-11-27". Month names are those of English and of the page. */
(function () {
  "use strict";
  const { letters, words } = window.briefgen.textFolding;
  const { gettext } = window.briefgen;
  /* words of a question that no page is about; they are left out beside a date. Each language has its own. */
  const FILLERS = new Set(gettext("what did does do was is the a an of on in at by who where when how say said happened happen").split(" "));
  /* words that join others; a search for names or things does not need them */
  const JOINING = new Set(gettext("a an the of on in at by from to for with about between and or").split(" "));

  const months = new Map();
  for (const language of ["en", document.documentElement.lang || "en"]) {
    // many languages have another form of the month beside a day
    for (const form of [{ month: "long" }, { month: "short" }, { month: "long", day: "numeric" }, { month: "short", day: "numeric" }]) {
      const format = new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" });
      for (let n = 0; n < 12; n += 1) {
        const name = format.formatToParts(Date.UTC(2024, n, 1)).find((part) => part.type === "month")?.value || "";
        if (/\p{L}/u.test(name)) months.set(letters(name).replace(/\./g, ""), n + 1);
      }
    }
  }

  const two = (number) => String(number).padStart(2, "0");
  /* the day in a text, and the text without it: `{ year, day: "11-27", rest }`; the year may be empty. Null without a day. */
  function readDate(text) {
    const iso = text.match(/(?:^|\s)(\d{4})-(\d\d)-(\d\d)(?=\s|$)/);
    if (iso) return { year: iso[1], day: iso[2] + "-" + iso[3], rest: rest(text.replace(iso[0], " ")) };
    const all = words(text);
    const month = all.findIndex((word) => months.has(word.folded));
    if (month < 0) return null;
    const isDay = (word) => word && /^(?:[12]?\d|3[01])(?:st|nd|rd|th)?$/.test(word.folded) && parseInt(word.folded, 10) > 0;
    const day = [month - 1, month + 1].find((n) => isDay(all[n]));
    if (day === undefined) return null;
    const after = Math.max(day, month) + 1;
    const hasYear = all[after] && /^\d{4}$/.test(all[after].folded);
    const used = new Set([day, month, ...(hasYear ? [after] : [])]);
    const others = all.filter((_, n) => !used.has(n)).map((word) => text.slice(word.start, word.end));
    return { year: hasYear ? all[after].folded : "", day: two(months.get(all[month].folded)) + "-" + two(parseInt(all[day].folded, 10)), rest: rest(others.join(" ")) };
  }
  /* the words of a search without those that join others, or all if nothing else is left */
  function mainWords(all) {
    const main = all.filter((word) => !JOINING.has(word));
    return main.length ? main : all;
  }
  function rest(text) {
    return words(text).filter((word) => !FILLERS.has(word.folded)).map((word) => text.slice(word.start, word.end)).join(" ");
  }
  /* whether a day or a range of days of the index, `first/last`, has a day; a range of more than a year does not count */
  function hasDay(days, { year, day }) {
    const [first, last = first] = days.split("/");
    if (!last || !first) return false;
    const years = year ? [year] : [first.slice(0, 4), last.slice(0, 4)];
    return Number(last.slice(0, 4)) - Number(first.slice(0, 4)) < 2 && years.some((one) => first <= one + "-" + day && one + "-" + day <= last);
  }
  Object.assign((window.briefgen ||= {}), { searchDates: { mainWords, readDate, hasDay } });
})();
