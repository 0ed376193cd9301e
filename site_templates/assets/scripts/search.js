/* Search: the link in the header opens a dialog; the search page has the same with filters, and each search has its own address. */
(function () {
  "use strict";
  const opener = document.querySelector(".bg-find");
  if (!opener) return;
  const { addressState, gettext, searchIndex, searchOnce, searchPanel, whole } = window.briefgen;
  const make = window.briefgen.makeElement.fromProperties;
  const home = new URL(opener.dataset.home, document.baseURI);
  const counts = { statements: Number(opener.dataset.statements), sources: Number(opener.dataset.sources) };
  const index = searchIndex(new URL("pagefind/", home), counts);
  const site = { index, home, page: addressOf, ...counts };

  function addressOf(state) {
    const found = new URL(opener.href);
    for (const [key, value] of Object.entries(state)) if (value) found.searchParams.set(key, value);
    return found.href;
  }
  /* the link and the keys that start a search */
  function onOpen(open) {
    opener.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target.closest("input, textarea, select, [contenteditable], dialog");
      const isCommand = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      const isLetter = (event.key === "/" || event.key === "s") && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isCommand && !isLetter) return;
      event.preventDefault();
      open();
    });
  }

  const root = document.querySelector(".bg-search");
  if (root) startPage();
  else startDialog();

  function startDialog() {
    let box = null, panel = null;
    function build() {
      panel = searchPanel(site, 5, false);
      const close = make("button", { type: "button", className: "bg-search__close", textContent: gettext("Close") });
      box = make("dialog", { className: "bg-search md-typeset" }, panel.form, panel.status, panel.results, close);
      box.setAttribute("aria-label", gettext("Search"));
      panel.addKeys(box);
      // otherwise the first press would only empty the field
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        box.close();
        // at once; otherwise the next key would still go to the field
        opener.focus();
      });
      close.addEventListener("click", () => box.close());
      box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
      box.addEventListener("close", () => opener.focus());
      panel.results.addEventListener("click", (event) => { if (event.target.closest("a")) box.close(); });
      document.body.append(box);
    }
    opener.setAttribute("aria-haspopup", "dialog");
    onOpen(() => {
      if (!box) build();
      if (!box.open) box.showModal();
      panel.input.select();
      index.load().catch(() => {});
    });
  }

  function startPage() {
    const panel = searchPanel(site, 15, true);
    const fields = { q: panel.input };
    const body = make("div", { className: "bg-filter__fields" });
    const box = make("details", {}, make("summary", { textContent: gettext("Filters") }), body);
    panel.form.append(box);
    root.append(panel.form, panel.status, panel.results);
    panel.addKeys(root);
    /* the index of names, which is hidden while results are shown */
    const names = [];
    for (let one = root.nextElementSibling; one && !one.matches(".bg-citing"); one = one.nextElementSibling) names.push(one);

    let days = [];
    function addField(key, label, control) {
      control.id = "bg-search-" + key;
      control.name = key;
      fields[key] = control;
      body.append(make("div", {}, make("label", { htmlFor: control.id, textContent: label }), control));
    }
    const buildFields = searchOnce(async () => {
      const known = await index.choices();
      days = known.days;
      for (const [key, label] of [["kind", gettext("Kind")], ["theme", gettext("Theme")], ["actor", gettext("Actor")], ["grade", gettext("Best source grade")], ["quotation", gettext("Quotation")]]) {
        if (!known[key].length) continue;
        const options = known[key].map(([value, name]) => Object.assign(make("option", { value, textContent: name }), { name }));
        addField(key, label, make("select", {}, make("option", { value: "", textContent: gettext("Any") }), ...options));
      }
      if (days.length) {
        addField("from", gettext("From"), make("input", { type: "date" }));
        addField("to", gettext("Until"), make("input", { type: "date" }));
      }
    });
    panel.filters = () => {
      const found = {};
      for (const key of ["kind", "theme", "actor", "grade", "quotation"]) if (fields[key]?.value) found[key] = fields[key].value;
      const asked = [fields.from?.value || "", fields.to?.value || ""];
      // days in the wrong order mean the time between them
      const [from, to] = asked.includes("") ? asked : asked.sort();
      if (from || to) {
        // a date that is not known to the day counts when it may lie between the two
        const within = days.filter((one) => {
          const [first, last = first] = one.split("/");
          return (!from || last === "" || last >= from) && (!to || first <= to);
        });
        found.date = { any: within.length ? within : ["none"] };
      }
      return found;
    };
    const heading = document.querySelector("h1");
    const before = { heading: heading.textContent, title: document.title };
    panel.after = async (found) => {
      heading.textContent = found ? gettext("Search") : before.heading;
      const asked = panel.input.value.trim();
      document.title = !found ? before.title : asked ? gettext("%(words)s – search", { words: asked }) : gettext("Search");
      for (const one of names) one.classList.toggle("bg-filtered", found !== null);
      if (!found || !box.open) return;
      await index.filterCounts();
      for (const [key, control] of Object.entries(fields)) {
        for (const option of control.options || []) {
          if (option.value) option.textContent = option.name + " (" + whole.format(found.counts[key]?.[option.value] || 0) + ")";
        }
      }
    };
    function write(isNew) {
      const state = Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, one.value.trim()]));
      addressState.replace(addressOf(state), { isNew });
    }
    panel.changed = write;
    async function read() {
      if (addressState.keys().some((key) => key !== "q")) await buildFields().then(() => { box.open = true; });
      for (const [key, one] of Object.entries(fields)) one.value = addressState.read(key);
      panel.run();
    }
    panel.form.addEventListener("submit", (event) => { event.preventDefault(); write(true); panel.run(); });
    body.addEventListener("change", () => { write(true); panel.run(); });
    box.addEventListener("toggle", () => { if (box.open) buildFields().then(index.filterCounts).then(() => panel.run()).catch(() => {}); });
    addressState.onTravel(read);
    onOpen(() => { panel.input.focus(); panel.input.select(); root.scrollIntoView({ block: "center" }); });
    read().catch(() => {});
    // a reader who comes with words continues with them
    if (panel.input.value && document.activeElement === document.body) panel.input.focus({ preventScroll: true });
  }
})();
