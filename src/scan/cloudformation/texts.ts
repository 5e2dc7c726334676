/** What a text in a template may name: an environment entry, an image, an ARN, a host, a stored secret. */
import type { Plain, Target } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, textOf } from '../tree.ts';
import { isFunction, isOpen, piecesOf } from './tags.ts';

type TextTarget = Target & { readonly by: 'text' };

/** The names of the places that are still open in a text. */
export const placesIn = (text: string): readonly string[] =>
  isOpen(text)
    ? piecesOf(text).flatMap((piece) => (piece.kind === 'name' ? [piece.text.split('.', 1)[0]!] : []))
    : [];

/** The targets of a text at a path of a resource's body. */
export const textTargets = (
  text: string,
  steps: readonly Step[],
  body: Plain,
  type: string,
): readonly TextTarget[] => {
  const names = namesOf(steps);
  if (names.some((name) => NOT_NEEDED.has(name))) return [];
  const key = environmentKey(steps, names, body, type);
  const stored = storedIn(text);
  if (key !== undefined && /^\$\{[^}]*\}$/.test(text)) return stored;
  if (key !== undefined) return [...stored, { by: 'text', text, as: 'env', key }];
  const last = names.at(-1) ?? '';
  if (IMAGES.has(last) && /^[\w${]/.test(text) && !text.startsWith('ami-'))
    return [{ by: 'text', text, as: 'image' }];
  if (text.includes('arn:')) return [...stored, ...arnsIn(text)];
  // A domain name is somebody else's only where it is the origin of a content network.
  if (HOSTS.has(last) && HOST.test(text) && (last !== 'DomainName' || names.includes('Origins')))
    return [{ by: 'text', text, as: 'host', key: last }];
  return stored;
};

/** Who may call, and on which condition; what is told to people. */
const NOT_NEEDED = new Set([
  'Principal',
  'AssumeRolePolicyDocument',
  'Condition',
  'Description',
  'Metadata',
  'Tags',
]);

const IMAGES = new Set(['Image', 'ImageUri', 'ImageIdentifier']);

const HOSTS = new Set([
  'Uri',
  'IntegrationUri',
  'Endpoint',
  'EndpointUrl',
  'HttpEndpoint',
  'InvocationEndpoint',
  'DomainName',
  'HostName',
  'ServerName',
  'ResourceRecords',
  'DNSName',
  'bootstrapServers',
]);

const HOST = /^(?:[a-z][a-z+.-]*:\/\/)?[\w${}:@-]+(?:\.[\w${}:@-]+)+(?::\d+)?(?:\/|$)/i;

/** The keys of a path without functions and their arguments' numbers. */
const namesOf = (steps: readonly Step[]): readonly string[] =>
  steps.filter((step): step is string => typeof step === 'string' && !isFunction(step));

/** The name of the environment entry whose value is at a path, if it is one. */
export const environmentKey = (
  steps: readonly Step[],
  names: readonly string[],
  body: Plain,
  type: string,
): string | undefined => {
  const last = names.at(-1);
  const holder = names.at(-2);
  if (last === undefined || holder === undefined) return undefined;
  const entry = steps.slice(0, steps.lastIndexOf(last));
  if (typeof entry.at(-1) === 'number' && (holder === 'Environment' || ENTRIES.has(holder))) {
    return last === 'Value'
      ? (textOf(at(body, ...entry, 'Name')) ?? textOf(at(body, ...entry, 'Key')))
      : undefined;
  }
  if (holder === 'Variables' && names.at(-3) === 'Environment') return last;
  // Of most types `Environment` is a block of settings; of a model of SageMaker the variables themselves.
  if (holder === 'Environment' && type.startsWith('AWS::SageMaker::')) return last;
  return ENTRIES.has(holder) ? last : undefined;
};

const ENTRIES = new Set(['EnvironmentVariables', 'RuntimeEnvironmentVariables']);

/** ARNs in a text, region and account empty where they are not known. Those of AWS's own policies need nobody. */
export const arnsIn = (text: string): readonly TextTarget[] =>
  (text.replaceAll(/\$\{[^{}]*\}/g, closed).match(/\barn:[^\s"'\\,<>|]+/g) ?? [])
    .map(canonical)
    .filter((arn) => !/^arn:[^:]*:iam::aws:/.test(arn) && arn.split(':').length >= 6)
    .map((arn) => ({ by: 'text', text: arn, as: 'arn' }));

/** A place as one word, so that what stands in it does not end the ARN. */
const closed = (place: string): string =>
  place.replaceAll(':', COLON).replace(/,.*$/s, '}').replaceAll(/\s/g, '');

/** Stands for a colon that separates no parts of an ARN. */
const COLON = '\uFF1A';

const canonical = (arn: string): string =>
  arn
    .split(':')
    .map((part, i) => (i >= 1 && i <= 4 && isOpen(part) ? (i === 1 ? 'aws' : i === 2 ? part : '') : part))
    .join(':')
    .replaceAll(COLON, ':');

/** `{{resolve:ssm:/a/b}}`, `{{resolve:secretsmanager:name:…}}`, `${ssm:/a/b}`: read when the stack is deployed. */
const storedIn = (text: string): readonly TextTarget[] => [
  ...[...text.matchAll(/\$\{ssm:([\w./-]+)/g)].map(
    ([, name]) => ({ by: 'text', text: parameterArn(name!), as: 'arn' }) as const,
  ),
  ...[...text.matchAll(/\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]+)\}\}/g)].flatMap(
    ([, service, rest = '']) => {
      const arn = rest.startsWith('arn:')
        ? rest.split(':').slice(0, 7).join(':')
        : service === 'secretsmanager'
          ? `arn:aws:secretsmanager:::secret:${rest.split(':', 1)[0]!}`
          : parameterArn(rest.split(':', 1)[0]!);
      return isOpen(arn) ? [] : [{ by: 'text', text: arn, as: 'arn' } as const];
    },
  ),
];

/** The ARN of a stored parameter, by its name. */
export const parameterArn = (name: string): string =>
  `arn:aws:ssm:::parameter${name.startsWith('/') ? '' : '/'}${name}`;
