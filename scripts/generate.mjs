// Writes what is made from the code: run it after a change of the schema; a test fails where it was forgotten.
import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../dist/cli/config/schema.js';
import { documentJsonSchema } from '../dist/document/json-schema.js';

const SCHEMAS = { document: documentJsonSchema(), config: configJsonSchema() };

for (const [name, schema] of Object.entries(SCHEMAS)) {
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  writeFileSync(new URL(`../schema/${name}.schema.json`, import.meta.url), text);
}
