/* Runs the expressions of the scripts of the site on texts that cause backtracking.

   `node hard_scripts.js SIZE < units.json` reads {units, scripts: {name: source}} and prints a line of JSON for each expression. */
"use strict";
const { units, scripts } = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const size = Number(process.argv[2]);
const FLOOR = 5000, MOST_GROWTH = 2.5;
const LITERAL = /(?:[(,=?:>[;{}]|return|&&|\|\|)\s*!?\s*\/((?![*/])(?:[^\/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/g;

/* the expressions of a script: its literals, and those that it builds while it is loaded */
function expressions(source) {
  const found = [...source.matchAll(LITERAL)].map(([, pattern, flags]) => new RegExp(pattern, flags));
  class Recorded extends RegExp {
    constructor(pattern, flags) {
      super(pattern, flags);
      found.push(new RegExp(pattern, flags));
    }
  }
  if (/new RegExp/.test(source)) new Function("window", "RegExp", source)({}, Recorded);
  return found;
}

function cpu(expression, text) {
  const before = process.cpuUsage();
  if (expression.global) text.replace(expression, ""); else expression.exec(text);
  const spent = process.cpuUsage(before);
  return spent.user + spent.system;
}

/* the least of several measurements: other programs only add to one */
function least(expression, text) {
  return Math.min(...[1, 2, 3, 4, 5].map(() => cpu(expression, text)));
}

function problem(expression) {
  for (const unit of units) for (const start of ["", "\"", "1", "a"]) for (const end of ["", "\0", "\"x", "a "]) {
    const text = (times) => start + unit.repeat(Math.ceil(times * size / unit.length)) + end;
    if (cpu(expression, text(1)) < FLOOR) continue;
    const growth = least(expression, text(2)) / Math.max(least(expression, text(1)), FLOOR / 2);
    if (growth > MOST_GROWTH) return `${JSON.stringify(start)} + ${JSON.stringify(unit)} … + ${JSON.stringify(end)}: ${growth.toFixed(1)} times the work`;
  }
  return "";
}

for (const [name, source] of Object.entries(scripts)) {
  for (const expression of expressions(source)) console.log(JSON.stringify({ place: `${name}: ${expression}`, wrong: problem(expression) }));
}
