// Leaves the plain values of each provider pack in dist/, so that the program need not parse whole clouds of YAML.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { digestOf } from '../dist/document/prepared.js';
import { parseYaml } from '../dist/document/yaml.js';

const PACKS = new URL('../graphs/providers/', import.meta.url);
const PREPARED = new URL('../dist/providers/', import.meta.url);

mkdirSync(PREPARED, { recursive: true });
for (const file of readdirSync(PACKS).filter((name) => name.endsWith('.yaml'))) {
  const text = readFileSync(new URL(file, PACKS), 'utf8');
  const parsed = parseYaml({ file, text });
  // What is wrong with a pack is told by the program, with its place; here it is left as it is.
  if (!parsed.ok) continue;
  const prepared = JSON.stringify({ digest: digestOf(text), value: parsed.value });
  writeFileSync(new URL(`${path.parse(file).name}.json`, PREPARED), prepared);
}
