/* How far parties are apart, for the parties and the day that a reader chooses: the measure of `agreement.py`.
   A column has voices: actor, stance, strength, and the stances of weaker statements beside it. */
(function () {
  "use strict";
  const { gettext } = window.briefgen;
  const distances = { opposed: 2, differ: 1 };
  const isFor = (stance) => stance === "proposes" || stance.startsWith("accepts");
  const alike = (stance) => (stance === "proposes" ? "accepts" : stance);
  const isClear = (voice) => voice.stance !== "unclear" && voice.stance !== "mixed";

  /* each actor once: in its own column if it has one, else in the first that has it */
  function everyone(columns) {
    const own = new Set(columns.map((one) => one.column));
    const seen = new Set();
    const found = [];
    for (const { column, voices } of columns) {
      for (const [actor, stance, strength, beside] of voices) {
        if ((actor !== column && own.has(actor)) || seen.has(actor)) continue;
        seen.add(actor);
        found.push({ column, actor, stance, strength, beside });
      }
    }
    return found;
  }
  function level(voices) {
    const pairs = voices.flatMap((one, n) => voices.slice(n + 1).filter((other) => other.column !== one.column && other.actor !== one.actor).map((other) => [one, other]));
    const paired = new Set(pairs.flat().map((voice) => voice.actor));
    const counted = paired.size || new Set(voices.map((voice) => voice.actor)).size;
    if (!pairs.length) return { level: "too-few", pairs: 0, counted };
    const unlike = pairs.filter(([one, other]) => alike(one.stance) !== alike(other.stance)).length;
    if (pairs.some((pair) => pair.some((one) => one.stance === "rejects") && pair.some((one) => isFor(one.stance)))) return { level: "opposed", pairs: unlike, counted };
    if (unlike) return { level: "differ", pairs: unlike, counted };
    const common = pairs[0][0].stance;
    return { level: isFor(common) ? "all-for" : common === "rejects" ? "all-against" : "all-open", pairs: 0, counted };
  }
  (window.briefgen ||= {}).agreement = {
    measure(columns) {
      const voices = everyone(columns);
      const found = level(voices.filter((voice) => voice.strength === "strong" && isClear(voice)));
      const beside = voices.flatMap((voice) => voice.beside.map((stance) => ({ ...voice, stance })));
      const withWeaker = level([...voices.filter(isClear), ...beside]);
      found.weaker = voices.filter((voice) => voice.strength !== "strong").length;
      found.isDoubted = (distances[withWeaker.level] || 0) > (distances[found.level] || 0);
      return found;
    },
    words: (found) => [
      ...(found.level === "too-few" ? [] : [gettext("%(count)s counted", { count: found.counted })]), ...(found.weaker ? [gettext("%(count)s weaker", { count: found.weaker })] : []),
      ...(found.isDoubted ? [gettext("weaker reports say otherwise")] : []),
    ].join("; "),
  };
})();
