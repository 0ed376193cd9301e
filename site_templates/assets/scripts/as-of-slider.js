/* A slider that shows the matrix and the status of the points as they stood on an earlier day. */
(function () {
  "use strict";
  const control = document.querySelector(".bg-asof-control");
  const marked = [...document.querySelectorAll("[data-asof]")];
  if (!control || !marked.length) return;
  const { addressState } = window.briefgen;
  const make = window.briefgen.makeElement.fromAttributes;

  const items = marked.map((element) => ({
    element, rows: JSON.parse(element.dataset.asof), newest: [...element.childNodes], title: element.title, classes: element.className,
  }));
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

  /* badges are copied from the legend, which has one of each kind */
  function badge(kind, value) {
    const sample = document.querySelector(".bg-legend .bg-" + kind + "--" + value);
    return sample ? sample.cloneNode(true) : document.createTextNode(value);
  }
  function smallCell(row) {
    const sample = row && document.querySelector(".bg-legend .bg-stance--" + row[1]);
    if (!sample) return [make("span", { class: "bg-none", "aria-hidden": "true" }, "·"), make("span", { class: "bg-sr" }, "not known")];
    const word = sample.lastChild.textContent.trim();
    return [make("a", { class: "bg-mark bg-stance--" + row[1], href: row[2], title: word },
      make("span", { "aria-hidden": "true" }, sample.firstElementChild.textContent), make("span", { class: "bg-sr" }, word))];
  }
  function cell(item, row) {
    if (item.element.closest(".bg-table--mini")) return smallCell(row);
    if (!row) return [make("span", { class: "bg-none" }, "not known")];
    const link = make("a", { class: "bg-cell", href: row[2] }, badge("stance", row[1]));
    link.append(" ", make("span", { class: "bg-cell__date" }, row[3]));
    return [link];
  }
  function pointMark(item, row) {
    const sample = row && document.querySelector(".bg-legend .bg-change--" + row[1]);
    const [sign, word] = sample ? [sample.firstElementChild.textContent, sample.lastChild.textContent.trim()] : ["·", "not put forward yet"];
    const name = item.title.slice(0, item.title.lastIndexOf(": "));
    item.element.className = "bg-mark bg-change--" + (row ? row[1] : "not-reported");
    item.element.title = name + ": " + word;
    return [
      item.element.querySelector(".bg-mark__number").cloneNode(true), " ",
      make("span", { "aria-hidden": "true" }, sign), " ",
      make("span", { class: "bg-sr" }, name + ": " + word),
    ];
  }
  function show(index) {
    const day = days[index];
    const isNewest = index === last;
    for (const item of items) {
      if (isNewest) {
        item.element.className = item.classes;
        if (item.title) item.element.title = item.title;
        item.element.replaceChildren(...item.newest);
        continue;
      }
      const row = item.rows.filter((one) => one[0] <= day).pop();
      const isMark = item.element.classList.contains("bg-mark");
      item.element.replaceChildren(...(isMark ? pointMark : cell)(item, row));
    }
    for (const tally of document.querySelectorAll("[data-tally]")) {
      const strip = tally.closest(".bg-legend").previousElementSibling;
      tally.textContent = String(strip.querySelectorAll(".bg-mark.bg-change--" + tally.dataset.tally).length);
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
