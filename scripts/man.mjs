/** Writes the man page of the built program, dist/man/faultline.1. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { manPage } from '../dist/cli/man.js';
import { manuals } from '../dist/cli/manuals.js';

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

const { version } = JSON.parse(read('package.json'));
const date = new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - (\\d{4}-\\d\\d-\\d\\d)$`, 'm').exec(
  read('CHANGELOG.md'),
)?.[1];
if (date === undefined) throw new Error(`CHANGELOG.md tells no day of ${version}`);

const folder = new URL('../dist/man/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('faultline.1', folder), manPage(await manuals(), { version, date }));
