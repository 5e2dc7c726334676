/** The region that a client is given: written into the code, taken from the environment, or left to where it runs. */
import type { Target } from '../../model/fact.ts';
import type { Confidence } from '../../model/requirement.ts';
import { choicesOf, patternOf, textOf } from '../typescript/read.ts';
import type { Value } from '../typescript/value.ts';

/**
 * `own`: that of the deployment unit that runs the code. `literal`: always `region`. `default`: `region`, unless
 * `key` or the caller says another one. `key`: what that environment variable says. `unknown`: `text` as far as it
 * is known.
 */
export type Region =
  | {
      readonly form: 'own';
      /** What the code falls back to where it runs nowhere. */ readonly fallback?: string;
    }
  | { readonly form: 'literal'; readonly region: string }
  | { readonly form: 'default'; readonly region: string; readonly key?: string }
  | { readonly form: 'key'; readonly key: string }
  | { readonly form: 'unknown'; readonly text?: string };

/** A region's name, of any partition. */
const REGION = /^[a-z]{2}(?:-[a-z]{2,12}){1,2}-\d{1,2}$/;

/** What every runtime of AWS sets to the region that it is in. */
const OWN: ReadonlySet<string> = new Set(['AWS_REGION', 'AWS_DEFAULT_REGION']);

/** The regions of a client by its settings: usually one; several, if the code chooses between regions. */
export const regionsOf = (settings: Value | undefined): readonly Region[] => {
  const arms = choicesOf(settings);
  const read = arms.length === 0 ? [OWN_REGION] : arms.flatMap(ofSettings);
  const distinct = [...new Map(read.map((region) => [JSON.stringify(region), region])).values()];
  // A function that is also run with parameters that nobody gave it: what is known counts.
  const known = distinct.filter(({ form }) => form !== 'unknown');
  const own = known.find(({ form }) => form === 'own');
  const literal = known.find((region) => region.form === 'literal');
  // `isLocal ? { region: 'us-east-1' } : {}`: where it is deployed, it follows the deployment.
  if (own !== undefined && literal !== undefined) return [{ form: 'own', fallback: literal.region }];
  return known.length > 0 ? known : distinct;
};

const OWN_REGION: Region = { form: 'own' };

const ofSettings = (settings: Value): readonly Region[] => {
  if (settings.kind === 'plain') return [OWN_REGION];
  if (settings.kind !== 'object' && settings.kind !== 'instance') return [unknownRegion(settings)];
  const region = (settings.kind === 'object' ? settings.entries : settings.fields).get('region');
  if (region !== undefined) return ofValue(region);
  return [settings.kind === 'object' && settings.isOpen ? { form: 'unknown' } : OWN_REGION];
};

/** The regions that a value may be. */
const ofValue = (value: Value): readonly Region[] => {
  const arms = choicesOf(value);
  const texts = arms.map((arm) => textOf(arm));
  const literals = [...new Set(texts.filter((text) => text !== undefined && REGION.test(text)))] as string[];
  const keys = arms.flatMap((arm) => (arm.kind === 'environment' ? [arm.name] : []));
  const key = keys.find((name) => !OWN.has(name));
  const isOwn = keys.some((name) => OWN.has(name)) || arms.some(isNothing);
  const isOpen = arms.some(
    (arm, i) => texts[i] === undefined && arm.kind !== 'environment' && !isNothing(arm),
  );
  const [first] = literals;
  if (first === undefined) {
    if (key !== undefined) return [{ form: 'key', key }];
    return [isOwn ? OWN_REGION : unknownRegion(value)];
  }
  // The own region where there is one: what the code says besides holds on somebody's machine.
  if (isOwn && key === undefined) return [{ form: 'own', fallback: first }];
  if (key !== undefined || isOpen)
    return [{ form: 'default', region: literals.at(-1)!, ...(key === undefined ? {} : { key }) }];
  return literals.map((region) => ({ form: 'literal', region }));
};

const isNothing = (value: Value): boolean =>
  value.kind === 'plain' && (value.plain === undefined || value.plain === null || value.plain === '');

const unknownRegion = (value: Value): Region => {
  const text = patternOf(value) ?? nameOf(value);
  return { form: 'unknown', ...(text === undefined ? {} : { text }) };
};

/** What a value is called in the code, if it is no text at all. */
const nameOf = (value: Value): string | undefined => {
  if (value.kind === 'unknown') return value.name;
  if (value.kind === 'result') return `${value.call.name}()`;
  if (value.kind === 'library') return value.path.length === 0 ? value.module : value.path.join('.');
  if (value.kind !== 'member') return undefined;
  const of = nameOf(value.of);
  return of === undefined ? value.name : `${of}.${value.name}`;
};

/** The region as evidence says it: ` us-east-1`, ` $ORDERS_REGION`; nothing for the own one. */
export const regionWords = (region: Region): string => {
  if (region.form === 'literal') return ` ${region.region}`;
  if (region.form === 'default') return ` ${region.region} (default)`;
  return region.form === 'key' ? ` in the region of ${region.key}` : '';
};

/** An action in a region, as a target; the region of who calls is left out. */
export const actionIn = (text: string, region: Region | undefined): Target => ({
  by: 'text',
  text,
  as: 'action',
  ...placeOf(region),
});

/** Whether an ARN says its region. */
export const hasRegion = (text: string): boolean => !/^arn:[^:]*:[^:]*::/.test(text);

/** The region that is called, and the setting that says it. */
export const placeOf = (
  region: Region | undefined,
): Pick<Target & { by: 'text' }, 'region' | 'regionKey'> => ({
  ...(region?.form === 'literal' || region?.form === 'default' ? { region: region.region } : {}),
  ...((region?.form === 'key' || region?.form === 'default') && region.key !== undefined
    ? { regionKey: region.key }
    : {}),
});

/** How sure it is that a region is the one that is called. */
export const sureness = ({ form }: Region): Confidence =>
  form === 'default' || form === 'unknown' ? 'assumed' : form === 'key' ? 'inferred' : 'documented';
