/* Asks Pagefind's index in the folder `base`. What it needs is fetched with the first search. A misspelt word is replaced
   by the most similar name. */
(function () {
  "use strict";
  /* how many of the first results are looked at, to see whether a word was found */
  const SAMPLE = 3;
  /* a brief with the words in its name comes before briefs with the words in their text */
  const ranking = { metaWeights: { name: 40, title: 1, url: 0, kind: 0, date: 0 } };
  const isStatement = (result) => result.id.includes("-x-said_");
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

  function searchIndex(base) {
    const { searchSpelling: { isFound, nearest }, textFolding: { words: wordsOf, queryWords, isQuoted } } = window.briefgen;
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
    const mergeStatements = once(async () => {
      await (await engine()).mergeIndex(new URL("statements/", base).href, { ranking });
      isMerged = true;
    });
    const choices = once(() => json("choices.json"));
    const names = once(() => json("names.json"));
    const filterCounts = once(async () => (await engine()).filters());

    async function exact(query, filters) {
      const found = await (await engine()).search(query || null, { filters });
      const hasNoStatements = filters.kind && filters.kind !== "statement";
      return {
        briefs: found.results.filter((one) => !isStatement(one)),
        statements: hasNoStatements ? [] : found.results.filter(isStatement),
        counts: found.totalFilters || {},
        words: query,
      };
    }
    /* the words that the first results have where the search found something, and those of their titles */
    async function wordsFound(found) {
      const first = await Promise.all([...found.briefs.slice(0, SAMPLE), ...found.statements.slice(0, SAMPLE)].map((one) => one.data()));
      const texts = first.map((data) => data.meta.title + " " + partsOf(data.excerpt).filter((_, n) => n % 2).join(" "));
      return texts.flatMap(wordsOf).flatMap(({ folded }) => [folded.replaceAll("-", ""), ...folded.split("-")]);
    }
    /* the words of the search that no record has: Pagefind ignores them, or finds the beginning of one instead */
    async function missing(words, found) {
      const seen = await wordsFound(found);
      const unseen = words.filter((word) => !isFound(word, seen));
      const alone = await Promise.all(unseen.map(async (word) => isFound(word, await wordsFound(await exact(word, {})))));
      return unseen.filter((_, n) => !alone[n]);
    }
    /* every word of the search is required; words in quotation marks also in this order */
    async function search(typed, filters) {
      const words = queryWords(typed);
      const nothing = { briefs: [], statements: [], counts: {}, words: typed };
      if (typed && !words.length) return nothing;
      const query = words.join(" ");
      if (!typed || isQuoted(typed)) return exact(query && '"' + query + '"', filters);
      const found = { ...(await exact(query, filters)), words: typed };
      const absent = await missing(words, found);
      if (!absent.length) return found;
      const known = await names();
      const meant = words.map((word) => (absent.includes(word) ? nearest(word, known) : word));
      if (absent.some((word) => meant.includes(word))) return { ...nothing, counts: found.counts };
      const other = await exact(queryWords(meant.join(" ")).join(" "), filters);
      return other.briefs.length + other.statements.length ? { ...other, words: meant.join(" "), instead: typed } : { ...nothing, counts: found.counts };
    }
    return { load: engine, search, choices, filterCounts, mergeStatements, hasStatements: () => isMerged };
  }
  Object.assign((window.briefgen ||= {}), { searchIndex, searchOnce: once, searchExcerpt: partsOf });
})();
