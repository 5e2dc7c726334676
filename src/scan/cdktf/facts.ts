/** The facts of one program: its resources, what each refers to, and what of it could not be understood. */
import type { EdgeClass, Facts, Target } from '../../model/fact.ts';
import { gathered } from '../gathered.ts';
import { entryOf, plainOf, textOf, whereOf } from '../typescript/read.ts';
import type { Trace } from '../typescript/trace.ts';
import type { Call, Made, Site, Value } from '../typescript/value.ts';
import { objectOf } from '../typescript/values.ts';
import { codePath } from '../pulumi/project.ts';
import { givenText } from '../pulumi/places.ts';
import { mentionsOf } from '../pulumi/said/mentions.ts';
import { type Said, saidIn } from '../pulumi/said/said.ts';
import { spelled, spelledProperties } from '../pulumi/spelling.ts';
import type { Book, Thing } from './book.ts';
import { isCore } from './types.ts';

/** What a program makes, and what that refers to. `folder`: of the app, inside of what is scanned. */
export const factsOf = (book: Book, trace: Trace, folder: string): Facts => {
  const teller = new Teller(book, folder);
  for (const thing of book.things) teller.thing(thing);
  for (const { thing, args } of book.again) teller.refers(thing, args);
  for (const call of trace.calls) teller.override(call);
  return teller.out.facts();
};

/** Arguments of every resource: they say how it is handled, not what it is. */
const META = new Set(['provider', 'providers', 'dependsOn', 'forEach', 'count', 'lifecycle', 'connection']);

/** Providers of clouds: being configured by something is no dependency of each thing made with them. */
const CLOUDS = /^(?:aws|awscc|google|azurerm|azuread|azapi)_/;

class Teller {
  readonly out = gathered();
  private readonly book: Book;
  private readonly folder: string;

  constructor(book: Book, folder: string) {
    this.book = book;
    this.folder = folder;
  }

  thing(thing: Thing): void {
    const { address, type, made, place, args } = thing;
    const own = ownArguments(args);
    const properties = thing.is === 'module' ? undefined : spelledProperties(type, plainOf(own));
    const region = this.regionOf(thing);
    const count = countIn(entryOf(args, 'count'));
    const code = this.codeOf(args);
    this.out.resource({
      address,
      type,
      where: whereOf(made.site),
      ...(region === undefined ? {} : { region }),
      ...(properties === undefined ? {} : { properties }),
      ...(count === undefined ? {} : { count }),
      ...(thing.is === 'data' ? { isForeign: true } : {}),
      ...(code.length === 0 ? {} : { code }),
    });
    if (!place.isKnown)
      this.out.findOnce(`place ${address.scope} ${address.local}`, {
        kind: 'unknown-value',
        message: `${address.local}: its name or its stack is known only when the program runs`,
        ...whereOf(made.site),
      });
    if (thing.is === 'module')
      this.out.findOnce(`module ${address.scope} ${address.local}`, {
        kind: 'unrendered',
        message: `${address.local}: what is in the module is not part of the program`,
        ...whereOf(made.site),
      });
    this.refers(thing, args);
  }

  /** What a thing refers to by its arguments. */
  refers(thing: Thing, args: Value | undefined): void {
    for (const said of saidIn(ownArguments(args), isNoThing)) this.said(thing, said);
    for (const { mention } of saidIn(entryOf(args, 'dependsOn'), isNoThing)) {
      for (const to of mention === undefined ? [] : this.book.targets(mention))
        this.refer(thing, to, 'depends_on', 'dependsOn', thing.made.site, 'start-up');
    }
    for (const word of ['forEach', 'count']) this.mentions(thing, entryOf(args, word), word);
    if (CLOUDS.test(thing.type)) return;
    const provider = this.book.providerOf(thing);
    this.mentions(thing, provider?.args[2], 'provider');
  }

  /** What an escape hatch puts into a resource: read for what it names, not applied. */
  override({ name, args, callee, site }: Call): void {
    if (name !== 'addOverride' || callee.kind !== 'member') return;
    const [path, value] = args;
    const at = textOf(path) ?? '…';
    const [mention] = mentionsOf(callee.of, isNoThing);
    const thing = this.book.things.find(({ made }) => made === mention?.made);
    if (thing !== undefined && value !== undefined) {
      for (const said of saidIn(value, isNoThing, at.split('.'))) this.said(thing, said);
    }
    const of = thing?.address.local ?? 'the stack';
    this.out.findOnce(`override ${site.file} ${site.line}`, {
      kind: 'unknown-value',
      message: `${of}: the override of ${at} is read for what it refers to, and otherwise not applied`,
      ...whereOf(site),
    });
  }

  private mentions(thing: Thing, value: Value | undefined, word: string): void {
    if (value === undefined) return;
    const property = spelled(thing.type, [word]).join('.');
    for (const mention of mentionsOf(value, isNoThing)) {
      for (const to of this.book.targets(mention)) this.refer(thing, to, property, word, thing.made.site);
    }
  }

  private said(thing: Thing, { path, mention, target, isRight, unknownKey, site: within }: Said): void {
    const site = within?.file === thing.made.site.file ? within : thing.made.site;
    const property = spelled(thing.type, path).join('.');
    if (target !== undefined)
      this.refer(thing, target, property, undefined, site, isRight === true ? 'permission' : undefined);
    else if (unknownKey !== undefined)
      this.out.findOnce(`setting ${thing.address.scope} ${thing.address.local} ${unknownKey}`, {
        kind: 'unknown-value',
        message: `${thing.address.local}: the value of ${path.join('.')} is known only when the program runs`,
        ...whereOf(site),
      });
    else if (mention !== undefined) {
      for (const to of this.book.targets(mention)) this.refer(thing, to, property, path.join('.'), site);
    }
  }

  private refer(
    thing: Thing,
    to: Target,
    property: string,
    why: string | undefined,
    site: Site,
    edge?: EdgeClass,
  ): void {
    this.out.refer({
      from: thing.address,
      to,
      property,
      where: whereOf(site),
      confidence: to.by === 'text' && to.as === 'action' ? 'inferred' : 'documented',
      ...(edge === undefined ? {} : { class: edge }),
      ...(why === undefined || why === property ? {} : { why }),
    });
  }

  /** The region of the resource itself, else of the provider that it is made with. */
  private regionOf(thing: Thing): string | undefined {
    const provider = this.book.providerOf(thing);
    const said = [
      givenText(entryOf(thing.args, 'region'), 2),
      // Azure's things take the place of their group: `location: group.location`.
      ...(thing.type.startsWith('azurerm_') ? [givenText(entryOf(thing.args, 'location'), 2)] : []),
      textOf(entryOf(provider?.args[2], 'region')),
    ];
    return said.find((text) => text !== undefined && /^[a-z][a-z0-9 -]+$/i.test(text));
  }

  /** Assets by their paths, which are the program's own. */
  private codeOf(args: Value | undefined): readonly string[] {
    const assets = mentionsOf(args ?? { kind: 'plain', plain: undefined }, isNoThing).flatMap(({ made }) =>
      made !== undefined && isAsset(made) ? (textOf(entryOf(made.args[2], 'path')) ?? []) : [],
    );
    const inside = assets.map((path) => codePath({ inside: this.folder }, path));
    return [...new Set(inside)].filter((path) => path !== '');
  }
}

/** Calls make nothing here. */
const isNoThing = (): boolean => false;

const isAsset = ({ class: library }: Made): boolean =>
  isCore(library) && library.path.at(-1) === 'TerraformAsset';

/** The arguments without those that every resource has. */
const ownArguments = (args: Value | undefined): Value | undefined =>
  args?.kind !== 'object'
    ? args
    : {
        ...objectOf(
          [...args.entries].filter(([name]) => !META.has(name)),
          args.isOpen,
        ),
        ...(args.site === undefined ? {} : { site: args.site }),
      };

const countIn = (value: Value | undefined): number | undefined => {
  const count = plainOf(value);
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : undefined;
};
