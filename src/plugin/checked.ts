/**
 * The door for plug-ins: whatever a module exports is a plug-in that can be relied on, or is refused with the field that
 * is wrong.
 *
 * It is checked by hand: there is little of it, and functions are most of it.
 */
import { SEVERITIES } from '../model/finding.ts';
import { TESTIMONIES } from '../model/fact.ts';
import { nearest } from '../model/nearest.ts';
import { NAME_PATTERN, OWN_WORDS } from '../model/policy.ts';
import { quoted } from '../model/printable.ts';
import { type Problem, UserError } from '../model/user-error.ts';
import { REPORTERS } from '../report/index.ts';
import { SCANNERS } from '../scan/index.ts';
import { guardedReporter, guardedScanner } from './guarded.ts';
import { PLUGIN_API, type Plugin } from './plugin.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Says what is wrong with a field. */
type Tell = (field: string, message: string, hint?: string) => void;

/**
 * A plug-in whose functions may throw or return what they like: it is told as the plug-in's defect.
 *
 * @param raw what the module exports by default
 * @param module what the module is called in messages
 * @param others the plug-ins that there are already: names must not clash
 * @throws UserError with each field that is wrong
 */
export const checkedPlugin = (raw: unknown, module: string, others: readonly Plugin[] = []): Plugin => {
  const problems: Problem[] = [];
  const tell: Tell = (field, message, hint) =>
    void problems.push({
      message: `${module}: ${field === '' ? '' : `"${field}" `}${message}`,
      ...(hint === undefined ? {} : { hint }),
    });
  checkPlugin(raw, others, tell);
  if (problems.length > 0) throw new UserError(problems);
  const plugin = raw as Plugin;
  const { api, name, rules = [] } = plugin;
  return {
    api,
    name,
    rules,
    scanners: (plugin.scanners ?? []).map((scanner) => guardedScanner(name, scanner)),
    reporters: (plugin.reporters ?? []).map((reporter) => guardedReporter(name, reporter)),
  };
};

const checkPlugin = (raw: unknown, others: readonly Plugin[], tell: Tell): void => {
  if (!isFields(raw))
    return tell('', 'has no plug-in as its default export', 'export default { api: 1, name: …, rules: […] }');
  onlyKeys(raw, ['api', 'name', 'scanners', 'rules', 'reporters'], '', tell);
  const { api, name } = raw;
  if (api !== PLUGIN_API)
    tell(
      'api',
      api === undefined ? 'is missing' : `is ${shown(api)}, and this Faultline has ${PLUGIN_API}`,
      api === undefined ? `write api: ${PLUGIN_API}` : 'take the version of the plug-in that fits',
    );
  checkName(raw, '', tell);
  if (typeof name === 'string' && OWN_WORDS.includes(name))
    tell('name', `must not be ${quoted(name)}`, 'rules of Faultline itself are called so');
  if (others.some((other) => other.name === name)) tell('name', `is that of another plug-in: ${shown(name)}`);
  const taken = {
    scanners: [...SCANNERS, ...others.flatMap(({ scanners = [] }) => scanners)].map((one) => one.name),
    rules: [],
    reporters: [...REPORTERS, ...others.flatMap(({ reporters = [] }) => reporters)].map((one) => one.name),
  };
  for (const list of ['scanners', 'rules', 'reporters'] as const) checkList(raw, list, taken[list], tell);
};

const CHECKS = {
  scanners: (one: Fields, at: string, tell: Tell): void => {
    onlyKeys(one, ['name', 'title', 'realm', 'tells', 'alongside', 'files', 'claims', 'scan'], at, tell);
    textIn(one, 'title', at, tell);
    if (one['realm'] !== undefined) textIn(one, 'realm', at, tell);
    if (one['tells'] !== undefined) wordIn(one, 'tells', TESTIMONIES, at, tell);
    if (one['alongside'] !== undefined && typeof one['alongside'] !== 'boolean')
      tell(`${at}alongside`, 'must be true or false');
    if (one['files'] !== undefined) textsIn(one, 'files', at, tell);
    functionIn(one, 'claims', at, tell);
    functionIn(one, 'scan', at, tell);
  },
  rules: (one: Fields, at: string, tell: Tell): void => {
    const known = ['name', 'title', 'why', 'remedy', 'severity', 'subjects', 'usesAmong', 'find'];
    onlyKeys(one, known, at, tell);
    for (const field of ['title', 'why', 'remedy']) textIn(one, field, at, tell);
    wordIn(one, 'severity', SEVERITIES, at, tell);
    if (one['subjects'] !== undefined) textsIn(one, 'subjects', at, tell);
    if (one['usesAmong'] !== undefined && one['usesAmong'] !== true)
      tell(`${at}usesAmong`, 'must be true, or be left out');
    functionIn(one, 'find', at, tell);
  },
  reporters: (one: Fields, at: string, tell: Tell): void => {
    onlyKeys(one, ['name', 'render', 'pieces', 'needs', 'ending', 'appends'], at, tell);
    functionIn(one, 'render', at, tell);
    if (one['pieces'] !== undefined) functionIn(one, 'pieces', at, tell);
    if (one['needs'] !== undefined) wordIn(one, 'needs', ['table', 'graph', 'checked'], at, tell);
    const { ending } = one;
    if (ending !== undefined && !(typeof ending === 'string' && /^\.[A-Za-z0-9.]+$/.test(ending)))
      tell(`${at}ending`, 'must be an ending such as ".adoc"');
    if (one['appends'] !== undefined && one['appends'] !== true)
      tell(`${at}appends`, 'must be true, or be left out');
  },
} as const;

const checkList = (plugin: Fields, list: keyof typeof CHECKS, taken: readonly string[], tell: Tell): void => {
  const all = plugin[list];
  if (all === undefined) return;
  if (!Array.isArray(all)) return tell(list, 'must be a list');
  const names = new Set<unknown>(taken);
  all.forEach((one: unknown, i) => {
    if (!isFields(one)) return tell(`${list}[${i}]`, 'must be an object');
    const at = `${list}[${i}].`;
    checkName(one, at, tell);
    const { name } = one;
    if (names.has(name))
      tell(`${at}name`, `is taken: there is ${shown(name)} already`, 'call it something else');
    names.add(name);
    CHECKS[list](one, at, tell);
  });
};

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string =>
  typeof value === 'string'
    ? quoted(value)
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : 'something else';

const onlyKeys = (fields: Fields, known: readonly string[], at: string, tell: Tell): void => {
  for (const key of Object.keys(fields)) {
    if (known.includes(key)) continue;
    const [near] = nearest(key, known);
    tell(
      `${at}${key}`,
      'is not known',
      near === undefined ? `known: ${known.join(', ')}` : `did you mean "${near}"?`,
    );
  }
};

const checkName = (fields: Fields, at: string, tell: Tell): void => {
  const { name } = fields;
  if (name === undefined) tell(`${at}name`, 'is missing');
  else if (typeof name !== 'string' || name.length > 60 || !NAME_PATTERN.test(name))
    tell(`${at}name`, `must be lower-case words joined by dashes, not ${shown(name)}`);
};

const textIn = (fields: Fields, field: string, at: string, tell: Tell): void => {
  const value = fields[field];
  if (typeof value !== 'string' || value === '')
    tell(`${at}${field}`, value === undefined ? 'is missing' : 'must be a text');
};

const textsIn = (fields: Fields, field: string, at: string, tell: Tell): void => {
  const value = fields[field];
  if (
    !Array.isArray(value) ||
    value.length === 0 ||
    value.some((one) => typeof one !== 'string' || one === '')
  )
    tell(`${at}${field}`, 'must be a list of texts');
};

const wordIn = (fields: Fields, field: string, words: readonly string[], at: string, tell: Tell): void => {
  const value = fields[field];
  if (!words.some((word) => word === value))
    tell(`${at}${field}`, value === undefined ? 'is missing' : `must be one of ${words.join(', ')}`);
};

const functionIn = (fields: Fields, field: string, at: string, tell: Tell): void => {
  if (typeof fields[field] !== 'function')
    tell(`${at}${field}`, fields[field] === undefined ? 'is missing' : 'must be a function');
};
