/* One search on the screen: a field, a status line and the results. The dialog shows the first results, the search page all of
   them; the page adds filters through `filters`, `changed` and `after`. */
(function () {
  "use strict";
  /* more statements than this are searched only on request: their index alone is as large as that of the briefs */
  const MOST_UNASKED = 4000;
  /* more characters are cut off; a long sentence has about 300 */
  const LONGEST = 500;
  const KINDS = { point: "plan point" };
  const whole = new Intl.NumberFormat("en");

  /* `site` has the index, the home address, the address of the search page by its parameters, and the number of statements */
  (window.briefgen ||= {}).searchPanel = function (site, step, isPage) {
    const { index } = site;
    const { searchExcerpt, textFolding: { words: wordsOf, queryWords, isUnspaced } } = window.briefgen;
    const make = window.briefgen.makeElement.fromProperties;

    const input = make("input", { type: "search", name: "q", maxLength: LONGEST, autocomplete: "off", spellcheck: false, id: isPage ? "bg-search-page" : "bg-search-box" });
    input.setAttribute("autocapitalize", "off");
    const status = make("p", { className: "bg-search__told" });
    status.setAttribute("role", "status");
    const results = make("div", { className: "bg-search__found" });
    const form = make("form", { action: site.page({}), className: "bg-search__form" },
      make("label", { htmlFor: input.id, textContent: "Search" }), make("div", {}, input, make("button", { textContent: "Search" })));
    form.setAttribute("role", "search");
    const panel = { input, form, status, results, run, filters: () => ({}), after: () => {} };
    /* counts the searches: results of an older one are dropped */
    let turn = 0;

    function marked(parts) {
      return parts.map((part, n) => (n % 2 ? make("mark", { textContent: part }) : part));
    }
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
    function result({ meta, excerpt }, words) {
      const below = [KINDS[meta.kind] || meta.kind, meta.date].filter(Boolean).join(" · ");
      return make("li", {}, make("a", { href: new URL(meta.url, site.home).href }, ...title(meta.title, words)), " ",
        make("span", { className: "bg-card__meta", textContent: below }), make("p", {}, ...marked(searchExcerpt(excerpt))));
    }
    function section(label, rows, words) {
      const list = make("ol", {});
      const more = make("button", { type: "button", hidden: true });
      let count = 0;
      async function next() {
        const part = await Promise.all(rows.slice(count, count + step).map((one) => one.data()));
        list.append(...part.map((data) => result(data, words)));
        count += part.length;
        more.hidden = !isPage || count >= rows.length;
        more.textContent = "Show " + whole.format(Math.min(step, rows.length - count)) + " more of " + whole.format(rows.length - count);
        return list.children[count - part.length];
      }
      more.addEventListener("click", () => next().then((first) => first.querySelector("a").focus()));
      return next().then(() => make("section", {}, make("h2", { textContent: label + " (" + whole.format(rows.length) + ")" }), list, more));
    }

    async function run(asksStatements) {
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
        if (!status.textContent) status.textContent = "Searching …";
        const wantsStatements = site.statements > 0 && (!filters.kind || filters.kind === "statement");
        const isAsked = asksStatements || filters.kind === "statement";
        if (wantsStatements && isAsked) await index.mergeStatements();
        const first = await index.search(words, filters);
        if (mine !== turn) return;
        const isComing = wantsStatements && !index.hasStatements() && site.statements <= MOST_UNASKED;
        await show(first, filters, mine, wantsStatements, isComing);
        // the briefs are shown first; the statements are added below them, so that nothing with the focus goes away
        if (isComing) {
          await index.mergeStatements();
          const found = await index.search(words, filters);
          if (mine !== turn) return;
          if (found.instead !== first.instead || found.briefs.length !== first.briefs.length) await show(found, filters, mine, wantsStatements);
          else await addStatements(found, mine);
        }
      } catch {
        if (mine === turn) status.textContent = "The search could not be loaded. The index of names has every brief.";
      }
    }
    const statements = make("div", {});
    async function show(found, filters, mine, wantsStatements, isComing) {
      const parts = found.briefs.length ? [await section("Briefs", found.briefs, found.words)] : [];
      if (mine !== turn) return;
      statements.replaceChildren();
      if (wantsStatements && !index.hasStatements() && site.statements > MOST_UNASKED) {
        const ask = make("button", { type: "button", textContent: "Search the " + whole.format(site.statements) + " statements, too" });
        ask.addEventListener("click", () => { input.focus(); run(true); });
        statements.append(ask);
      }
      parts.push(statements);
      if (!isPage) parts.push(make("p", {}, make("a", { href: site.page({ q: input.value.trim() }), textContent: "All results, with filters" })));
      results.replaceChildren(...parts);
      await addStatements(found, mine, isComing);
    }
    async function addStatements(found, mine, isComing) {
      const part = found.statements.length ? await section("Statements", found.statements, found.words) : null;
      if (mine !== turn) return;
      if (part) statements.replaceChildren(part);
      const sum = [[found.briefs.length, "brief"], [found.statements.length, "statement"]].filter(([n]) => n)
        .map(([n, noun]) => whole.format(n) + " " + noun + (n === 1 ? "" : "s")).join(" and ");
      if (!sum) status.textContent = isComing ? "Searching …" : "Nothing is found.";
      else status.textContent = (found.instead ? "Nothing is called “" + found.instead + "”. Found for “" + found.words + "”: " : "") + sum + ".";
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
      const stops = [input, ...results.querySelectorAll("a, button:not([hidden])")];
      const at = stops.indexOf(document.activeElement);
      if (at < 0) return;
      event.preventDefault();
      stops[Math.max(0, Math.min(stops.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
    });
    return panel;
  };
})();
