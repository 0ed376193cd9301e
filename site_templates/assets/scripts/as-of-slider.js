/* A slider that shows the matrix and the status of the points as they stood on an earlier day. */
(function () {
  "use strict";
  const control = document.querySelector(".bg-asof-control");
  const marked = [...document.querySelectorAll("[data-asof], [data-cell][data-until]")];
  if (!control || !marked.length) return;
  const { addressState } = window.briefgen;
  const make = window.briefgen.makeElement.fromAttributes;

  const items = marked.map((element) => (element.dataset.cell ? cellOf(element) : pointOf(element)));
  /* a cell holds the positions of earlier days as templates; its own content is the newest */
  function cellOf(element) {
    const templates = [...element.querySelectorAll("template[data-day]")];
    for (const template of templates) template.remove();
    const newest = [...element.childNodes];
    const rows = templates.map((template) => [template.dataset.day, () => [template.content.cloneNode(true)]]);
    if (element.dataset.until) rows.push([element.dataset.until, () => newest]);
    return { element, rows, newest, none: () => (element.closest(".bg-table--mini") ? noSign() : noPosition()) };
  }
  function pointOf(element) {
    const { title, className } = element;
    const rows = JSON.parse(element.dataset.asof).map((row) => [row[0], () => pointMark(element, title, row)]);
    return { element, rows, newest: [...element.childNodes], title, classes: className, none: () => pointMark(element, title, null) };
  }
  const days = [...new Set(items.flatMap((item) => item.rows.map((row) => row[0])))].filter(Boolean).sort();
  if (days.length < 2) return;
  // the pages write 27 November 2025
  const language = /^en\b/.test(document.documentElement.lang || "en") ? "en-GB" : document.documentElement.lang;
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const inWords = (day) => format.format(new Date(day + "T00:00:00Z"));
  const last = days.length - 1;

  const range = make("input", { type: "range", id: "bg-asof", min: "0", max: String(last), step: "1" });
  const output = make("output", { for: "bg-asof", class: "bg-asof-control__day" });
  const back = make("button", { type: "button", class: "bg-asof-control__now" }, "Show the newest");
  control.append(make("label", { for: "bg-asof" }, "As it stood on"), range, output, back);
  control.hidden = false;

  const noPosition = () => [make("span", { class: "bg-position", "data-voices": "[]" }, make("span", { class: "bg-none" }, "no position on record"))];
  const noSign = () => [make("span", { class: "bg-none", "aria-hidden": "true" }, "·"), make("span", { class: "bg-sr" }, "no position on record")];
  /* signs and words are copied from the legend, which has one of each kind */
  function pointMark(element, title, row) {
    const sample = row && document.querySelector(".bg-legend .bg-status--" + row[1]);
    const [sign, word] = sample ? [sample.firstElementChild.cloneNode(true), sample.querySelector(".bg-chip__word").textContent] : ["·", "not put forward yet"];
    const name = title.slice(0, title.indexOf(": "));
    const [mark, note] = row && row[3] ? ["!", ", disputed"] : ["", ""];
    element.className = ("bg-mark bg-status--" + (row ? row[1] + " " + row[2] : "not-in-line")).trim();
    element.title = name + ": " + word;
    return [
      element.querySelector(".bg-mark__number").cloneNode(true), " ",
      make("span", { "aria-hidden": "true" }, sign, mark), " ",
      make("span", { class: "bg-sr" }, name + ": " + word + note),
    ];
  }
  function show(index) {
    const day = days[index];
    const isNewest = index === last;
    for (const item of items) {
      if (isNewest) {
        if (item.classes) item.element.className = item.classes;
        if (item.title) item.element.title = item.title;
        item.element.replaceChildren(...item.newest);
        continue;
      }
      const known = item.rows.filter((one) => one[0] <= day).pop();
      item.element.replaceChildren(...(known ? known[1]() : item.none()));
    }
    for (const tally of document.querySelectorAll("[data-tally]")) {
      const strip = tally.closest(".bg-legend").previousElementSibling;
      tally.textContent = String(strip.querySelectorAll(".bg-mark.bg-status--" + tally.dataset.tally).length);
    }
    range.value = String(index);
    range.setAttribute("aria-valuetext", isNewest ? inWords(day) + ", the newest" : inWords(day));
    output.value = isNewest ? inWords(day) + " (newest change)" : inWords(day);
    back.hidden = isNewest;
    // the matrix follows the day, too
    control.dataset.day = isNewest ? "" : day;
    control.dispatchEvent(new Event("bg-asof"));
  }
  const write = (index) => addressState.write({ "as-of": index === last ? "" : days[index] });
  range.addEventListener("input", () => show(Number(range.value)));
  range.addEventListener("change", () => write(Number(range.value)));
  back.addEventListener("click", () => { show(last); write(last); range.focus(); });

  function showAddress() {
    const asked = addressState.read("as-of");
    const before = days.filter((day) => asked && day <= asked).length - 1;
    show(/^\d{4}-\d\d-\d\d$/.test(asked) ? Math.max(before, 0) : last);
  }
  addressState.onTravel(showAddress);
  showAddress();
})();
