/** `faultline schema`: the JSON Schemas of the document and of each result, for editors and for other programs. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { nearest } from '../model/nearest.ts';
import { UserError } from '../model/user-error.ts';
import { write } from './output.ts';

const SCHEMAS = [
  'document',
  'config',
  'impact',
  'why',
  'replay',
  'recovery',
  'check',
  'explain',
  'sweep',
  'sweep-shard',
  'cut-sets',
  'spof',
  'availability',
  'fault-tree',
  'nodes',
  'show',
  'providers',
  'validate',
  'backtest',
  'coverage',
  'reconcile',
  'diff',
  'advise',
  'experiments',
] as const;

/** The command: prints one of the schemas that ship with the package. */
export const schemaCommand = (): Command =>
  new Command('schema')
    .summary('print the JSON Schema of the document, or of a result')
    .description('Print the JSON Schema of the document format, or of a command’s JSON result.')
    .argument('[name]', `one of ${SCHEMAS.join(', ')}`, 'document')
    .action(async (name: string) => {
      if (!SCHEMAS.some((known) => known === name)) {
        const [near] = nearest(name, SCHEMAS);
        throw new UserError({
          message: `there is no schema "${name}"`,
          hint: near === undefined ? `there are: ${SCHEMAS.join(', ')}` : `did you mean "${near}"?`,
        });
      }
      await write(
        process.stdout,
        readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8'),
      );
    });
