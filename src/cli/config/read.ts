/** Settings: from a file's text to values that keep where they stand, every mistake told with its place. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { parse } from '../../document/read.ts';
import { decodeText } from '../../document/text.ts';
import { type Complaint, problemsOf } from '../../model/complaint.ts';
import { nearest } from '../../model/nearest.ts';
import { Origin, type Step } from '../../model/place.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import type { ConfigFile } from './find.ts';
import { KEYS, configSchema } from './schema.ts';

/** Bytes: people write it. */
const MOST = 1_000_000;

/** Settings, as they were written. Paths are still relative to `folder`. */
export interface Config extends ConfigFile {
  /** The folder that the file lies in. */
  readonly folder: string;
  readonly values: z.infer<typeof configSchema>;
  readonly origin: Origin;
}

/** @throws UserError with every mistake in the file. */
export const readConfig = async (found: ConfigFile, cwd: string): Promise<Config> => {
  const file = path.relative(cwd, found.file).split(path.sep).join('/');
  const decoded = decodeText(file, bytesOf(found.file, file));
  if (!decoded.ok) throw new UserError(decoded.problem);
  const parsed = await parse({ file, text: decoded.text });
  if (!parsed.ok) throw new UserError(parsed.problems);
  const origin = new Origin(parsed.source);
  const complaints = complaintsAbout(parsed.value, origin);
  if (complaints.length > 0) throw new UserError(problemsOf(complaints));
  return {
    ...found,
    folder: path.dirname(found.file),
    values: parsed.value as z.infer<typeof configSchema>,
    origin,
  };
};

const bytesOf = (file: string, shown: string): Uint8Array => {
  try {
    const status = statSync(file);
    if (!status.isFile()) throw new UserError({ message: `${shown} is no file` });
    if (status.size > MOST) throw new UserError({ message: `${shown} is too large for settings` });
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError({ message: `${shown} cannot be read (${code})` });
  }
};

/** An error at a value of the settings, or at its key. */
export const complaint = (origin: Origin, at: 'key' | 'value', message: string, hint?: string): UserError =>
  new UserError(problemsOf([{ origin, at, message, ...(hint === undefined ? {} : { hint }) }]));

const complaintsAbout = (raw: unknown, origin: Origin): readonly Complaint[] => {
  if (isMap(raw) && Object.hasOwn(raw, 'faultline') && !Object.hasOwn(raw, 'faultlineConfig'))
    return [
      {
        origin: origin.at('faultline'),
        at: 'key',
        message: 'this is a document, not settings',
        hint: 'documents are named with --graph; settings begin with "faultlineConfig: 1"',
      },
    ];
  if (raw === null)
    return [{ origin, message: 'the settings are empty', hint: 'begin with "faultlineConfig: 1"' }];
  const issues = configSchema.safeParse(raw).error?.issues ?? [];
  return [...unseen(raw, origin), ...issues.flatMap((issue) => complaintsOf(issue, raw, origin))];
};

/** Keys called "__proto__", which the schema library never looks at. */
const unseen = (raw: unknown, origin: Origin): readonly Complaint[] =>
  !isMap(raw)
    ? []
    : Object.entries(raw).flatMap(([key, inner]) =>
        key === '__proto__' ? [unknownKey(key, origin, [])] : unseen(inner, origin.at(key)),
      );

const complaintsOf = (issue: z.core.$ZodIssue, raw: unknown, root: Origin): readonly Complaint[] => {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  const origin = path.reduce<Origin>((at, step) => at.at(step), root);
  const value = valueAt(raw, path);
  const subject =
    path.length === 0 ? 'the settings' : quoted(String(path.findLast((step) => typeof step === 'string')));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(key, origin, path.length === 0 ? KEYS.top : KEYS.scan));
  if (value === undefined)
    return [
      {
        origin,
        at: 'key',
        message: `${subject} is missing`,
        ...(path[0] === 'faultlineConfig' ? { hint: 'begin with "faultlineConfig: 1"' } : {}),
      },
    ];
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String);
    const [near] = typeof value === 'string' ? nearest(value, words) : [];
    const choice = near === undefined ? {} : { hint: `did you mean "${near}"?` };
    return [{ origin, message: `${subject} must be ${words.join(', ')}, not ${found(value)}`, ...choice }];
  }
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union')
    return [{ origin, message: `${subject} must be ${expectedAt(path)}, not ${found(value)}` }];
  return [{ origin, message: `${subject} ${issue.message}` }];
};

/** What the schema wants at a path, in words. */
const expectedAt = (path: readonly Step[]): string => {
  const [room, key] = path;
  if (room === undefined) return 'a map';
  if (room === 'commands')
    return path.length < 3 ? 'a map' : 'a text, a number, true or false, or a list of texts';
  if (room === 'plugins') return path.length > 1 ? 'a text' : 'a list of texts';
  if (room === 'graph') return 'a text or a list of texts';
  if (room !== 'scan') return 'a text';
  if (key === undefined) return 'a map';
  if (key === 'variables') return path.length > 2 ? 'a text' : 'a map';
  return key === 'region' ? 'a text' : 'a text or a list of texts';
};

const unknownKey = (key: string, parent: Origin, known: readonly string[]): Complaint => {
  const [near] = nearest(key, known);
  return {
    origin: parent.at(key),
    at: 'key',
    message: `unknown key ${quoted(key)}`,
    ...(near !== undefined
      ? { hint: `did you mean "${near}"?` }
      : known.length > 0
        ? { hint: `known here: ${known.join(', ')}` }
        : {}),
  };
};

const found = (value: unknown): string =>
  typeof value === 'string'
    ? quoted(value)
    : value === null
      ? 'empty'
      : Array.isArray(value)
        ? 'a list'
        : typeof value === 'number' || typeof value === 'boolean'
          ? String(value)
          : 'a map';

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const valueAt = (value: unknown, path: readonly Step[]): unknown =>
  path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, step)
        ? (at as Readonly<Record<Step, unknown>>)[step]
        : undefined,
    value,
  );
