/** From modules as they are called to facts: one for each block and address, whatever number of calls it stands for. */
import type { EdgeClass, Properties, ReferenceFact, ResourceFact, Target, Where } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Attribute, Block } from '../hcl/syntax.ts';
import { addressOf, isMissing } from './address.ts';
import { type Reading, readBlock } from './body.ts';
import { codeOf } from './code.ts';
import { type Draft, resourceOf, times, together } from './draft.ts';
import { type Declared, literalText, whereOf } from './folder.ts';
import { tellCount, tellRegion } from './missing.ts';
import type { Call, Module } from './module.ts';
import { meantBy, thingsOf } from './order.ts';
import { type Provider, providerName, providerOf, regionOf, regionOfBlock } from './regions.ts';
import { type Repeat, scopeOf } from './repeat.ts';
import { referencesIn } from './values.ts';

/** Pairs that the `depends_on` of a module's call may make. */
const MOST_PAIRS = 200;

/** Providers of clouds: being configured by something is no dependency of each thing made with them. */
const CLOUDS = new Set(['aws', 'awscc', 'google', 'google-beta', 'azurerm', 'azuread', 'azapi']);

/** Collects facts by address: several instances of a module are one set of resources. */
export class FactBook {
  private readonly resources = new Map<string, Draft>();
  private readonly references = new Map<string, ReferenceFact>();
  private readonly providers = new Map<Declared, Map<Module, ReadonlySet<string>>>();

  /** Everything in a module, and in the modules that it calls. */
  module(module: Module): void {
    for (const [local, declared] of module.source.resources) {
      this.block(module, local, declared, module.repeat(local));
    }
    for (const [name, declared] of module.source.calls) {
      const call = module.call(name);
      if (call?.is === 'opaque') this.block(module, `module.${name}`, declared, call.repeat);
      else if (call !== undefined) this.call(module, declared, call);
    }
  }

  facts(): { readonly resources: readonly ResourceFact[]; readonly references: readonly ReferenceFact[] } {
    const references = [...this.references.values()];
    const drafts = [...this.resources.values()];
    return { resources: this.withCode(drafts, references), references };
  }

  /** Functions with the code that they are packed from. */
  private withCode(drafts: readonly Draft[], references: readonly ReferenceFact[]): readonly ResourceFact[] {
    const slot = ({ scope, local }: ResourceFact['address']): string => `${scope}\0${local}`;
    const byAddress = new Map(drafts.map((draft) => [slot(draft.address), draft]));
    const functions = new Set(
      drafts.filter(({ type }) => type === 'aws_lambda_function').map(({ address }) => slot(address)),
    );
    const byFunction = groupBy(
      functions.size === 0 ? [] : references.filter(({ from }) => functions.has(slot(from))),
      ({ from }) => slot(from),
    );
    return drafts.map((draft) => {
      const own = byFunction.get(slot(draft.address));
      const code = own === undefined ? [] : codeOf(draft, own, (address) => byAddress.get(slot(address)));
      return { ...resourceOf(draft), ...(code.length === 0 ? {} : { code }) };
    });
  }

  private call(module: Module, { block, file }: Declared, call: Call & { is: 'open' }): void {
    const dependsOn = block.attributes.get('depends_on');
    tellCount(module, { block, file }, call.repeat);
    for (const { module: inner } of call.instances) this.module(inner);
    const [first] = call.instances;
    if (dependsOn !== undefined && first !== undefined) this.waits(module, dependsOn, file, first.module);
  }

  /** Everything in a module is made after what its call depends on. */
  private waits(module: Module, dependsOn: Attribute, file: string, inner: Module): void {
    const meant = meantBy(dependsOn, module);
    const things = thingsOf(inner);
    if (meant.length * things.length > MOST_PAIRS) {
      const message = `depends_on is left out: it sets ${things.length} resources after ${meant.length} others, and says nothing but their order`;
      module.estate.findings.add({ kind: 'skipped', message, file, line: dependsOn.line });
      return;
    }
    for (const { key, where } of things) {
      for (const to of meant) this.refer(key, to, 'depends_on', where, 'start-up');
    }
  }

  private block(module: Module, local: string, declared: Declared, repeat: Repeat): void {
    const { block, file } = declared;
    const key = module.key(local);
    const where = whereOf(declared);
    tellCount(module, declared, repeat);
    const readings: Reading[] = [];
    for (const instance of repeat.instances) {
      const reading = readBlock(block, scopeOf(module, instance), module, file);
      readings.push(reading);
      this.uses(key, reading, file);
    }
    this.meta(module, declared, key, repeat);
    const [first] = readings;
    if (first === undefined) return;
    const isCall = block.type === 'module';
    const region = isCall
      ? regionOf(module, 'aws')
      : regionOfBlock(module, block, (name) => first.values.get(name));
    tellRegion(module, region);
    const properties = isCall ? callProperties(block) : first.properties;
    this.draft(key, {
      address: addressOf(key),
      type: isCall ? 'terraform/module' : (block.labels[0] ?? ''),
      where,
      inside: module.source.inside,
      region: region.region,
      isForeign: block.type !== 'resource' && !isCall,
      isRepeated: repeat.form !== 'one' || module.times !== 1,
      count: times(repeat.form === 'one' ? 1 : repeat.count, module.times),
      instances: isCall || repeat.form === 'one' ? [properties] : readings.map(({ properties: own }) => own),
    });
  }

  private uses(from: string, reading: Reading, file: string): void {
    for (const { to, property, line } of reading.uses) this.refer(from, to, property, { file, line });
    for (const { property, target, line, class: edge } of reading.texts)
      this.put(from, target, `${target.as} ${target.text}`, property, { file, line }, edge);
  }

  /** What stands outside of the thing itself: how often it is there, what it waits for, who makes it. */
  private meta(module: Module, { block, file }: Declared, key: string, { from }: Repeat): void {
    for (const name of ['count', 'for_each']) {
      const attribute = block.attributes.get(name);
      if (attribute === undefined || from === undefined) continue;
      for (const to of referencesIn(from)) this.refer(key, to, name, { file, line: attribute.line });
    }
    const dependsOn = block.attributes.get('depends_on');
    if (dependsOn !== undefined) {
      const where = { file, line: dependsOn.line };
      for (const to of meantBy(dependsOn, module)) this.refer(key, to, 'depends_on', where, 'start-up');
    }
    const name = providerName(block);
    if (block.type === 'module' || CLOUDS.has(name.split('.', 1)[0]!)) return;
    const provider = providerOf(module, name);
    if (provider === undefined) return;
    for (const to of this.configuring(provider)) this.refer(key, to, 'provider', { file, line: block.line });
  }

  /** What a provider's configuration refers to: the cluster that things are made in. */
  private configuring({ declared, module }: Provider): ReadonlySet<string> {
    const known = this.providers.get(declared)?.get(module);
    if (known !== undefined) return known;
    const { uses } = readBlock(declared.block, module, module, declared.file);
    const found = new Set(uses.map(({ to }) => to));
    const byModule = this.providers.get(declared) ?? new Map<Module, ReadonlySet<string>>();
    this.providers.set(declared, byModule.set(module, found));
    return found;
  }

  private refer(from: string, to: string, property: string, where: Where, edge?: EdgeClass): void {
    if (to === from || isMissing(to)) return;
    this.put(from, { by: 'address', address: addressOf(to) }, to, property, where, edge);
  }

  private put(
    from: string,
    to: Target,
    text: string,
    property: string,
    where: Where,
    edge?: EdgeClass,
  ): void {
    const known = `${from}\t${property}\t${text}`;
    if (this.references.has(known)) return;
    this.references.set(known, {
      from: addressOf(from),
      to,
      property,
      where,
      confidence: to.by === 'text' && to.as === 'action' ? 'inferred' : 'documented',
      ...(edge === undefined ? {} : { class: edge }),
    });
  }

  private draft(key: string, draft: Draft): void {
    const before = this.resources.get(key);
    this.resources.set(key, before === undefined ? draft : together(before, draft));
  }
}

const callProperties = (block: Block): Properties => {
  const said = ['source', 'version'].flatMap((name) => {
    const text = literalText(block.attributes.get(name)?.value);
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(said);
};
