/** The published schemas, compiled as strictly as draft 7 allows. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { ROOT } from '../cli/run.ts';

const FOLDER = path.join(ROOT, 'schema');

export const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(path.join(FOLDER, `${name}.schema.json`), 'utf8')) as object;

/** The names of all that are published. */
export const NAMES = readdirSync(FOLDER).map((file) => file.replace(/\.schema\.json$/, ''));

export const validatorOf = (name: string): ValidateFunction =>
  new Ajv({
    strict: true,
    strictTypes: true,
    strictTuples: true,
    strictRequired: true,
    allErrors: true,
  }).compile(schemaOf(name));

/** What a schema says is wrong with a value; empty if nothing is. */
export const errorsOf = (validate: ValidateFunction, value: unknown): readonly string[] =>
  validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
