/* One search on the screen: a field, a status line and the results. The dialog shows the first results, the search page all of
   them; the page adds filters through `filters`, `changed` and `after`. */
(function () {
  "use strict";
  /* more statements and sources than this are searched only on request: their indexes are as large as that of the pages */
  const MOST_UNASKED = 4000;
  /* more characters are cut off; a long sentence has about 300 */
  const LONGEST = 500;
  const { gettext, ngettext, whole } = window.briefgen;
  const KINDS = {
    event: gettext("event"), actor: gettext("actor"), plan: gettext("plan"), point: gettext("plan point"),
    dispute: gettext("dispute"), source: gettext("source"), statement: gettext("statement"),
  };

  /* `site` has the index, the home address, the address of the search page by its parameters, and the numbers of statements and sources */
  (window.briefgen ||= {}).searchPanel = function (site, step, isPage) {
    const { index } = site;
    const { textFolding: { words: wordsOf, queryWords, isUnspaced } } = window.briefgen;
    const make = window.briefgen.makeElement.fromProperties;

    const input = make("input", { type: "search", name: "q", maxLength: LONGEST, autocomplete: "off", spellcheck: false, id: isPage ? "bg-search-page" : "bg-search-box" });
    input.setAttribute("autocapitalize", "off");
    const status = make("p", { className: "bg-search__told" });
    status.setAttribute("role", "status");
    const results = make("div", { className: "bg-search__found" });
    const form = make("form", { action: site.page({}), className: "bg-search__form" },
      make("label", { htmlFor: input.id, textContent: gettext("Search") }), make("div", {}, input, make("button", { textContent: gettext("Search") })));
    form.setAttribute("role", "search");
    const panel = { input, form, status, results, run, filters: () => ({}), after: () => {} };
    /* counts the searches: results of an older one are dropped */
    let turn = 0;

    function title(text, words) {
      const wanted = queryWords(words);
      const isWanted = (folded) => wanted.some((word) => [folded.replaceAll("-", ""), ...folded.split("-")].some((part) => part.startsWith(word)));
      const parts = [];
      let done = 0;
      for (const { start, end, folded } of wordsOf(text)) {
        if (!isWanted(folded)) continue;
        const next = text.codePointAt(end) || 32;
        const last = isUnspaced(text.slice(start, end)) && isUnspaced(String.fromCodePoint(next)) ? end + String.fromCodePoint(next).length : end;
        if (last <= done) continue;
        parts.push(text.slice(done, Math.max(done, start)), make("mark", { textContent: text.slice(Math.max(done, start), last) }));
        done = last;
      }
      return [...parts, text.slice(done)];
    }
    /* what a page says of itself, never the words around a match: a page leaves out some of the indexed text */
    function result({ meta }, words) {
      const below = [KINDS[meta.kind] || meta.kind, meta.date, meta.by].filter(Boolean).join(" · ");
      return make("li", {}, make("a", { href: new URL(meta.url, site.home).href }, ...title(meta.title, words)), " ",
        make("span", { className: "bg-card__meta", textContent: below }), ...(meta.summary ? [make("p", {}, ...title(meta.summary, words))] : []));
    }
    /* a list that grows by `size` rows; `add` puts the records of the next rows into it, and returns the first new link */
    function growing(rows, size, add) {
      const more = make("button", { type: "button", hidden: true });
      let count = 0;
      async function next() {
        const part = await Promise.all(rows.slice(count, count + size).map((one) => one.data()));
        count += part.length;
        more.hidden = !isPage || count >= rows.length;
        more.textContent = gettext("Show %(some)s more of %(count)s", { some: whole.format(Math.min(size, rows.length - count)), count: whole.format(rows.length - count) });
        return add(part);
      }
      more.addEventListener("click", () => next().then((link) => link.focus()));
      return { more, next };
    }
    const heading = (label, rows) => make("h2", { textContent: label + " (" + whole.format(rows.length) + ")" });
    function section(label, rows, words) {
      const list = make("ol", {});
      const { more, next } = growing(rows, step, (part) => {
        const items = part.map((data) => result(data, words));
        list.append(...items);
        return items[0].querySelector("a");
      });
      return next().then(() => make("section", {}, heading(label, rows), list, more));
    }
    /* statements stand below their event: in the list of pages if it is there, otherwise in a list of their own */
    function statementSection(rows, words, isOpen) {
      const list = make("ol", {});
      const part = make("section", {}, heading(gettext("Statements"), rows), list);
      const said = new Map();
      function placeOf({ meta }) {
        const address = new URL(meta.url, site.home).href.split("#")[0];
        if (!said.has(address)) {
          const own = [...results.querySelectorAll("section > ol > li > a")].find((link) => link.href === address)?.parentNode;
          const item = own || make("li", {}, make("a", { href: address }, ...title(meta.event, words)), " ", make("span", { className: "bg-card__meta", textContent: KINDS.event }));
          const box = make("details", { className: "bg-search__said", open: isOpen || said.size === 0 }, make("summary", {}), make("ul", {}));
          item.append(box);
          if (!own) list.append(item);
          said.set(address, box);
        }
        return said.get(address);
      }
      const { more, next } = growing(rows, step * 3, (records) => {
        let first = null;
        for (const data of records) {
          const box = placeOf(data), item = result({ meta: { ...data.meta, kind: "" } }, words);
          box.lastChild.append(item);
          const count = box.lastChild.children.length;
          box.firstChild.textContent = ngettext("%(count)s statement of this event", "%(count)s statements of this event", count);
          first ||= [box, item.querySelector("a")];
        }
        first[0].open = true;
        return first[1];
      });
      part.append(more);
      return next().then(() => part);
    }
    /* sources are folded and come last; their records are loaded when the reader opens them */
    function sourceSection(rows, words, isOpen) {
      const box = make("details", { className: "bg-search__sources" }, make("summary", { textContent: gettext("Sources") + " (" + whole.format(rows.length) + ")" }));
      box.addEventListener("toggle", () => {
        if (box.open && box.children.length < 2) section(gettext("Sources"), rows, words).then((found) => box.append(found.querySelector("ol"), found.lastChild));
      });
      box.open = isOpen;
      return box;
    }

    async function run(asksOthers) {
      const mine = (turn += 1);
      // an address may have more characters than the field accepts
      if (input.value.length > LONGEST) input.value = input.value.slice(0, LONGEST);
      const words = input.value.trim();
      const filters = panel.filters();
      if (!words && !Object.keys(filters).length) {
        results.replaceChildren();
        status.textContent = "";
        panel.after(null);
        return;
      }
      try {
        if (!status.textContent) status.textContent = gettext("Searching …");
        const isOther = filters.kind === "statement" || filters.kind === "source";
        const wantsOthers = site.statements + site.sources > 0 && (!filters.kind || isOther);
        if (wantsOthers && (asksOthers || isOther)) await index.mergeOthers();
        const first = await index.search(words, filters);
        if (mine !== turn) return;
        const isComing = wantsOthers && !index.hasOthers() && site.statements + site.sources <= MOST_UNASKED;
        await show(first, filters, mine, wantsOthers, isComing);
        // the pages are shown first; the others are added below them, so that nothing with the focus goes away
        if (isComing) {
          await index.mergeOthers();
          const found = await index.search(words, filters);
          if (mine !== turn) return;
          if (found.instead !== first.instead || found.briefs.length !== first.briefs.length) await show(found, filters, mine, wantsOthers);
          else await addOthers(found, filters, mine);
        }
      } catch {
        if (mine === turn) status.textContent = gettext("Search could not be loaded. Browse the A–Z index instead.");
      }
    }
    const others = make("div", {});
    const list = new Intl.ListFormat(document.documentElement.lang || "en");
    function counted(pages, statements, sources) {
      return list.format([
        pages && ngettext("%(count)s page", "%(count)s pages", pages),
        statements && ngettext("%(count)s statement", "%(count)s statements", statements),
        sources && ngettext("%(count)s source", "%(count)s sources", sources),
      ].filter(Boolean));
    }
    async function show(found, filters, mine, wantsOthers, isComing) {
      const parts = found.briefs.length ? [await section(gettext("Pages"), found.briefs, found.words)] : [];
      if (mine !== turn) return;
      others.replaceChildren();
      if (wantsOthers && !index.hasOthers() && !isComing) {
        const ask = make("button", { type: "button", textContent: gettext("Also search the %(what)s", { what: counted(0, site.statements, site.sources) }) });
        ask.addEventListener("click", () => { input.focus(); run(true); });
        others.append(ask);
      }
      parts.push(others);
      if (!isPage) parts.push(make("p", {}, make("a", { href: site.page({ q: input.value.trim() }), textContent: gettext("All results, with filters") })));
      results.replaceChildren(...parts);
      await addOthers(found, filters, mine, isComing);
    }
    async function addOthers(found, filters, mine, isComing) {
      const { briefs, statements, sources, words } = found;
      const parts = statements.length ? [await statementSection(statements, words, filters.kind === "statement")] : [];
      if (mine !== turn) return;
      if (sources.length) parts.push(sourceSection(sources, words, !briefs.length && !statements.length));
      if (parts.length) others.replaceChildren(...parts);
      const sum = counted(briefs.length, statements.length, sources.length);
      if (!sum) status.textContent = isComing ? gettext("Searching …") : gettext("No results.");
      else status.textContent = found.instead
        ? gettext("No results for “%(asked)s”. Showing “%(shown)s” instead: %(results)s.", { asked: found.instead, shown: words, results: sum }) : sum + ".";
      panel.after(found);
    }

    let typing = 0;
    input.addEventListener("input", () => {
      window.clearTimeout(typing);
      typing = window.setTimeout(() => { panel.changed?.(false); run(); }, 180);
    });
    /* the up and down keys move between the field and the links below it */
    panel.addKeys = (root) => root.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [input, ...results.querySelectorAll("a, button:not([hidden]), summary")].filter((one) => one.checkVisibility());
      const at = stops.indexOf(document.activeElement);
      if (at < 0) return;
      event.preventDefault();
      stops[Math.max(0, Math.min(stops.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
    });
    return panel;
  };
})();
