// Reads and writes briefs for the CMS, and starts it.
//
// The CMS would read `0007` as a number, and cannot show a shorthand, such as `cite: [wire]`. So each kind has a format
// of its own: reading turns a shorthand into its mapping, and writing turns it back.
"use strict";

window.CMS_MANUAL_INIT = true;

const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isEmpty = (value) =>
  value === undefined || value === null || value === "" || (typeof value === "object" && !Object.keys(value).length);

function changed(mapping, shapeOf, change) {
  const pairs = Object.entries(mapping).map(([name, value]) => [name, change(value, shapeOf(name) ?? {})]);
  return Object.fromEntries(pairs.filter(([, value]) => !isEmpty(value)));
}

function expanded(value, shape) {
  if (shape.item && Array.isArray(value)) return value.map((item) => expanded(item, shape.item));
  if (shape.value && isMapping(value)) return changed(value, () => shape.value, expanded);
  if (shape.fields) {
    const isShort = shape.shorthand && typeof value === "string" && value !== "";
    const mapping = isShort ? { [shape.shorthand]: value } : value;
    return isMapping(mapping) ? changed(mapping, (name) => shape.fields[name], expanded) : mapping;
  }
  if (shape.scalar === "number" && value !== "" && Number.isFinite(Number(value))) return Number(value);
  if (shape.scalar === "boolean" && ["true", "false"].includes(value)) return value === "true";
  return value;
}

function shortened(value, shape) {
  if (shape.item && Array.isArray(value)) {
    return value.map((item) => shortened(item, shape.item)).filter((item) => !isEmpty(item));
  }
  if (shape.value && isMapping(value)) return changed(value, () => shape.value, shortened);
  if (shape.fields && isMapping(value)) {
    const mapping = changed(value, (name) => shape.fields[name], shortened);
    const names = Object.keys(mapping);
    return names.length === 1 && names[0] === shape.shorthand ? mapping[names[0]] : mapping;
  }
  return value;
}

async function start() {
  const shapes = await (await fetch("shapes.json")).json();
  for (const [kind, shape] of Object.entries(shapes)) {
    window.CMS.registerCustomFormat(kind, "yaml", {
      fromFile: (text) => expanded(window.jsyaml.load(text, { schema: window.jsyaml.FAILSAFE_SCHEMA }), shape),
      toFile: (value) => window.jsyaml.dump(shortened(value, shape), { schema: window.jsyaml.CORE_SCHEMA, lineWidth: 100 }),
    });
  }
  window.CMS.init();
}

window.addEventListener("DOMContentLoaded", start);
