/* The network's circle of one actor: choosing another actor or other relations draws it again. The fragment keeps the choice.
   Rows stand below each other as in `briefgen/site/circle.py`, so each drawing fits; names come wrapped in lines. */
(function () {
  "use strict";
  const place = document.querySelector(".bg-circle-form");
  if (!place) return;
  const { addressState, gettext, ngettext, pgettext } = window.briefgen;
  const { svg, fromProperties: make } = window.briefgen.makeElement;
  // the filters that this address had before belong to the drawing of the whole network
  if (["relation", "actor", "from", "to", "negotiators", "well-supported"].some((key) => addressState.keys().includes(key))) {
    addressState.moveTo(place.dataset.overview);
    return;
  }
  const home = new URL(place.dataset.home, document.baseURI);
  const most = Number(place.dataset.most);
  const figure = document.querySelector(".bg-circle figure");
  const table = document.querySelector(".bg-circle__table tbody");
  const headings = document.querySelectorAll(".bg-circle__table th[scope=col]");
  const heading = document.querySelector("#top");
  const lead = document.querySelector("#lead");
  const more = document.querySelector(".bg-circle__more");
  const KINDS = {
    met: gettext("Met"), "spoke-for": pgettext("relation", "Spoke for"), answered: pgettext("relation", "Replied to"),
    disputes: pgettext("relation", "Disputes"), "voices-differ": pgettext("relation", "Voices differ"), "part-of": gettext("Part of"),
  };

  const person = make("select", { id: "bg-circle-person", name: "person" });
  for (const link of document.querySelectorAll(".bg-circle__choices a[data-person]")) person.append(make("option", { value: link.dataset.person, textContent: link.textContent }));
  [...person.options].sort((a, b) => a.text.localeCompare(b.text, document.documentElement.lang || "en")).forEach((option) => person.append(option));
  const strong = make("input", { type: "checkbox", name: "well-supported" });
  const checks = Object.keys(KINDS).map((value) => make("input", { type: "checkbox", name: "relation", value }));
  const others = make("details", {}, make("summary", { textContent: gettext("Show more than “met”") }),
    make("fieldset", {}, ...checks.map((check) => make("label", {}, check, KINDS[check.value]))));
  const status = make("p", {});
  status.setAttribute("role", "status");
  const form = make("form", { className: "bg-circle__form" }, make("label", { htmlFor: person.id, textContent: gettext("Actor") }), person,
    make("label", {}, strong, gettext("Well supported only")), others, status);
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", gettext("Choose an actor"));

  const loaded = new Map();
  /* the same number as `file_of` in `site/pages/network.py` */
  const fileOf = (id) => [...id].reduce((found, character) => (found * 31 + character.codePointAt(0)) % Number(place.dataset.files), 0);
  async function load(id) {
    const file = fileOf(id);
    if (!loaded.has(file)) {
      loaded.set(file, fetch(new URL(file + ".json", new URL(place.dataset.source, document.baseURI))).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }));
    }
    const circles = await loaded.get(file);
    if (!Object.hasOwn(circles, id)) throw new Error(id);
    return circles[id];
  }

  const callWords = (number) => (number ? ngettext("%(count)s call", "%(count)s calls", number) : "");
  const otherWords = (number) => (number ? ngettext("%(count)s other link", "%(count)s other links", number) : "");
  const joined = (parts) => parts.filter(Boolean).join(", ");
  /* a row with what is chosen: meetings in person, calls, other occasions, and those that are only reported */
  function chosen(row, kinds) {
    let [meetings, calls, rest, doubted] = [0, 0, 0, 0];
    for (const kind of kinds) {
      const [all, allCalls, weak, weakCalls] = row.totals[kind] || [0, 0, 0, 0];
      const left = strong.checked ? all - weak : all;
      const leftCalls = strong.checked ? allCalls - weakCalls : allCalls;
      if (kind === "met") { meetings = left - leftCalls; calls = leftCalls; } else rest += left;
      if (!strong.checked) doubted += weak;
    }
    const ties = row.ties.filter((tie) => kinds.includes(tie.kind) && (!strong.checked || !tie.mark));
    const words = joined([meetings ? ngettext("%(count)s meeting", "%(count)s meetings", meetings) : "", callWords(calls), otherWords(rest),
      doubted ? ngettext("%(count)s only reported", "%(count)s only reported", doubted) : ""]);
    const note = joined([callWords(calls), otherWords(rest), doubted ? ngettext("%(count)s reported", "%(count)s reported", doubted) : ""]);
    return { ...row, meetings, size: meetings + calls + rest, ties, words, note };
  }

  function drawn(circle, rows, label) {
    const lines = [];
    const marks = [];
    const text = (x, y, parts, options = {}) => svg("text", { x, y, ...options }, ...parts.map((part, n) => {
      const span = svg("tspan", { x, ...(n ? { dy: 18 } : {}), ...(part.of || {}) });
      span.textContent = part.words ?? part;
      return span;
    }));
    let y = 0;
    let side = -1;
    const put = [];
    for (const row of rows) {
      if (row.side !== side) { side = row.side; marks.push(text(202, y + 24, [circle.sides[side]], { class: "bg-circle__side" })); y += 40; }
      put.push([row, y + 18]);
      y += 36 + 18 * (row.lines.length - 1 + (row.note ? 1 : 0));
    }
    const height = Math.max(y + 16, 18 * (circle.lines.length + 4));
    const middle = Math.floor(height / 2);
    for (const [row, at] of put) {
      lines.push(svg("path", { d: `M46 ${middle}C130 ${middle} 96 ${at} 188 ${at}`, "stroke-width": Math.min(1.5 * Math.max(row.meetings, 1), 12), ...(row.meetings ? {} : { class: "is-call" }) }));
      marks.push(svg("circle", { class: "bg-circle__number", cx: 166, cy: at, r: 11 }), text(166, at + 5, [row.meetings || "–"], { class: "bg-circle__count" }), svg("circle", { cx: 190, cy: at, r: 4 }),
        text(202, at + 5, [...row.lines, ...(row.note ? [{ words: row.note, of: { class: "bg-circle__note" } }] : [])]));
    }
    marks.push(svg("circle", { cx: 46, cy: middle, r: 15 }), text(0, middle + 36, circle.lines));
    return svg("svg", { class: "bg-circle__svg", viewBox: `0 0 420 ${height}`, role: "img", "aria-label": label }, ...lines, ...marks);
  }

  const link = (path, words) => make("a", { href: new URL(path, home).href, textContent: words });
  function tableRow(row, hasVerbs) {
    const ties = row.ties.flatMap((tie, n) => [
      ...(n ? [" · "] : []), ...(hasVerbs ? [tie.verb + ": "] : []), link(tie.url, tie.text),
      ...(tie.when ? [make("span", { className: "bg-label", textContent: " " + tie.when })] : []), ...(tie.mark ? [make("span", { className: "bg-label", textContent: " (" + tie.mark + ")" })] : []),
    ]);
    const name = make("th", { scope: "row" }, link(row.url, row.name), ...(row.about ? [" ", make("span", { className: "bg-table__text", textContent: row.about })] : []));
    return make("tr", {}, name, make("td", { textContent: row.words }), make("td", {}, ...ties));
  }

  const read = () => ({ id: addressState.readFragment("person") || place.dataset.person, relation: addressState.readFragment("relation"), isStrong: addressState.readFragment("well-supported") === "yes" });
  let turn = 0;
  async function show() {
    const { id, relation, isStrong } = read();
    const mine = (turn += 1);
    const asked = relation.split(",").filter((kind) => kind in KINDS);
    const kinds = asked.length ? asked : ["met"];
    strong.checked = isStrong;
    for (const check of checks) check.checked = kinds.includes(check.value);
    let circle;
    try {
      circle = await load(id);
    } catch {
      if (mine === turn) status.textContent = gettext("No relation of this actor is recorded, or its circle could not be loaded.");
      return;
    }
    if (mine !== turn) return;
    if (![...person.options].some((option) => option.value === id)) person.append(make("option", { value: id, textContent: circle.name }));
    person.value = id;
    const isMet = kinds.length === 1 && kinds[0] === "met";
    const rows = circle.rows.map((row) => chosen(row, kinds)).filter((row) => row.size);
    const shown = rows.slice(0, most);
    heading.textContent = isMet ? gettext("Who met %(name)s", { name: circle.name }) : gettext("The circle of %(name)s", { name: circle.name });
    document.title = heading.textContent;
    lead.textContent = circle.lead;
    headings[0].textContent = isMet ? gettext("Met") : gettext("Related to");
    status.textContent = rows.length === 0 ? gettext("No such relation is recorded.") : shown.length < rows.length || rows.length < circle.total ? gettext("Shown: %(shown)s of %(total)s related actors", { shown: shown.length, total: circle.total }) : gettext("Shown: all %(total)s related actors", { total: rows.length });
    figure.querySelector("svg").replaceWith(drawn(circle, shown, circle.lead));
    table.replaceChildren(...shown.map((row) => tableRow(row, !isMet)));
    more.replaceChildren(...(shown.length < rows.length ? [gettext("Those with most meetings are shown."), " ", link(circle.url + "#meetings", gettext("All whom %(name)s met", { name: circle.name }))] : []));
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const kinds = checks.filter((check) => check.checked).map((check) => check.value);
    const isMet = !kinds.length || (kinds.length === 1 && kinds[0] === "met");
    addressState.writeFragment({ person: person.value, relation: isMet ? "" : kinds.join(","), "well-supported": strong.checked ? "yes" : "" });
  });
  addressState.onFragment(show);
  place.append(form);
  show();
})();
