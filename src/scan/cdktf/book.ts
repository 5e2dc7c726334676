/** All that one program makes, by what values mean by it, with the addresses that Terraform would give. */
import type { Address, Target } from '../../model/fact.ts';
import type { Mention } from '../typescript/read.ts';
import { entryOf, mentionsIn, plainOf, textOf } from '../typescript/read.ts';
import type { Trace } from '../typescript/trace.ts';
import type { Made, Value } from '../typescript/value.ts';
import { isIdentity } from '../pulumi/spelling.ts';
import { type Place, placeOf } from './constructs.ts';
import { type Construct, constructOf } from './types.ts';

/** A resource, a data source or the call of a module. */
export interface Thing {
  readonly made: Made;
  readonly address: Address;
  readonly type: string;
  readonly is: 'resource' | 'data' | 'module';
  readonly place: Place;
  readonly args: Value | undefined;
}

export interface Book {
  readonly things: readonly Thing[];
  /** One more time that the same construct is made: another arm. */
  readonly again: readonly { readonly thing: Thing; readonly args: Value | undefined }[];
  readonly targets: (mention: Mention) => readonly Target[];
  /** The provider that a thing is made with, where it names one or its stack has one. */
  readonly providerOf: (thing: Thing) => Made | undefined;
}

/** The book of a program that was run. `folder`: of the app, inside of what is scanned. */
export const bookOf = (trace: Trace, folder: string): Book => new Shelf(trace, folder);

const MOST_DEEP = 8;

class Shelf implements Book {
  readonly things: Thing[] = [];
  readonly again: { readonly thing: Thing; readonly args: Value | undefined }[] = [];
  private readonly byMade = new Map<Made, Thing>();
  private readonly byAddress = new Map<string, Thing>();
  /** Providers by stack, in the order of making. */
  private readonly providers: {
    readonly made: Made;
    readonly name: string;
    readonly stack: Made | undefined;
  }[] = [];

  constructor(trace: Trace, folder: string) {
    for (const made of trace.made) {
      const construct = constructOf(made);
      if (construct === undefined) continue;
      const place = placeOf(made);
      if (construct.is === 'provider')
        this.providers.push({ made, name: construct.provider, stack: place.stack });
      else this.put(made, construct, place, folder);
    }
  }

  private put(
    made: Made,
    construct: Exclude<Construct, { is: 'provider' }>,
    place: Place,
    folder: string,
  ): void {
    const id = place.path.map(identifier).join('_');
    const type = construct.is === 'module' ? 'terraform/module' : construct.type;
    const local =
      construct.is === 'module' ? `module.${id}` : `${construct.is === 'data' ? 'data.' : ''}${type}.${id}`;
    const scope = [folder, segment(place.name)].filter((part) => part !== '').join('/');
    const key = `${scope}\0${local}`;
    const args = argumentsOf(made, construct);
    const before = this.byAddress.get(key);
    if (before !== undefined) {
      this.byMade.set(made, before);
      this.again.push({ thing: before, args });
      return;
    }
    const thing: Thing = { made, address: { scope, local }, type, is: construct.is, place, args };
    this.things.push(thing);
    this.byAddress.set(key, thing);
    this.byMade.set(made, thing);
  }

  readonly targets = (mention: Mention): readonly Target[] => this.targetsOf(mention, 0);

  private targetsOf({ made, members }: Mention, depth: number): readonly Target[] {
    const thing = made === undefined ? undefined : this.byMade.get(made);
    if (thing === undefined) return [];
    const own: Target = { by: 'address', address: thing.address };
    const [first] = members;
    const given = first === undefined ? undefined : entryOf(thing.args, first.replace(/Input$/, ''));
    // What the program itself gave is worth what was given; a name and an id are the thing's own.
    if (first === undefined || given === undefined || depth > MOST_DEEP || isIdentity(thing.type, first))
      return [own];
    const passed = mentionsIn(given).flatMap((inner) => this.targetsOf(inner, depth + 1));
    return passed.length > 0 || plainOf(given) !== undefined ? passed : [own];
  }

  readonly providerOf = (thing: Thing): Made | undefined => {
    for (const { made } of mentionsIn(entryOf(thing.args, 'provider') ?? NOTHING)) {
      if (made !== undefined && this.providers.some((one) => one.made === made)) return made;
    }
    const type = thing.type.split('_', 1)[0];
    const own = this.providers.filter(({ name, stack }) => name === type && stack === thing.place.stack);
    return (own.find(({ made }) => textOf(entryOf(made.args[2], 'alias')) === undefined) ?? own[0])?.made;
  };
}

const NOTHING: Value = { kind: 'plain', plain: undefined };

/** Of a module the variables are its arguments. Classes that are generated beside the program keep theirs in the instance. */
const argumentsOf = ({ args }: Made, construct: Construct): Value | undefined => {
  const [, , given] = args;
  return construct.is === 'module' ? (entryOf(given, 'variables') ?? given) : given;
};

/** An id as Terraform may call a thing. */
const identifier = (id: string): string =>
  id.replaceAll(/\$\{[^}]*\}|[^\w.*-]/g, (found) => (found.startsWith('${') ? found : '-'));

const segment = (name: string): string => name.replaceAll('/', '-').trim();
