/* A slider that shows the matrix and the status of the points as they stood on an earlier day. */
(function () {
  "use strict";
  const control = document.querySelector(".bg-asof-control");
  const marked = [...document.querySelectorAll("[data-asof]")];
  if (!control || !marked.length) return;

  const items = marked.map((element) => ({ element, rows: JSON.parse(element.dataset.asof), now: [...element.childNodes], title: element.title, classes: element.className }));
  const days = [...new Set(items.flatMap((item) => item.rows.map((row) => row[0])))].filter(Boolean).sort();
  if (days.length < 2) return;
  // the pages say 27 November 2025
  const language = /^en\b/.test(document.documentElement.lang || "en") ? "en-GB" : document.documentElement.lang;
  const words = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const named = (day) => words.format(new Date(day + "T00:00:00Z"));
  const last = days.length - 1;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  const range = make("input", { type: "range", id: "bg-asof", min: "0", max: String(last), step: "1" });
  const told = make("output", { for: "bg-asof", class: "bg-asof-control__day" });
  const back = make("button", { type: "button", class: "bg-asof-control__now" }, "Show the newest");
  control.append(make("label", { for: "bg-asof" }, "As it stood on"), range, told, back);
  control.hidden = false;

  function chip(kind, value) {
    const sample = document.querySelector(".bg-legend .bg-" + kind + "--" + value);
    return sample ? sample.cloneNode(true) : document.createTextNode(value);
  }
  function sign(row) {
    const sample = row && document.querySelector(".bg-legend .bg-stance--" + row[1]);
    if (!sample) return [make("span", { class: "bg-none", "aria-hidden": "true" }, "·"), make("span", { class: "bg-sr" }, "not known")];
    const word = sample.lastChild.textContent.trim();
    return [make("a", { class: "bg-mark bg-stance--" + row[1], href: row[2], title: word },
      make("span", { "aria-hidden": "true" }, sample.firstElementChild.textContent), make("span", { class: "bg-sr" }, word))];
  }
  function cell(item, row) {
    if (item.element.closest(".bg-table--mini")) return sign(row);
    if (!row) return [make("span", { class: "bg-none" }, "not known")];
    const link = make("a", { class: "bg-cell", href: row[2] }, chip("stance", row[1]));
    link.append(" ", make("span", { class: "bg-cell__date" }, row[3]));
    return [link];
  }
  function mark(item, row) {
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
        item.element.replaceChildren(...item.now);
        continue;
      }
      const row = item.rows.filter((one) => one[0] <= day).pop();
      const isMark = item.element.classList.contains("bg-mark");
      item.element.replaceChildren(...(isMark ? mark : cell)(item, row));
    }
    for (const tally of document.querySelectorAll("[data-tally]")) {
      const strip = tally.closest(".bg-legend").previousElementSibling;
      tally.textContent = String(strip.querySelectorAll(".bg-mark.bg-change--" + tally.dataset.tally).length);
    }
    range.value = String(index);
    range.setAttribute("aria-valuetext", isNewest ? named(day) + ", the newest" : named(day));
    told.value = isNewest ? named(day) + " (newest change)" : named(day);
    back.hidden = isNewest;
    // other scripts of the page go by the day too
    control.dataset.day = isNewest ? "" : day;
    control.dispatchEvent(new Event("bg-asof"));
  }
  function keep(index) {
    const address = new URL(window.location.href);
    if (index === last) address.searchParams.delete("as-of");
    else address.searchParams.set("as-of", days[index]);
    window.history.replaceState(null, "", address);
  }
  range.addEventListener("input", () => show(Number(range.value)));
  range.addEventListener("change", () => keep(Number(range.value)));
  back.addEventListener("click", () => { show(last); keep(last); range.focus(); });

  function showAsked() {
    const asked = new URLSearchParams(window.location.search).get("as-of");
    const before = days.filter((day) => asked && day <= asked).length - 1;
    show(asked && /^\d{4}-\d\d-\d\d$/.test(asked) ? Math.max(before, 0) : last);
  }
  window.addEventListener("popstate", showAsked);
  showAsked();
})();
