/* A slider that shows a page as it stood on an earlier day. A cell of the matrix holds its earlier positions as templates.
   The parts of the home page (`data-slot`) are in a file, which is fetched when a reader first asks for an earlier day. */
(function () {
  "use strict";
  const control = document.querySelector(".bg-asof-control");
  if (!control) return;
  const { addressState, gettext } = window.briefgen;
  const make = window.briefgen.makeElement.fromAttributes;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const noPosition = () => [make("span", { class: "bg-position", "data-voices": "[]" }, make("span", { class: "bg-none" }, gettext("no position on record")))];

  const items = all("[data-cell][data-until]").map((element) => {
    const templates = [...element.querySelectorAll("template[data-day]")];
    for (const template of templates) template.remove();
    const rows = templates.map((template) => [template.dataset.day, () => [template.content.cloneNode(true)]]);
    const newest = [...element.childNodes];
    if (element.dataset.until) rows.push([element.dataset.until, () => newest]);
    return { element, rows, newest, none: noPosition };
  });
  const slots = all("[data-slot]").map((element) => ({ element, rows: [], newest: [...element.childNodes], none: () => [] }));
  const latest = control.dataset.latest || "9999-12-31";
  /* what became known after the day that the briefing describes belongs to that day */
  const found = [...(control.dataset.days || "").split(","), ...items.flatMap((item) => item.rows.map((row) => row[0]))];
  const earlier = [...new Set(found)].filter((day) => day && day < latest).sort();
  const newestDay = control.dataset.latest || earlier.pop();
  if (!earlier.length || !(items.length || slots.length)) return;
  const days = [...earlier, newestDay];
  const last = days.length - 1;
  // the pages write 27 November 2025
  const language = /^en\b/.test(document.documentElement.lang || "en") ? "en-GB" : document.documentElement.lang;
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  function inWords(day) {
    const parts = format.formatToParts(new Date(day + "T00:00:00Z")).map((part) => part.value);
    // as on the pages, without the word for "year" that some languages put at the end
    return (/\d/.test(parts.at(-1)) ? parts : parts.slice(0, -1)).join("");
  }

  const range = make("input", { type: "range", id: "bg-asof", min: "0", max: String(last), step: "1" });
  const output = make("output", { for: "bg-asof", class: "bg-asof-control__day" });
  const back = make("button", { type: "button", class: "bg-asof-control__now" }, gettext("Back to latest"));
  control.append(make("label", { for: "bg-asof" }, gettext("Show the situation on")), range, output, back);
  control.hidden = false;
  const shownDays = all("[data-shown-day]").map((element) => ({ element, newest: [...element.childNodes] }));

  let loading = null;
  const parsed = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
  /* fetches the earlier values of the slots, once */
  function load() {
    loading ||= fetch(control.dataset.src)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then(({ slots: values }) => {
        for (const item of slots) item.rows = (values[item.element.dataset.slot] || []).map(([day, html]) => [day, () => parsed(html)]);
      });
    return loading;
  }
  let asked = last;
  function show(index) {
    asked = index;
    const day = days[index];
    range.value = String(index);
    range.setAttribute("aria-valuetext", index === last ? gettext("%(day)s, the latest", { day: inWords(day) }) : inWords(day));
    output.value = index === last ? gettext("%(day)s (latest)", { day: inWords(day) }) : inWords(day);
    back.hidden = index === last;
    if (index === last || !slots.length) return put(index);
    control.setAttribute("aria-busy", "true");
    load().then(() => { if (asked === index) put(index); }, () => {
      loading = null;
      output.value = gettext("Earlier days could not be loaded");
    });
  }
  function put(index) {
    const day = days[index];
    const isLatest = index === last;
    for (const { element, rows, newest, none } of [...items, ...slots]) {
      const known = isLatest ? null : rows.filter((row) => row[0] <= day).pop();
      element.replaceChildren(...(isLatest ? newest : known ? known[1]() : none()));
    }
    for (const { element, newest } of shownDays) element.replaceChildren(...(isLatest ? newest : [make("time", { datetime: day }, inWords(day))]));
    // what an editor wrote later is hidden on earlier days, and a line says so
    for (const element of all("[data-only]")) element.hidden = (element.dataset.only === "latest") !== isLatest;
    control.removeAttribute("aria-busy");
    // the matrix follows the day, too
    control.dataset.day = isLatest ? "" : day;
    control.dispatchEvent(new Event("bg-asof"));
  }
  const write = (index) => addressState.write({ "as-of": index === last ? "" : days[index] });
  range.addEventListener("input", () => show(Number(range.value)));
  range.addEventListener("change", () => write(Number(range.value)));
  back.addEventListener("click", () => { show(last); write(last); range.focus(); });

  function showAddress() {
    const day = addressState.read("as-of");
    const before = days.filter((one) => day && one <= day).length - 1;
    show(/^\d{4}-\d\d-\d\d$/.test(day) ? Math.max(before, 0) : last);
  }
  addressState.onTravel(showAddress);
  showAddress();
})();
