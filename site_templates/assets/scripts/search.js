/* Search: the link in the header opens a dialog, the index page has it with filters; each search has an address of its own. */
(function () {
  "use strict";
  const opener = document.querySelector(".bg-find");
  if (!opener) return;
  const home = new URL(opener.dataset.home, document.baseURI);
  const base = new URL("pagefind/", home);
  const every = Number(opener.dataset.statements);
  /* more statements than this are searched when they are asked for: their index alone is as large as that of the briefs */
  const UNASKED = 4000;
  const WEAK = 3;
  const whole = new Intl.NumberFormat("en");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) || [];
  const isSaid = (result) => result.id.includes("-x-said_");
  /* whoever types a name looks for who bears it, and only then for what speaks of it */
  const ranking = { metaWeights: { name: 40, title: 1, url: 0, kind: 0, date: 0 } };

  function make(tag, properties, ...children) {
    const one = Object.assign(document.createElement(tag), properties);
    one.append(...children);
    return one;
  }
  const once = (start) => {
    let running = null;
    return () => (running = running || start().catch((error) => { running = null; throw error; }));
  };
  async function json(name) {
    const answer = await fetch(new URL(name, base));
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }
  const engine = once(async () => {
    const { createInstance } = await import(new URL("pagefind.js", base).href);
    return createInstance({ basePath: base.href, noWorker: true, excerptLength: 26, ranking });
  });
  let isMerged = false;
  const withStatements = once(async () => {
    await (await engine()).mergeIndex(new URL("statements/", base).href, { ranking });
    isMerged = true;
  });
  const choices = once(() => json("choices.json"));
  const names = once(() => json("names.json"));
  const counted = once(async () => (await engine()).filters());

  /* how many letters have to be changed, put in, left out or swapped; more than `most` is not counted */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let older = [], old = [], row = Array.from({ length: b.length + 1 }, (_, n) => n);
    for (let i = 1; i <= a.length; i += 1) {
      [older, old, row] = [old, row, [i]];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
    }
    return row[b.length];
  }
  function nearest(word, known) {
    const most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
    let best = null, least = most + 1;
    for (const name of known) {
      const other = plain(name);
      if (other.startsWith(word)) return word;
      // a name in another case of its language has another ending
      const isForm = word.length > 5 && isFound(word, [other]);
      const far = Math.min(isForm ? 1.5 : Infinity, distance(word, other, most) + (other[0] === word[0] ? 0 : 0.5));
      if (far < least) [best, least] = [name, far];
    }
    return best || word;
  }
  /* where no word is found, Pagefind shows what begins like it: a word counts as found when most of it stands there */
  function isFound(word, seen) {
    const least = Math.max(3, word.length - 3);
    return seen.some((one) => one.startsWith(word.slice(0, least)));
  }

  async function search(words, filters) {
    const found = await (await engine()).search(words || null, { filters });
    const isOnly = filters.kind && filters.kind !== "statement";
    return {
      briefs: found.results.filter((one) => !isSaid(one)),
      said: isOnly ? [] : found.results.filter(isSaid),
      counts: found.totalFilters || {},
      words,
    };
  }
  async function missing(found) {
    const first = await Promise.all([...found.briefs.slice(0, WEAK), ...found.said.slice(0, WEAK)].map((one) => one.data()));
    const seen = first.flatMap((data) => wordsOf(data.meta.title + " " + marked(data.excerpt).filter((_, n) => n % 2).join(" ")));
    return wordsOf(found.words).map((word) => word.length > 3 && !isFound(word, seen));
  }
  async function lenient(words, filters) {
    const found = await search(words, filters);
    if (!words || words.includes('"')) return found;
    const isMissing = await missing(found);
    if (!isMissing.includes(true)) return found;
    const known = await names();
    const meant = wordsOf(words).map((word, n) => (isMissing[n] ? nearest(word, known) : word)).join(" ");
    const other = meant === wordsOf(words).join(" ") ? null : await search(meant, filters);
    if (other && other.briefs.length + other.said.length) return { ...other, instead: words };
    // what begins with the same two letters is no answer
    return isMissing.includes(false) ? found : { ...found, briefs: [], said: [] };
  }

  /* Pagefind's excerpt is text with `<mark>` in it and `<` and `>` escaped: its pieces, each second one marked */
  const marked = (excerpt) => excerpt.split(/<\/?mark>/).map((part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  function shown(parts) {
    return parts.map((part, n) => (n % 2 ? make("mark", { textContent: part }) : part));
  }
  function title(text, words) {
    const wanted = wordsOf(words);
    const isWanted = (part) => wanted.some((word) => plain(part).startsWith(word));
    return text.split(/([\p{L}\p{N}\p{M}]+)/u).map((part) => (isWanted(part) ? make("mark", { textContent: part }) : part));
  }
  const KINDS = { point: "plan point" };
  function hit(data, words) {
    const { meta } = data;
    const below = [KINDS[meta.kind] || meta.kind, meta.date].filter(Boolean).join(" · ");
    return make("li", {}, make("a", { href: new URL(meta.url, home).href }, ...title(meta.title, words)), " ",
      make("span", { className: "bg-card__meta", textContent: below }), make("p", {}, ...shown(marked(data.excerpt))));
  }

  /* one search: a field, what it found, and with `fields` also filters and all results */
  function panel(step, isPage) {
    const input = make("input", { type: "search", name: "q", autocomplete: "off", spellcheck: false, id: isPage ? "bg-search-page" : "bg-search-box" });
    input.setAttribute("autocapitalize", "off");
    const told = make("p", { className: "bg-search__told" });
    told.setAttribute("role", "status");
    const results = make("div", { className: "bg-search__found" });
    const form = make("form", { action: opener.href, className: "bg-search__form" },
      make("label", { htmlFor: input.id, textContent: "Search" }), make("div", {}, input, make("button", { textContent: "Search" })));
    form.setAttribute("role", "search");
    const own = { input, form, told, results, run, filters: () => ({}), after: () => {} };
    let turn = 0;

    function section(label, rows, words) {
      const list = make("ol", {});
      const more = make("button", { type: "button", hidden: true });
      let count = 0;
      async function next() {
        const part = await Promise.all(rows.slice(count, count + step).map((one) => one.data()));
        list.append(...part.map((data) => hit(data, words)));
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
      const words = input.value.trim();
      const filters = own.filters();
      if (!words && !Object.keys(filters).length) {
        results.replaceChildren();
        told.textContent = "";
        own.after(null);
        return;
      }
      try {
        if (!told.textContent) told.textContent = "Searching …";
        const wantsStatements = every > 0 && (!filters.kind || filters.kind === "statement");
        const isAsked = asksStatements || filters.kind === "statement";
        if (wantsStatements && isAsked) await withStatements();
        const first = await lenient(words, filters);
        if (mine !== turn) return;
        const isComing = wantsStatements && !isMerged && every <= UNASKED;
        await show(first, filters, mine, wantsStatements, isComing);
        // the briefs are there; the statements come after them, and nothing that has the focus goes away
        if (isComing) {
          await withStatements();
          const found = await lenient(words, filters);
          if (mine !== turn) return;
          if (found.instead !== first.instead || found.briefs.length !== first.briefs.length) await show(found, filters, mine, wantsStatements);
          else await add(found, mine);
        }
      } catch {
        if (mine === turn) told.textContent = "The search could not be loaded. The index of names has every brief.";
      }
    }
    const said = make("div", {});
    async function show(found, filters, mine, wantsStatements, isComing) {
      const parts = found.briefs.length ? [await section("Briefs", found.briefs, found.words)] : [];
      if (mine !== turn) return;
      said.replaceChildren();
      if (wantsStatements && !isMerged && every > UNASKED) {
        const ask = make("button", { type: "button", textContent: "Search the " + whole.format(every) + " statements, too" });
        ask.addEventListener("click", () => { input.focus(); run(true); });
        said.append(ask);
      }
      if (!isPage) parts.push(said, make("p", {}, make("a", { href: address({ q: input.value.trim() }), textContent: "All results, with filters" })));
      else parts.push(said);
      results.replaceChildren(...parts);
      await add(found, mine, isComing);
    }
    async function add(found, mine, isComing) {
      const part = found.said.length ? await section("Statements", found.said, found.words) : null;
      if (mine !== turn) return;
      if (part) said.replaceChildren(part);
      const sum = [[found.briefs.length, "brief"], [found.said.length, "statement"]].filter(([n]) => n)
        .map(([n, noun]) => whole.format(n) + " " + noun + (n === 1 ? "" : "s")).join(" and ");
      told.textContent = !sum ? (isComing ? "Searching …" : "Nothing is found.") : found.instead ? "Nothing is called “" + found.instead + "”. Found for “" + found.words + "”: " + sum + "." : sum + ".";
      own.after(found);
    }

    let typing = 0;
    input.addEventListener("input", () => { window.clearTimeout(typing); typing = window.setTimeout(() => { own.changed?.(false); run(); }, 180); });
    /* up and down go through the field and the links below it */
    own.keys = (root) => root.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [input, ...results.querySelectorAll("a, button:not([hidden])")];
      const at = stops.indexOf(document.activeElement);
      if (at < 0) return;
      event.preventDefault();
      stops[Math.max(0, Math.min(stops.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
    });
    return own;
  }
  function address(state) {
    const found = new URL(opener.href);
    for (const [key, value] of Object.entries(state)) if (value) found.searchParams.set(key, value);
    return found.href;
  }

  const place = document.querySelector(".bg-search");
  if (place) page(place);
  else dialog();

  function dialog() {
    let box = null, own = null;
    function open() {
      if (!box) {
        own = panel(5, false);
        const close = make("button", { type: "button", className: "bg-search__close", textContent: "Close" });
        box = make("dialog", { className: "bg-search md-typeset" }, own.form, own.told, own.results, close);
        box.setAttribute("aria-label", "Search");
        own.keys(box);
        // else the first press would only empty the field
        box.addEventListener("keydown", (event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          box.close();
          // at once, or the next key would still go to the field
          opener.focus();
        });
        close.addEventListener("click", () => box.close());
        box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
        box.addEventListener("close", () => opener.focus());
        own.results.addEventListener("click", (event) => { if (event.target.closest("a")) box.close(); });
        document.body.append(box);
      }
      if (!box.open) box.showModal();
      own.input.select();
      engine().catch(() => {});
    }
    opener.setAttribute("aria-haspopup", "dialog");
    listen(open);
  }

  function page(root) {
    const own = panel(15, true);
    const fields = { q: own.input };
    const body = make("div", { className: "bg-filter__fields" });
    const box = make("details", {}, make("summary", { textContent: "Filters" }), body);
    own.form.append(box);
    root.append(own.form, own.told, own.results);
    own.keys(root);
    const below = [];
    for (let one = root.nextElementSibling; one && !one.matches(".bg-citing"); one = one.nextElementSibling) below.push(one);

    let days = [];
    function field(key, label, control) {
      control.id = "bg-search-" + key;
      control.name = key;
      fields[key] = control;
      body.append(make("div", {}, make("label", { htmlFor: control.id, textContent: label }), control));
    }
    const build = once(async () => {
      const known = await choices();
      days = known.days;
      for (const [key, label] of [["kind", "Kind"], ["theme", "Theme"], ["actor", "Actor"], ["grade", "Best source grade"], ["quotation", "Quotation"]]) {
        if (known[key].length) field(key, label, make("select", {}, make("option", { value: "", textContent: "any" }),
          ...known[key].map(([value, name]) => Object.assign(make("option", { value, textContent: name }), { called: name }))));
      }
      if (days.length) {
        field("from", "On or after", make("input", { type: "date" }));
        field("to", "On or before", make("input", { type: "date" }));
      }
    });
    own.filters = () => {
      const found = {};
      for (const key of ["kind", "theme", "actor", "grade", "quotation"]) if (fields[key]?.value) found[key] = fields[key].value;
      const asked = [fields.from?.value || "", fields.to?.value || ""];
      // days the wrong way round mean what lies between them
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
    const called = [heading.textContent, document.title];
    own.after = async (found) => {
      heading.textContent = found ? "Search" : called[0];
      document.title = found ? (own.input.value.trim() + " – search").replace(/^ – s/, "S") : called[1];
      for (const one of below) one.classList.toggle("bg-filtered", found !== null);
      if (!found || !box.open) return;
      await counted();
      for (const [key, control] of Object.entries(fields)) {
        if (!control.options) continue;
        for (const option of control.options) if (option.value) option.textContent = option.called + " (" + whole.format(found.counts[key]?.[option.value] || 0) + ")";
      }
    };
    function write(isNew) {
      const state = Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, one.value.trim()]));
      const to = address(state);
      if (to !== location.href) history[isNew ? "pushState" : "replaceState"](null, "", to);
    }
    own.changed = write;
    async function read() {
      const query = new URLSearchParams(location.search);
      if ([...query.keys()].some((key) => key !== "q")) await build().then(() => { box.open = true; });
      for (const [key, one] of Object.entries(fields)) one.value = query.get(key) || "";
      own.run();
    }
    own.form.addEventListener("submit", (event) => { event.preventDefault(); write(true); own.run(); });
    body.addEventListener("change", () => { write(true); own.run(); });
    box.addEventListener("toggle", () => { if (box.open) build().then(counted).then(() => own.run()).catch(() => {}); });
    window.addEventListener("popstate", read);
    listen(() => { own.input.focus(); own.input.select(); root.scrollIntoView({ block: "center" }); });
    read().catch(() => {});
    // whoever comes with words goes on from them
    if (own.input.value && document.activeElement === document.body) own.input.focus({ preventScroll: true });
  }

  function listen(open) {
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
})();
