/* Spelling of a search: whether a word was found, and the known name with the most similar spelling. */
(function () {
  "use strict";
  const { letters: fold } = window.briefgen.textFolding;

  /* the edit distance: how many letters are changed, inserted, left out or swapped; more than `most` is not counted */
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
  /* Pagefind finds other forms of a word, and falls back to words with the same beginning: a word counts as found when most of it
     is there, and a number when all of it is */
  function isFound(word, found) {
    const least = /\p{N}/u.test(word) ? word.length : Math.max(3, word.length - 3);
    return found.some((one) => one.startsWith(word.slice(0, least)));
  }
  /* the known name that a misspelt word means; the word itself where none is similar enough */
  function nearest(word, names) {
    const most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
    let best = null, least = most + 1;
    for (const name of names) {
      const other = fold(name).replace(/[^\p{L}\p{M}\p{N}]/gu, "");
      if (other.startsWith(word)) return word;
      // an inflected name has another ending
      const isForm = word.length > 5 && isFound(word, [other]);
      const far = Math.min(isForm ? 1.5 : Infinity, distance(word, other, most) + (other[0] === word[0] ? 0 : 0.5));
      if (far < least) [best, least] = [name, far];
    }
    return best || word;
  }
  (window.briefgen ||= {}).searchSpelling = { isFound, nearest };
})();
