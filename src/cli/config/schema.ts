/** The form of a user's settings: what explains mistakes, and what editors complete with. */
import { z } from 'zod';

const text = z.string().min(1, { error: 'must not be empty' });
const texts = z.union([text, z.array(text)]);

/** The value of an option: several for one that may be given several times. */
const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string().describe('A text.'), z.number().describe('A number.')])),
]);

const scanShape = {
  paths: texts
    .optional()
    .describe(
      'Folders and files to scan, relative to this file, where a command line names nothing to look at.',
    ),
  include: texts.optional().describe('Scan only these files: a name, or a path with **.'),
  exclude: texts.optional().describe('Scan all but these files and folders.'),
  region: text
    .optional()
    .describe('The region of what no source places anywhere.')
    .meta({ examples: ['eu-west-1'] }),
  apps: z
    .enum(['scope', 'entry', 'none'])
    .optional()
    .describe('Of "faultline scan": make an app of each stack or module, of each entry point, or none.'),
  variables: z
    .record(
      text,
      // Said of each: a schema that gives several types at once is one that strict validators refuse.
      z.union([
        z.string().describe('A text.'),
        z.number().describe('A number.'),
        z.boolean().describe('A switch.'),
      ]),
    )
    .optional()
    .describe('Of "faultline scan" and "reconcile": values of Terraform variables and template parameters.'),
  scanners: texts.optional().describe('Of "faultline scan" and "reconcile": run only these scanners.'),
} as const;

const shape = {
  faultlineConfig: z.literal(1).describe('The version of this format.'),
  $schema: z.string().optional().describe('The JSON Schema of this format, for editors.'),
  graph: texts
    .optional()
    .describe(
      'Documents to read, strongest first, where a command line names nothing to look at; relative to this file.',
    ),
  scan: z.strictObject(scanShape).optional().describe('What scans look at, and how.'),
  commands: z
    .record(text, z.record(text, value))
    .optional()
    .describe('Values of options that are not given, by command and option.')
    .meta({ examples: [{ check: { failOn: 'warning', limit: 50 } }] }),
  plugins: z
    .array(text)
    .optional()
    .describe(
      'Modules with scanners, rules and formats: a path relative to this file, or the name of a package. Loaded only from a file that the user names, or with --allow-plugins.',
    )
    .meta({ examples: [['./plugins/acme.mjs', 'faultline-plugin-acme']] }),
} as const;

/** The keys at the top, and of `scan`, in the order in which they are told. */
export const KEYS = { top: Object.keys(shape), scan: Object.keys(scanShape) } as const;

export const configSchema = z
  .strictObject(shape)
  .describe('Settings of Faultline: defaults of options, and plug-ins.');

/** JSON Schema, draft 7. */
export const configJsonSchema = (): object => {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'throw',
  });
  return {
    $schema,
    title: 'Faultline settings',
    examples: [{ faultlineConfig: 1, scan: { paths: ['infra'], region: 'eu-west-1' } }],
    ...schema,
  };
};
