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
  const partsOf = (excerpt) => excerpt.split(/<\/?mark>/).map((part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));

  /* starts something at the first call only; after a failure the next call tries again */
  const once = (start) => {
    let running = null;
    return () => (running = running || start().catch((error) => { running = null; throw error; }));
  };

  function searchIndex(base) {
    const { wordsOf, isFound, nearest } = window.briefgen.searchSpelling;
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

    async function exact(words, filters) {
      const found = await (await engine()).search(words || null, { filters });
      const hasNoStatements = filters.kind && filters.kind !== "statement";
      return {
        briefs: found.results.filter((one) => !isStatement(one)),
        statements: hasNoStatements ? [] : found.results.filter(isStatement),
        counts: found.totalFilters || {},
        words,
      };
    }
    /* for each word of the search, whether the first results do not have it */
    async function missing(found) {
      const first = await Promise.all([...found.briefs.slice(0, SAMPLE), ...found.statements.slice(0, SAMPLE)].map((one) => one.data()));
      const marked = first.flatMap((data) => wordsOf(data.meta.title + " " + partsOf(data.excerpt).filter((_, n) => n % 2).join(" ")));
      return wordsOf(found.words).map((word) => word.length > 3 && !isFound(word, marked));
    }
    async function search(words, filters) {
      const found = await exact(words, filters);
      if (!words || words.includes('"')) return found;
      const isMissing = await missing(found);
      if (!isMissing.includes(true)) return found;
      const known = await names();
      const meant = wordsOf(words).map((word, n) => (isMissing[n] ? nearest(word, known) : word)).join(" ");
      const other = meant === wordsOf(words).join(" ") ? null : await exact(meant, filters);
      if (other && other.briefs.length + other.statements.length) return { ...other, instead: words };
      // results that only begin with the same two letters are no answer
      return isMissing.includes(false) ? found : { ...found, briefs: [], statements: [] };
    }
    return { load: engine, search, choices, filterCounts, mergeStatements, hasStatements: () => isMerged };
  }
  Object.assign((window.briefgen ||= {}), { searchIndex, searchOnce: once, searchExcerpt: partsOf });
})();
