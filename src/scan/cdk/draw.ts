/** Which construct a `new`, an import by name, or a method that makes one inside of another stands for, and where it is. */
import { entryOf, libraryOf, patternOf } from '../typescript/read.ts';
import type { Call, Made, Value } from '../typescript/value.ts';
import { type Construct, type Role, type Trunk, fresh } from './construct.ts';
import { creationOf, isMaker } from './creations.ts';
import { foreignType } from './imports.ts';
import { type ClassName, classNameOf, isConstructLibrary, kindOf } from './kinds.ts';

/** What a `new` is, if it is a construct. */
export const drawn = (tree: Trunk, made: Made, name: ClassName): Construct | undefined => {
  const kind = kindOf(name);
  const [scope, id, props] = made.args;
  const common = {
    class: name,
    site: made.site,
    made,
    ...fresh(),
    ...(made.boundTo === undefined ? {} : { boundTo: made.boundTo }),
  };
  if (kind.kind === 'app') {
    return { ...common, role: 'app', id: '', type: '', isRaw: false, isUnknown: false, props: scope };
  }
  if (kind.kind === 'output') return undefined;
  const parent = tree.ownerOf(scope);
  const isScoped = parent !== undefined || isUnknown(scope);
  if (!isScoped || (kind.kind === 'unknown' && (parent === undefined || !isId(id)))) return undefined;
  // Some helpers of state machines get a function where a state gets its scope: `new RunLambdaTask(fn)`.
  if (kind.kind === 'part' && !isId(id)) return undefined;
  const role: Role = kind.kind === 'resource' ? 'resource' : kind.kind === 'unknown' ? 'resource' : kind.kind;
  const isRaw = kind.kind === 'resource' && kind.isRaw;
  const type =
    kind.kind === 'resource'
      ? kind.type === ''
        ? (patternOf(entryOf(props, 'type')) ?? 'AWS::CloudFormation::CustomResource')
        : kind.type
      : kind.kind === 'unknown'
        ? `${name.module}.${name.name}`
        : '';
  return {
    ...common,
    role,
    id: idOf(id) ?? made.by ?? name.name,
    type,
    isRaw,
    isUnknown: kind.kind === 'unknown' && isConstructLibrary(made.class.module),
    props: name.name === 'CfnResource' ? entryOf(props, 'properties') : props,
    ...(parent === undefined ? {} : { parent }),
  };
};

/** `Bucket.fromBucketName(this, 'Logs', 'company-logs')`. */
export const imported = (tree: Trunk, call: Call): Construct | undefined => {
  const library = libraryOf(call.callee);
  const name = library === undefined ? undefined : classNameOf(library);
  const [scope, id, ...rest] = call.args;
  if (name === undefined) return undefined;
  const own = name.rest.length === 1 ? kindOf({ ...name, rest: [] }) : undefined;
  const isMade = own?.kind === 'resource' && isMaker(own.type, call.name);
  const type = isMade ? own.type : foreignType(name);
  if (type === undefined) return undefined;
  const parent = tree.ownerOf(scope);
  if ((parent === undefined && !isUnknown(scope)) || !isId(id)) return undefined;
  return {
    role: isMade ? 'resource' : 'foreign',
    id: idOf(id) ?? name.name,
    type,
    isRaw: false,
    isUnknown: false,
    class: name,
    props: isMade ? objectOf('backupVault', rest[0]) : rest[0],
    site: call.site,
    call,
    ...fresh(),
    ...(parent === undefined ? {} : { parent }),
    ...(call.boundTo === undefined ? {} : { boundTo: call.boundTo }),
  };
};

/** `balancer.addListener('Http', {port: 80})`. */
export const created = (tree: Trunk, call: Call): Construct | undefined => {
  if (call.callee.kind !== 'member') return undefined;
  const owner = tree.ownerOf(call.callee.of);
  if (owner === undefined) return undefined;
  const creation = creationOf(owner.type, call);
  if (creation === undefined) return undefined;
  const parent = creation.scope === undefined ? owner : tree.ownerOf(creation.scope);
  if (parent === undefined) return undefined;
  return {
    role: 'resource',
    id: idOf(creation.id) ?? call.name,
    parent,
    type: creation.type,
    isRaw: false,
    isUnknown: false,
    class: owner.class,
    props: creation.props,
    site: call.site,
    call,
    ...fresh(),
    ...(creation.link === undefined
      ? {}
      : {
          links: [
            {
              to: owner,
              property: creation.link,
              ...(creation.class === undefined ? {} : { class: creation.class }),
            },
          ],
        }),
    ...(call.boundTo === undefined ? {} : { boundTo: call.boundTo }),
  };
};

const objectOf = (name: string, value: Value | undefined): Value => ({
  kind: 'object',
  entries: new Map(value === undefined ? [] : [[name, value]]),
  isOpen: false,
});

const isUnknown = (value: Value | undefined): boolean => value?.kind === 'unknown';

const isId = (value: Value | undefined): boolean =>
  value !== undefined &&
  (patternOf(value) !== undefined ||
    ['text', 'unknown', 'member', 'either', 'result', 'environment'].includes(value.kind));

/** An id as a segment of a path: a slash in it would be one of its own. */
const idOf = (value: Value | undefined): string | undefined => {
  const text = patternOf(value);
  return text === undefined || text === '' ? undefined : text.replaceAll('/', '--');
};
