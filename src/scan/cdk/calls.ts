/** Calls of methods of constructs: rights, connections and orders of deployment, and whose method each other one is. */
import type { Trace } from '../typescript/trace.ts';
import { entryOf, libraryOf, patternOf } from '../typescript/read.ts';
import type { Call } from '../typescript/value.ts';
import { heldIn } from './hold.ts';
import { classNameOf } from './kinds.ts';
import { method } from './methods.ts';
import { connect } from './network.ts';
import { partsOf } from './place.ts';
import type { Teller, Words } from './teller.ts';
import type { Construct } from './construct.ts';

/** Tells what all calls of methods mean. */
export const tellCalls = ({ calls }: Pick<Trace, 'calls'>, teller: Teller): void => {
  for (const call of calls) tellCall(call, teller);
};

const tellCall = (call: Call, teller: Teller): void => {
  const { callee } = call;
  const library = libraryOf(callee);
  if (library !== undefined) {
    const name = classNameOf(library);
    if (name?.name === 'Grant' && (name.rest[0] ?? '').startsWith('addTo')) granted(call, teller);
    return;
  }
  if (callee.kind !== 'member') return;
  const owner = teller.tree.ownerOf(callee.of);
  if (owner === undefined) return;
  const isConnection =
    (callee.of.kind === 'member' && callee.of.name === 'connections') ||
    owner.type.endsWith('::SecurityGroup');
  const why = `${teller.nameOf(owner)}.${call.name}(${argumentOf(call, teller)})`;
  const words: Words = { site: call.site, why };
  if (DEPENDING.test(call.name)) depend(owner, call, teller, words);
  else if (owner.role !== 'resource' && owner.role !== 'foreign') return;
  else if (call.name.startsWith('grant') || (callee.of.kind === 'member' && callee.of.name === 'grants'))
    grant(owner, call, teller, words);
  else if (isConnection && call.name.startsWith('allow')) connect(owner, call, teller, words);
  else method(owner, call, teller, words);
};

const DEPENDING = /^(?:addDependency|addDependsOn|addDeletionDependency)$/;

/** `table.grantReadData(fn)`: the function may use the table, and needs the key that the table is encrypted with. */
const grant = (owner: Construct, call: Call, teller: Teller, words: Words): void => {
  const key = teller.tree.of(
    entryOf(owner.props, 'encryptionKey') ??
      entryOf(owner.props, 'encryptionMasterKey') ??
      entryOf(owner.props, 'masterKey'),
  );
  for (const held of heldIn(teller.tree, call.args[0])) {
    if (held.kind !== 'construct') continue;
    if (held.construct.type === 'AWS::CloudFront::CloudFrontOriginAccessIdentity') {
      // No identity of anybody's: the bucket's own policy names it.
      teller.refer(owner, held.construct, 'PolicyDocument.Statement.Principal', {
        ...words,
        class: 'permission',
      });
      continue;
    }
    const from = teller.principalOf(held.construct);
    teller.refer(from, owner, RESOURCE, { ...words, class: 'permission' });
    if (key?.type === 'AWS::KMS::Key') teller.refer(from, key, RESOURCE, { ...words, class: 'key' });
  }
};

const RESOURCE = 'Policies.PolicyDocument.Statement.Resource';

/** `Grant.addToPrincipal({grantee, actions, resourceArns})`. */
const granted = ({ args: [options], site }: Call, teller: Teller): void => {
  const statement = {
    actions: entryOf(options, 'actions'),
    resources: entryOf(options, 'resourceArns'),
    hasPrincipals: false,
    isAllow: true,
  };
  for (const held of heldIn(teller.tree, entryOf(options, 'grantee'))) {
    if (held.kind === 'construct')
      teller.statement(held.construct, statement, 'Policies.PolicyDocument.Statement', { site });
  }
};

/** What is deployed first. */
const depend = (owner: Construct, call: Call, teller: Teller, words: Words): void => {
  if (owner.role === 'stack' || owner.role === 'app' || owner.role === 'stage') return;
  for (const arg of call.args) {
    for (const item of arg.kind === 'list' ? arg.items : [arg]) {
      const to = teller.tree.ownerOf(item);
      if (to === undefined || to.role === 'stack' || to.role === 'app' || to.role === 'stage') continue;
      for (const from of partsOf(owner, MOST_ORDERED))
        for (const one of partsOf(to, MOST_ORDERED))
          teller.refer(from, one, 'DependsOn', { ...words, class: 'start-up' });
    }
  }
};

/** Constructs of a scope that are told to wait for another one's. */
const MOST_ORDERED = 12;

/** The first argument in a few words, as evidence. */
const argumentOf = ({ args }: Call, teller: Teller): string => {
  for (const arg of args) {
    const held = heldIn(teller.tree, arg).find((one) => one.kind === 'construct');
    if (held?.kind === 'construct') return teller.nameOf(held.construct);
  }
  const text = args.map(patternOf).find((one) => one !== undefined);
  return text === undefined ? '…' : `'${text.slice(0, 40)}'`;
};
