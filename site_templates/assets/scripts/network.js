/* The drawing of the whole network: an actor highlights its neighbours; filters narrow it, each state with its own address. */
(function () {
  "use strict";
  const place = document.querySelector(".bg-net-filter[data-net]");
  if (!place) return;
  const { addressState, gettext, whole } = window.briefgen;
  const make = window.briefgen.makeElement.fromProperties;
  if (!document.querySelector(".bg-net__svg")) return;
  const known = JSON.parse(place.dataset.net);
  const svg = document.querySelector(".bg-net__svg");
  const view = document.querySelector(".bg-net__view");
  const nodes = [...svg.querySelectorAll(".bg-net__node")];
  const lines = [...svg.querySelectorAll(".bg-net__lines > path")];
  const names = new Map(Object.entries(known.kinds).filter(([kind]) => known.rows.some((row) => row[0] === kind)).map(([kind, word]) => [kind, word[0].toUpperCase() + word.slice(1)]));
  const rows = known.rows.map(([kind, one, other, days, strength], n) => ({
    kind, one, other, strength, line: lines[n], isIn: true,
    days: days.split(",").map((span) => span.split("/")),
  }));
  const nameOf = (n) => nodes[n].dataset.name;

  /* the reader's choices in the address */
  const KEYS = ["relation", "actor", "from", "to", "negotiators", "well-supported"];
  function asked() {
    const state = Object.fromEntries(KEYS.map((key) => [key, addressState.read(key)]));
    for (const key of ["from", "to"]) if (!/^\d{4}-\d\d-\d\d$/.test(state[key])) state[key] = "";
    for (const key of ["negotiators", "well-supported"]) if (state[key] !== "yes") state[key] = "";
    return state;
  }
  function write(state) {
    const changes = Object.fromEntries(KEYS.map((key) => [key, state[key]]));
    addressState.write(changes, { isNew: true, hasLists: true, dropsFragment: true });
  }

  const body = make("div", { className: "bg-filter__fields" });
  const status = make("p", {});
  status.setAttribute("role", "status");
  const reset = make("button", { type: "button", textContent: gettext("Reset"), hidden: true });
  const box = make("details", {}, make("summary", { textContent: gettext("Filter the network") }), body);
  const form = make("form", { className: "bg-filter__form" }, box, make("div", { className: "bg-filter__told" }, status, reset));
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", gettext("Filter the network"));
  const checks = [...names].map(([value, label]) => make("input", { type: "checkbox", name: "relation", value, title: label }));
  const group = make("fieldset", {}, make("legend", { className: "bg-label", textContent: gettext("Relations") }),
    ...checks.map((check) => { const label = check.title; check.removeAttribute("title"); return make("label", {}, check, label); }));
  function field(key, label, control) {
    control.id = "bg-net-" + key;
    control.name = key;
    return make("div", {}, make("label", { htmlFor: control.id, textContent: label }), control);
  }
  const order = known.actors.map((_, n) => n).sort((a, b) => nameOf(a).localeCompare(nameOf(b), document.documentElement.lang || "en"));
  const actor = make("select", {}, make("option", { value: "", textContent: gettext("any") }), ...order.map((n) => make("option", { value: known.actors[n], textContent: nameOf(n) })));
  const from = make("input", { type: "date" });
  const to = make("input", { type: "date" });
  const onlyNegotiators = make("input", { type: "checkbox" });
  const onlyStrong = make("input", { type: "checkbox" });
  body.append(group, field("actor", gettext("Actor"), actor), field("from", gettext("From"), from), field("to", gettext("Until"), to),
    field("negotiators", gettext("Negotiators only"), onlyNegotiators), field("well-supported", gettext("Well supported only"), onlyStrong));

  function show() {
    const state = asked();
    const kinds = state.relation ? state.relation.split(",") : [...names.keys()];
    for (const check of checks) check.checked = kinds.includes(check.value);
    actor.value = state.actor;
    from.value = state.from;
    to.value = state.to;
    onlyNegotiators.checked = Boolean(state.negotiators);
    onlyStrong.checked = Boolean(state["well-supported"]);
    // days in the wrong order mean the time between them
    const [since, until] = state.from && state.to ? [state.from, state.to].sort() : [state.from, state.to];
    const around = known.actors.indexOf(state.actor);
    const isChosen = ({ one, other, strength }) => (!onlyStrong.checked || strength === "strong") &&
      (!onlyNegotiators.checked || [one, other].every((n) => known.groups[n] === "negotiator"));
    const near = new Set();
    let count = 0;
    for (const row of rows) {
      row.isIn = kinds.includes(row.kind) && isChosen(row) && (!state.actor || row.one === around || row.other === around) &&
        row.days.some(([first, last]) => (!since || !last || last >= since) && (!until || !first || first <= until));
      row.line.classList.toggle("is-out", !row.isIn);
      if (row.isIn) { count += 1; near.add(row.one).add(row.other); }
    }
    const isOwn = KEYS.every((key) => !state[key]);
    nodes.forEach((node, n) => node.classList.toggle("is-out", !isOwn && !near.has(n)));
    const actors = isOwn ? known.actors.length : near.size;
    status.textContent = isOwn
      ? gettext("%(actors)s actors and %(relations)s relations are drawn", { actors: whole.format(actors), relations: whole.format(count) })
      : count
        ? gettext("%(actors)s of %(allActors)s actors, %(relations)s of %(allRelations)s relations", {
          actors: whole.format(actors), allActors: whole.format(known.actors.length), relations: whole.format(count), allRelations: whole.format(rows.length),
        })
        : gettext("No relations match all these filters (of %(count)s).", { count: whole.format(rows.length) });
    reset.hidden = isOwn;
    highlight(-1);
    const first = nodes.findIndex((node) => !node.classList.contains("is-out"));
    setCurrent(current >= 0 && !nodes[current].classList.contains("is-out") ? current : first);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const kinds = checks.filter((check) => check.checked).map((check) => check.value);
    write({ relation: kinds.length === checks.length ? "" : kinds.join(",") || "none", actor: actor.value, from: from.value, to: to.value,
      negotiators: onlyNegotiators.checked ? "yes" : "", "well-supported": onlyStrong.checked ? "yes" : "" });
    show();
  });
  reset.addEventListener("click", () => { write({}); show(); box.firstElementChild.focus(); });
  addressState.onTravel(show);

  /* An actor highlights itself, its neighbours and the lines between them. One actor at a time is in the tab order. */
  let current = -1;
  const note = document.querySelector(".bg-net__told");
  function setCurrent(n) {
    current = n;
    nodes.forEach((node, one) => node.setAttribute("tabindex", one === n ? "0" : "-1"));
  }
  function highlight(n) {
    const near = new Set([n]);
    const counts = new Map();
    for (const row of rows) {
      const isNear = row.isIn && (row.one === n || row.other === n);
      row.line.classList.toggle("is-near", isNear);
      if (!isNear) continue;
      near.add(row.one).add(row.other);
      counts.set(row.kind, (counts.get(row.kind) || 0) + 1);
    }
    nodes.forEach((node, one) => node.classList.toggle("is-near", near.has(one)));
    svg.classList.toggle("is-marked", n >= 0);
    note.textContent = n < 0
      ? window.matchMedia("(pointer: coarse)").matches
        ? gettext("Tap an actor, or use the arrow keys, to see to whom it is related.")
        : gettext("Point at an actor, or use the arrow keys, to see to whom it is related.")
      : nameOf(n) + ": " + ([...counts].map(([kind, times]) => names.get(kind).toLowerCase() + " " + whole.format(times)).join(", ") || gettext("no relation shown"));
  }
  /* the nearest actor in a direction; the distance to the side counts double */
  function neighbour(n, dx, dy) {
    const position = (node) => {
      const label = node.querySelector("text");
      return [Number(label.getAttribute("x")), Number(label.getAttribute("y"))];
    };
    const [x, y] = position(nodes[n]);
    let best = n;
    let least = Infinity;
    nodes.forEach((node, one) => {
      if (one === n || node.classList.contains("is-out")) return;
      const [ox, oy] = position(node);
      const ahead = (ox - x) * dx + (oy - y) * dy;
      const aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
      if (ahead > 0 && aside <= 2 * ahead && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = one; }
    });
    return best;
  }

  const wide = Number(svg.getAttribute("width"));
  const high = Number(svg.getAttribute("height"));
  let size = 1;
  function zoom(next) {
    const x = (view.scrollLeft + view.clientWidth / 2) / size;
    const y = (view.scrollTop + view.clientHeight / 2) / size;
    size = Math.min(4, Math.max(.1, next));
    svg.setAttribute("width", String(Math.floor(wide * size)));
    svg.setAttribute("height", String(Math.floor(high * size)));
    view.scrollLeft = x * size - view.clientWidth / 2;
    view.scrollTop = y * size - view.clientHeight / 2;
  }
  const fit = () => zoom(view.clientWidth / wide);

  function explore() {
    const indexOf = (event) => nodes.indexOf(event.target.closest(".bg-net__node"));
    svg.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") highlight(indexOf(event)); });
    // a finger cannot hover: the first tap highlights, the second one follows the link
    let tapped = -1;
    svg.addEventListener("click", (event) => {
      const n = indexOf(event);
      const isFirst = event.pointerType === "touch" && n >= 0 && n !== tapped;
      tapped = n;
      if (!isFirst) return;
      event.preventDefault();
      highlight(n);
    });
    svg.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") highlight(nodes.indexOf(document.activeElement)); });
    // not on the drawing itself, which Chromium would then put into the tab order
    view.addEventListener("focusin", (event) => { if (indexOf(event) >= 0) { setCurrent(indexOf(event)); highlight(current); } });
    view.addEventListener("focusout", () => highlight(-1));
    const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    view.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const n = indexOf(event);
      const shown = nodes.filter((node) => !node.classList.contains("is-out"));
      const next = { "+": size * 1.25, "=": size * 1.25, "-": size / 1.25, 0: view.clientWidth / wide }[event.key];
      if (next) zoom(next);
      else if (n >= 0 && arrows[event.key]) nodes[neighbour(n, ...arrows[event.key])].focus();
      else if (n >= 0 && event.key === "Home") shown[0].focus();
      else if (n >= 0 && event.key === "End") shown[shown.length - 1].focus();
      else return;
      event.preventDefault();
    });
    const button = (text, label, act) => {
      const one = make("button", { type: "button", textContent: text, title: label });
      one.setAttribute("aria-label", label);
      one.addEventListener("click", act);
      return one;
    };
    const tools = document.querySelector(".bg-net__tools");
    tools.append(
      button("+", gettext("Larger"), () => zoom(size * 1.25)), button("−", gettext("Smaller"), () => zoom(size / 1.25)),
      button(gettext("Show all"), gettext("Whole drawing"), fit), button("100%", gettext("Full size"), () => zoom(1)),
    );
    tools.hidden = note.hidden = false;
    // the whole drawing where it stays readable; otherwise full size, with the most connected actor in the middle
    if (view.clientWidth >= .75 * wide) zoom(Math.min(1, view.clientWidth / wide));
    else {
      const text = nodes[0].querySelector("text");
      view.scrollLeft = Number(text.getAttribute("x")) - view.clientWidth / 2;
      view.scrollTop = Number(text.getAttribute("y")) - view.clientHeight / 2;
    }
  }

  place.append(form);
  explore();
  show();
  // the drawing comes first; where the address has filters, they are shown
  box.open = !reset.hidden && window.matchMedia("(min-width: 60em)").matches;
})();
