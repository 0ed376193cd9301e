/* Asks Pagefind's index in the folder `base`. What it needs is fetched with the first search. A misspelt word is replaced
   by the most similar name. */
(function () {
  "use strict";
  /* how many of the first results are looked at, to see whether a word was found */
  const SAMPLE = 3;
  /* how many of the first pages may come before an actor */
  const TOP = 5;
  const GROUPS = ["briefs", "statements", "sources"];
  /* a brief with the words in its name comes before briefs with the words in their text */
  const ranking = { metaWeights: { name: 40, title: 1, url: 0, kind: 0, date: 0 } };
  const isStatement = (result) => result.id.includes("-x-said_");
  const isSource = (result) => result.id.includes("-x-cited_");
  /* Pagefind's excerpt is text with `<mark>` in it and `<` and `>` escaped; of the parts returned, each second one is marked */
  function partsOf(excerpt) {
    const parts = excerpt.replaceAll("</mark><mark>", "").split(/<\/?mark>/).map((part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
    const { isUnspaced } = window.briefgen.textFolding;
    for (let n = 1; n + 1 < parts.length; n += 2) {
      const next = String.fromCodePoint(parts[n + 1].codePointAt(0) || 32);
      // in scripts without spaces, the word found at a character contains the next one
      const end = isUnspaced(parts[n].at(-1) || "") && isUnspaced(next) ? parts[n].length + next.length : parts[n].trimEnd().length;
      const both = parts[n] + parts[n + 1];
      [parts[n], parts[n + 1]] = [both.slice(0, end), both.slice(end)];
    }
    return parts;
  }

  /* starts something at the first call only; after a failure the next call tries again */
  const once = (start) => {
    let running = null;
    return () => (running = running || start().catch((error) => { running = null; throw error; }));
  };

  function searchIndex(base, sizes) {
    const { searchDates: { mainWords, readDate, hasDay }, searchSpelling: { isFound, nearest }, textFolding: { words: wordsOf, queryWords, isQuoted } } = window.briefgen;
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
    /* statements and sources, which are found after the pages */
    const mergeOthers = once(async () => {
      const folders = Object.keys(sizes).filter((folder) => sizes[folder] > 0);
      for (const folder of folders) await (await engine()).mergeIndex(new URL(folder + "/", base).href, { ranking });
      isMerged = true;
    });
    const choices = once(() => json("choices.json"));
    const names = once(() => json("names.json"));
    const filterCounts = once(async () => (await engine()).filters());

    async function exact(query, filters) {
      const found = await (await engine()).search(query || null, { filters });
      // an index without a filter's value ignores the filter
      const wants = (kind) => !filters.kind || filters.kind === kind;
      return {
        briefs: filters.kind === "statement" || filters.kind === "source" ? [] : found.results.filter((one) => !isStatement(one) && !isSource(one)),
        statements: wants("statement") ? found.results.filter(isStatement) : [],
        sources: wants("source") ? found.results.filter(isSource) : [],
        counts: found.totalFilters || {},
        words: query,
      };
    }
    /* the words that the first results have where the search found something, and those of their titles */
    async function wordsFound(results) {
      const first = await Promise.all(results.slice(0, SAMPLE).map((one) => one.data()));
      const texts = first.map((data) => [data.meta.title, data.meta.name, data.meta.date, data.meta.by, data.meta.event].join(" ") + " " + partsOf(data.excerpt).filter((_, n) => n % 2).join(" "));
      return texts.flatMap(wordsOf).flatMap(({ folded }) => [folded.replaceAll("-", ""), ...folded.split("-")]);
    }
    /* how many words a title has beside those of the search; infinite if it lacks one of them */
    function surplus(words, { meta }) {
      const title = wordsOf(meta.title);
      const seen = [...title, ...wordsOf(meta.name || "")].flatMap(({ folded }) => [folded, ...folded.split("-")]);
      return words.every((word) => isFound(word, seen)) ? title.length - words.length : Infinity;
    }
    /* of the first pages, those whose title has all words, shortest title first; points with equal ones in the order of the plan */
    async function fullTitleFirst(words, briefs, filters) {
      if (briefs.length < 2 || words.length < 2) return briefs;
      const top = await Promise.all(briefs.slice(0, TOP).map(async (one) => ({ one, data: await one.data() })));
      for (const each of top) each.surplus = surplus(words, each.data);
      const isPoint = ({ data }) => data.meta.kind === "point";
      const full = top.filter((each) => each.surplus < Infinity);
      full.sort((a, b) => a.surplus - b.surplus || (isPoint(a) && isPoint(b) ? a.data.url.localeCompare(b.data.url) : 0));
      // an actor whose names lack a word comes after the first page that is none
      const isActor = !full.length && !filters.kind && top[0].data.meta.kind === "actor";
      const others = isActor ? (await exact(words.join(" "), { ...filters, kind: { none: ["actor"] } })).briefs.slice(0, 1) : [];
      const first = full.length ? full.map((each) => each.one) : others;
      const ids = new Set(first.map((one) => one.id));
      return [...first, ...briefs.filter((one) => !ids.has(one.id))];
    }
    /* the words of the search that no record of a group has: Pagefind ignores them, or finds the beginning of one instead */
    async function missing(words, found, group) {
      const seen = await wordsFound(found[group]);
      const unseen = words.filter((word) => !isFound(word, seen));
      const alone = await Promise.all(unseen.map(async (word) => isFound(word, await wordsFound((await exact(word, {}))[group]))));
      return unseen.filter((_, n) => !alone[n]);
    }
    /* the groups that have every word, and the words that no group has */
    async function checked(words, found) {
      const absent = await Promise.all(GROUPS.map((group) => missing(words, found, group)));
      const empty = GROUPS.filter((_, n) => absent[n].length).map((group) => [group, []]);
      return [{ ...found, ...Object.fromEntries(empty) }, words.filter((word) => absent.every((all) => all.includes(word)))];
    }
    /* every word of the search is required; words in quotation marks also in this order */
    async function searchWords(typed, filters) {
      const words = isQuoted(typed) ? queryWords(typed) : mainWords(queryWords(typed));
      const nothing = { briefs: [], statements: [], sources: [], counts: {}, words: typed };
      if (typed && !words.length) return nothing;
      const query = words.join(" ");
      if (!typed || isQuoted(typed)) return exact(query && '"' + query + '"', filters);
      const [found, absent] = await checked(words, { ...(await exact(query, filters)), words: typed });
      // "cease-fire" means "ceasefire" where no page has both parts
      const joined = typed.replace(/(\p{L})-(?=\p{L})/gu, "$1");
      const asOne = joined === typed || GROUPS.some((group) => found[group].length) ? null : await searchWords(joined, filters);
      if (asOne && GROUPS.some((group) => asOne[group].length)) return { ...asOne, instead: typed };
      if (!absent.length) return { ...found, briefs: await fullTitleFirst(words, found.briefs, filters) };
      const known = await names();
      const meant = words.map((word) => (absent.includes(word) ? nearest(word, known) : word));
      if (absent.some((word) => meant.includes(word))) return { ...nothing, counts: found.counts };
      const others = queryWords(meant.join(" "));
      const [other] = await checked(others, await exact(others.join(" "), filters));
      return GROUPS.some((group) => other[group].length) ? { ...other, words: meant.join(" "), instead: typed } : { ...nothing, counts: found.counts };
    }
    /* the events of a day in the search come first, if they have its other words */
    async function search(typed, filters) {
      const date = isQuoted(typed) || filters.date || (filters.kind && filters.kind !== "event") ? null : readDate(typed);
      const [found, days] = await Promise.all([searchWords(typed, filters), date ? choices().then((known) => known.days.filter((one) => hasDay(one, date))) : []]);
      if (!days.length) return found;
      const { briefs } = await exact(queryWords(date.rest).join(" "), { ...filters, kind: "event", date: { any: days } });
      if (!briefs.length) return found;
      if (found.instead) return { ...found, briefs, statements: [], sources: [], words: typed, instead: undefined };
      const ids = new Set(briefs.map((one) => one.id));
      return { ...found, briefs: [...briefs, ...found.briefs.filter((one) => !ids.has(one.id))] };
    }
    return { load: engine, search, choices, filterCounts, mergeOthers, hasOthers: () => isMerged };
  }
  Object.assign((window.briefgen ||= {}), { searchIndex, searchOnce: once });
})();
