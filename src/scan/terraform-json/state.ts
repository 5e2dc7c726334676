/** State as Terraform stores it (terraform.tfstate): version 4, and version 3 from before Terraform 0.12. */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import { stepsOf, withoutKeys } from './address.ts';
import {
  type Described,
  type Description,
  type Doubt,
  type Instance,
  NOTED,
  type Referring,
  localOf,
} from './described.ts';
import { unflattened } from './flat.ts';
import { knownOf, maskOf } from './known.ts';

/** A resource before its dependencies are looked up among the others. */
interface Stored {
  readonly local: string;
  readonly module: string;
  readonly type: string;
  readonly mode: string;
  readonly path: readonly Step[];
  readonly instances: readonly Instance[];
  readonly count?: number;
  readonly provider?: string;
  /** Each as written, and where: named directly. */
  readonly direct: readonly { readonly text: string; readonly path: readonly Step[] }[];
  /** Also through others. */
  readonly all: readonly string[];
}

export const describeState = (file: Plain): Description => {
  const stored = at(file, 'version') === 3 ? versionThree(file) : versionFour(file);
  const locals = new Set(stored.map(({ local }) => local));
  const doubts: Doubt[] = [];
  const resources = stored.map((one): Described => {
    if (one.instances.every(({ values }) => Object.keys(values).length === 0))
      doubts.push({
        kind: 'unreadable',
        message: `${one.local} has no id and no attributes: nothing is known of it but its name`,
        path: one.path,
      });
    const { local, type, mode, path, instances, count, provider } = one;
    return {
      local,
      type,
      mode,
      path,
      instances,
      ...(count === undefined ? {} : { count }),
      ...(provider === undefined ? {} : { provider }),
      references: referencesOf(one, locals, doubts),
      dependencies: new Set(one.all.flatMap((text) => resolved(text, one.module, locals) ?? [])),
    };
  });
  const lineage = textOf(at(file, 'lineage'));
  const serial = at(file, 'serial');
  return {
    form: 'state',
    resources,
    doubts,
    ...(lineage === undefined ? {} : { lineage }),
    ...(typeof serial === 'number' ? { serial } : {}),
  };
};

const referencesOf = (
  { local, module, direct }: Stored,
  locals: ReadonlySet<string>,
  doubts: Doubt[],
): readonly Referring[] =>
  direct.flatMap(({ text, path }) => {
    const to = resolved(text, module, locals);
    if (to !== undefined) return [{ to, property: NOTED, path, confidence: 'documented' }];
    // What a state does not hold (a data source that it did not keep) is no loss; a whole module is vague.
    if (stepsOf(text)[0] === 'module')
      doubts.push({
        kind: 'unresolved',
        message: `${local} depends on ${text}: the state does not say on which resource in it`,
        path,
      });
    return [];
  });

/** The address that a text means: one of the whole state, or one within the module. */
const resolved = (text: string, module: string, locals: ReadonlySet<string>): string | undefined => {
  const address = withoutKeys(text);
  const inside = module === '' ? address : `${module}.${address}`;
  return locals.has(inside) ? inside : locals.has(address) ? address : undefined;
};

const versionFour = (file: Plain): readonly Stored[] =>
  itemsOf(at(file, 'resources')).flatMap((body, index): readonly Stored[] => {
    const type = textOf(at(body, 'type'));
    const name = textOf(at(body, 'name'));
    if (type === undefined || name === undefined) return [];
    const mode = textOf(at(body, 'mode')) ?? 'managed';
    const module = withoutKeys(textOf(at(body, 'module')) ?? '');
    const path = ['resources', index];
    const provider = textOf(at(body, 'provider'));
    const entries = itemsOf(at(body, 'instances')).map((entry, position) => ({
      entry,
      path: [...path, 'instances', position],
    }));
    const current = entries.filter(({ entry }) => at(entry, 'deposed') === undefined);
    const isKeyed = current.length !== 1 || at(current[0]!.entry, 'index_key') !== undefined;
    return [
      {
        local: localOf(module, mode, type, name),
        module,
        type,
        mode,
        path,
        instances: current.map((one) => ({ values: valuesOf(one.entry), path: one.path })),
        ...(isKeyed ? { count: current.length } : {}),
        ...(provider === undefined ? {} : { provider }),
        direct: unique(
          current.flatMap((one) =>
            textsAt(one.entry, 'depends_on').map((text) => ({ text, path: [...one.path, 'depends_on'] })),
          ),
        ),
        all: current.flatMap(({ entry }) => textsAt(entry, 'dependencies')),
      },
    ];
  });

const valuesOf = (entry: Plain): Instance['values'] => {
  const flat = at(entry, 'attributes_flat');
  const values = flat === undefined ? at(entry, 'attributes') : unflattened(flat);
  return knownOf(values, maskOf(itemsOf(at(entry, 'sensitive_attributes'))));
};

/** Version 3: a list of modules, in each a map of instances. */
const versionThree = (file: Plain): readonly Stored[] => {
  const stored = new Map<string, Stored>();
  for (const [position, part] of itemsOf(at(file, 'modules')).entries()) {
    const names = itemsOf(at(part, 'path')).slice(1);
    const module = names.map((name) => `module.${textOf(name) ?? ''}`).join('.');
    for (const [key, body] of entriesOf(at(part, 'resources'))) {
      const next = instanceOf(key, body, module, ['modules', position, 'resources', key]);
      const before = stored.get(next.local);
      stored.set(next.local, before === undefined ? next : bothOf(before, next));
    }
  }
  return [...stored.values()];
};

/** `aws_instance.web.0`, `data.aws_ami.ubuntu`. */
const instanceOf = (key: string, body: Plain, module: string, path: readonly Step[]): Stored => {
  const isData = key.startsWith('data.');
  const [type = 'unknown', name = key] = stepsOf(isData ? key.slice('data.'.length) : key);
  const mode = isData ? 'data' : 'managed';
  const id = textOf(at(body, 'primary', 'id'));
  const provider = textOf(at(body, 'provider'));
  const values = knownOf(unflattened(at(body, 'primary', 'attributes')));
  return {
    local: localOf(module, mode, type, name),
    module,
    type,
    mode,
    path,
    instances: [{ values: id === undefined ? values : { id, ...values }, path }],
    ...(/\.\d+$/.test(key) ? { count: 1 } : {}),
    ...(provider === undefined ? {} : { provider }),
    direct: textsAt(body, 'depends_on').map((text) => ({ text, path: [...path, 'depends_on'] })),
    all: [],
  };
};

const bothOf = (first: Stored, second: Stored): Stored => ({
  ...first,
  instances: [...first.instances, ...second.instances],
  count: first.instances.length + second.instances.length,
  direct: unique([...first.direct, ...second.direct]),
});

const unique = (texts: Stored['direct']): Stored['direct'] =>
  texts.filter(({ text }, index) => texts.findIndex((other) => other.text === text) === index);

const textsAt = (body: Plain, key: string): readonly string[] =>
  itemsOf(at(body, key)).flatMap((text) => textOf(text) ?? []);
