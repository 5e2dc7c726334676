/** Hosts that a program speaks to by libraries that are no SDK: HTTP, databases, brokers; and addresses of AWS in texts. */
import type { EdgeClass, Target } from '../../model/fact.ts';
import { mentionsIn } from '../../assemble/facts/words.ts';
import { entryOf, libraryOf, patternOf } from '../typescript/read.ts';
import type { Text, Trace } from '../typescript/trace.ts';
import type { Call, Library, Site, Surrounding, Value } from '../typescript/value.ts';
import { type Said, isAddress, isNowhere, saidIn, withoutExample } from './addresses.ts';
import { CALLING_PACKAGES, type Caller, GLOBAL_FETCH } from './libraries.ts';

/** An address that a program uses. */
export interface HostUse {
  readonly target: Target & { readonly by: 'text' };
  readonly class: EdgeClass;
  readonly site: Site;
  /** `axios.get`, `fetch`; of a text what it is bound to. */
  readonly by: string;
  readonly around?: Surrounding;
  readonly isDefault: boolean;
  /** Only seen as a text: that it is called is not. */
  readonly isText: boolean;
}

/** A call whose address only the environment knows. */
interface OpenUse {
  readonly key: string;
  readonly site: Site;
  readonly by: string;
}

export interface Hosts {
  readonly uses: readonly HostUse[];
  readonly open: readonly OpenUse[];
}

/** All calls of hosts, and the addresses of AWS that stand in texts alone. */
export const hostsOf = (trace: Trace): Hosts => {
  const uses: HostUse[] = [];
  const open: OpenUse[] = [];
  const take = (
    args: readonly Value[],
    caller: Caller,
    by: string,
    site: Site,
    around: Surrounding,
  ): void => {
    for (const said of placesIn(args, caller)) {
      if (said.text === undefined) {
        if (said.key !== undefined) open.push({ key: said.key, site, by });
        continue;
      }
      const target = targetOf(said.text, said);
      if (target === undefined && said.key !== undefined) open.push({ key: said.key, site, by });
      if (target !== undefined)
        uses.push({
          target,
          class: caller.class,
          site,
          by,
          around,
          isDefault: said.isDefault,
          isText: false,
        });
    }
  };
  for (const call of trace.calls) {
    const caller = callerOf(call);
    if (caller !== undefined) take(call.args, caller, wordsOf(call), call.site, call.around);
  }
  for (const made of trace.made) {
    const caller = callerIn(made.class);
    if (caller !== undefined) take(made.args, caller, `new ${nameIn(made.class)}`, made.site, made.around);
  }
  for (const text of trace.texts) {
    const use = ofText(text);
    if (use !== undefined) uses.push(use);
  }
  return { uses, open };
};

const callerOf = (call: Call): Caller | undefined => {
  const { callee } = call;
  const library = libraryOf(callee);
  if (library !== undefined && callee.kind !== 'made') return callerIn(library);
  if (call.name === 'fetch' && callee.kind === 'unknown' && (callee.name ?? 'fetch') === 'fetch')
    return GLOBAL_FETCH;
  if (callee.kind === 'member' && call.name === 'fetch' && isGlobal(callee.of)) return GLOBAL_FETCH;
  // `axios.create({…}).get('https://…')`
  const of =
    callee.kind === 'member' && callee.of.kind === 'result' ? libraryOf(callee.of.call.callee) : undefined;
  return of === undefined ? undefined : callerIn({ ...of, path: [call.name] });
};

const isGlobal = (value: Value): boolean =>
  value.kind === 'unknown' && /^(?:globalThis|window|global|self)$/.test(value.name ?? '');

const callerIn = ({ module, path }: Library): Caller | undefined => {
  const caller = CALLING_PACKAGES.get(module);
  const name = path.at(-1) ?? '';
  return caller?.names.has(name === 'default' ? '' : name) === true ? caller : undefined;
};

const nameIn = ({ module, path }: Library): string =>
  path.filter((word) => word !== 'default').join('.') || module;

const wordsOf = (call: Call): string => {
  const library = libraryOf(call.callee);
  if (library === undefined) return call.name;
  const path = library.path.filter((word) => word !== 'default');
  return [library.module, ...path].join('.');
};

/** Properties that hold a host without scheme. */
const HOST_PROPERTY = /(?:^|\.)(?:host|hostname|server|servers|brokers|contactPoints|node|nodes)$/;

const placesIn = (args: readonly Value[], { places }: Caller): readonly Said[] =>
  places.flatMap(({ argument, property }) => {
    const value = args[argument];
    const path = property?.split('.') ?? [];
    const found = saidIn(path.length === 0 ? value : entryOf(value, ...path));
    const isHost = property !== undefined && HOST_PROPERTY.test(property);
    return found.filter(({ text }) => text === undefined || isHost || isAddress(text));
  });

const targetOf = (
  text: string,
  { key, isDefault }: Pick<Said, 'key' | 'isDefault'>,
): HostUse['target'] | undefined => {
  if (isNowhere(text)) return undefined;
  const target: HostUse['target'] =
    key !== undefined && isDefault ? { by: 'text', text, as: 'env', key } : { by: 'text', text, as: 'host' };
  const mentions = mentionsIn(target);
  return mentions.every((one) => one.form === 'host' && isNowhere(`//${one.host}`)) ? undefined : target;
};

/** Keys of texts that are about who may do what, not about what is called. */
const OF_POLICIES =
  /^(?:Principal|Service|Resource|Resources|Action|NotAction|Federated|AWS|Sid|aws:SourceArn|policyArn|PolicyArn|RoleArn|roleArn|ManagedPolicyArns|description|Description|title|message)$/;

/** `lambda.amazonaws.com`: who is trusted, not where something is. */
const PRINCIPAL = /^[a-z0-9-]+(?:\.[a-z0-9-]+)?\.amazonaws\.com$/;

/** An address of AWS in a text that something is done with. */
const ofText = ({ value, site, key, inside }: Text): HostUse | undefined => {
  const text = patternOf(value)?.trim();
  // With a placeholder for people, or as a page for them, it is no address of the program's.
  if (text === undefined || text.length > 2_000 || /[\s<[]|\/\/console\.aws\./.test(text)) return undefined;
  const isArn = text.startsWith('arn:aws');
  if (!isArn && !/\.amazonaws\.com(?:\.cn)?(?:[:/?]|$)|^s3:\/\//.test(text)) return undefined;
  if (OF_POLICIES.test(key ?? '') || PRINCIPAL.test(text) || isNowhere(text)) return undefined;
  if (isArn && !isThing(text)) return undefined;
  if (!isArn && !text.includes('://')) return undefined;
  const target: HostUse['target'] = { by: 'text', text: withoutExample(text), as: isArn ? 'arn' : 'host' };
  if (mentionsIn(target).length === 0) return undefined;
  const by = key ?? inside ?? 'text';
  return { target, class: classOfText(text), site, by, isDefault: false, isText: true };
};

/** Roles and policies are no things to be called, nor are ARNs that documentation makes up. */
const isThing = (text: string): boolean =>
  !/^arn:aws[a-z-]*:(?:iam:|sts:|lambda:[^:]*:[^:]*:layer:)/.test(text) &&
  !/:(?:123456789012|111122223333|0{12}|1{12}):/.test(text) &&
  !text.endsWith('*');

const classOfText = (text: string): EdgeClass =>
  /^s3:|^arn:aws[a-z-]*:(?:s3|dynamodb|rds):|[./]s3[.-]|\bdynamodb\./.test(text)
    ? 'data'
    : /^arn:aws[a-z-]*:(?:sqs|sns|kinesis|firehose|events):|\/\/(?:sqs|sns|kinesis|events)\./.test(text)
      ? 'asynchronous'
      : 'call';
