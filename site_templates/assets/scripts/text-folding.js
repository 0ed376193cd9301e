/* Folds words for search: no capitals, accents, apostrophes, ligatures or symbols. `briefgen/text/folding.py` folds the index in
   the same way; a test runs the same texts through both. */
(function () {
  "use strict";
  const APOSTROPHES = "'’‘‛`´′ʹʻʼʽʾʿˈˊˋꞌ՚׳＇", HYPHENS = "-‐‑‒–−﹣－", STOPS = ".,:&·．，：＆";
  const LETTERS =
    "łl đd ðd ɖd ɗd øo œoe ɵo æae ħh ŧt ⱦt ŋn ɲn ƞn ßss þth ıi ɨi əa ƀb ɓb ȼc ƈc ɇe ǥg ɟj ɉj ꝁk ƙk ƚl ƥp ɍr ƭt ʉu ɏy ƴy ƶz " +
    "ςσ ґг ғг қк ҝк ңн өо үу ұу һх ҳх әа җж ҷч ىي ةه کك یي";
  const table = new Map(LETTERS.split(" ").map((pair) => [pair[0], pair.slice(1)]));
  for (const zero of "٠۰०০๐") for (let n = 0; n < 10; n += 1) table.set(String.fromCharCode(zero.charCodeAt(0) + n), String(n));
  table.set("ـ", "");
  const ACCENTS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+/g;
  const UNSPACED = "\\u0e00-\\u0e7f\\u0e80-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const inSet = (characters) => "[" + characters.replace(/[\\\]^-]/g, "\\$&") + "]";
  const joint = inSet(APOSTROPHES + HYPHENS + STOPS);
  const unspaced = "(?!" + joint + ")(?=[" + UNSPACED + "])[\\p{L}\\p{M}\\p{N}]";
  const part = "(?:(?!" + joint + "|[" + UNSPACED + "\\u200b])[\\p{L}\\p{M}\\p{N}\\p{Cf}])+";
  const WORD = new RegExp(part + "(?:" + joint + part + ")*|(?:" + unspaced + ")+", "gu");
  const PART = new RegExp("(?:" + unspaced + "|" + part + ")+", "gu");
  const isUnspaced = new RegExp("^(?:" + unspaced + ")", "u");
  const QUOTED = /^\s*["“„«].+["”“»]\s*$/;
  const JOINED_BY_HYPHEN = new RegExp(inSet(HYPHENS), "u");

  /* a text with its letters and digits folded; signs and spaces remain */
  function letters(text) {
    const plain = text.replace(/[№℠℡™℻]/g, "").normalize("NFKD").toLowerCase().replace(ACCENTS, "");
    return Array.from(plain, (one) => table.get(one) ?? one).join("").normalize("NFC");
  }
  const partsOf = (folded) => (folded.match(PART) || []).map((one) => one.replace(/\p{Cf}/gu, ""));

  /* the words of a text as the index has them: where each begins and ends, and its folded form */
  function words(text) {
    const found = [];
    for (const match of text.matchAll(WORD)) {
      const start = match.index, whole = match[0];
      if (isUnspaced.test(whole)) {
        const all = Array.from(whole);
        let at = start;
        all.forEach((one, n) => {
          found.push({ start: at, end: at + one.length, folded: letters(one + (all[n + 1] || "")) });
          at += one.length;
        });
      } else {
        const folded = partsOf(letters(whole)).join("-");
        if (folded) found.push({ start, end: start + whole.length, folded });
      }
    }
    return found;
  }

  /* the words of a query, each once: each has to begin a word of the index. Parts of two letters or more between hyphens are words
     of their own, because the text may have a space between them. */
  function queryWords(text) {
    const found = new Set();
    for (const [whole] of text.matchAll(WORD)) {
      if (isUnspaced.test(whole)) {
        const all = Array.from(whole);
        if (all.length === 1) found.add(letters(whole));
        for (let n = 1; n < all.length; n += 1) found.add(letters(all[n - 1] + all[n]));
        continue;
      }
      const parts = whole.split(JOINED_BY_HYPHEN).map((one) => partsOf(letters(one)).join(""));
      const split = parts.every((one) => one.length > 1) ? parts : [parts.join("")];
      for (const one of split) if (one) found.add(one);
    }
    return [...found];
  }
  (window.briefgen ||= {}).textFolding = { letters, words, queryWords, isUnspaced: (text) => isUnspaced.test(text), isQuoted: (text) => QUOTED.test(text) };
})();
