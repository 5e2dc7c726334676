// Writes what is made from the code: run it after a change of the schema; a test fails where it was forgotten.
import { writeFileSync } from 'node:fs';
import { documentJsonSchema } from '../dist/document/json-schema.js';

const schema = `${JSON.stringify(documentJsonSchema(), null, 2)}\n`;
writeFileSync(new URL('../schema/document.schema.json', import.meta.url), schema);
