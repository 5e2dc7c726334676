/** What a program refers to without making it: `Bucket.fromBucketName(…)`, `Vpc.fromLookup(…)`. */
import type { Name, Properties } from '../../model/fact.ts';
import { entriesOf, patternOf } from '../typescript/read.ts';
import type { Value } from '../typescript/value.ts';
import { type ClassName, kindOf } from './kinds.ts';
import { spelled } from './spelling.ts';

/** Words of statics that make a construct of what is there already. */
const IMPORT = /^(?:from|import)[A-Z]/;

/** Statics of the same shape that make no construct that anything is known of. */
const OTHERS = /^from(?:Asset|Json|String|Inline|Generated|CfnParameter)/;

/** The type of what a static imports; undefined if it imports nothing. */
export const foreignType = ({ module, name, rest }: ClassName): string | undefined => {
  const [method] = rest;
  if (rest.length !== 1 || !IMPORT.test(method!) || OTHERS.test(method!)) return undefined;
  const kind = kindOf({ module, name, rest: [] });
  return kind.kind === 'resource' ? kind.type : undefined;
};

/** What is known of an imported thing by the way in which it is imported. */
interface Known {
  readonly names: readonly Name[];
  readonly properties: Properties;
}

/** `fromBucketName(…, 'logs')`, `fromTableArn(…, arn)`, `fromFunctionAttributes(…, {functionArn})`, `fromLookup(…, {vpcId})`. */
export const knownOf = (type: string, method: string, given: Value | undefined): Known => {
  const text = patternOf(given);
  const fields: readonly (readonly [string, string])[] =
    text === undefined
      ? entriesOf(given).flatMap(([key, value]) => {
          const one = patternOf(value);
          return one === undefined ? [] : [[key, one] as const];
        })
      : [[fieldOf(method), text]];
  const names: Name[] = [];
  const properties: Record<string, string> = {};
  for (const [key, value] of fields) {
    if (value.startsWith('arn:')) {
      if (value.split(':').length >= 6) names.push({ form: 'arn', text: withBlanks(value) });
    } else if (!value.includes('${')) properties[spelled(type, false, [key])] = value;
  }
  return { names, properties: Object.fromEntries(Object.entries(properties)) };
};

/** `tableName` of `fromTableName`. */
const fieldOf = (method: string): string => {
  const word = method.replace(/^(?:from|import)/, '').replace(/V\d$|Attributes$/, '');
  return word.slice(0, 1).toLowerCase() + word.slice(1);
};

/** Region and account stay empty where they are not known: then they match any. */
const withBlanks = (arn: string): string =>
  arn
    .split(':')
    .map((part, i) => (i >= 1 && i <= 4 && part.includes('${') ? (i === 1 ? 'aws' : '') : part))
    .join(':');
