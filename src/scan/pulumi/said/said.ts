/**
 * What the arguments of a resource say: the things of the program that they mention, and the words that may name others,
 * each with the property that holds it in the source's own words.
 */
import type { Target } from '../../../model/fact.ts';
import { type Mention, patternOf, textOf } from '../../typescript/read.ts';
import type { Site, Value } from '../../typescript/value.ts';
import { documentIn } from './json.ts';
import { type IsThing, mentionsOf } from './mentions.ts';
import { allowedBy, isStatement } from './policies.ts';
import { isNaming, isSettings, isSilent, targetOf } from './texts.ts';

/** One thing that is said, at one property. */
export interface Said {
  /** The names of the properties that lead to it; indexes are left out, names of settings stand for them. */
  readonly path: readonly string[];
  /** Where: the innermost object that holds it, if that has a place. */
  readonly site?: Site;
  /** The members after the mention's own are in `mention.members`. */
  readonly mention?: Mention;
  readonly target?: Target & { readonly by: 'text' };
  /** A right, by the words of a policy. */
  readonly isRight?: boolean;
  /** A setting that names something which nobody can know: its value is given elsewhere. */
  readonly unknownKey?: string;
}

const MOST_DEEP = 40;
const MOST = 5_000;

/** All that a value says. `isThing`: whether a call stands for a thing. */
export const saidIn = (
  value: Value | undefined,
  isThing: IsThing,
  path: readonly string[] = [],
): readonly Said[] => {
  if (value === undefined) return [];
  const teller = new Teller(isThing);
  teller.value(value, path, undefined);
  return teller.said;
};

class Teller {
  readonly said: Said[] = [];
  private readonly isThing: IsThing;
  private readonly open = new Set<Value>();
  private looked = 0;

  constructor(isThing: IsThing) {
    this.isThing = isThing;
  }

  value(value: Value, path: readonly string[], site: Site | undefined, key?: string): void {
    if (path.length > MOST_DEEP || this.open.size > MOST_DEEP * 2 || ++this.looked > MOST * 4) return;
    // An object may hold itself.
    if (this.open.has(value) || this.said.length > MOST) return;
    this.open.add(value);
    this.inside(value, path, site, key);
    this.open.delete(value);
  }

  private inside(value: Value, path: readonly string[], site: Site | undefined, key?: string): void {
    switch (value.kind) {
      case 'either':
        for (const arm of value.of) this.value(arm, path, site, key);
        return;
      case 'list':
        for (const item of value.items) this.item(item, path, site);
        return;
      case 'object':
        this.object(value.entries, path, value.site ?? site);
        return;
      case 'plain':
      case 'text': {
        const document = key === undefined ? documentIn(value) : undefined;
        if (document !== undefined) this.value(document, path, site);
        else this.leaf(value, path, site, key);
        return;
      }
      case 'unknown':
        // What was written out, encoded, picked from: what went into it.
        if (value.of.length === 0) this.leaf(value, path, site, key);
        else for (const part of value.of) this.value(part, path, site, key);
        return;
      case 'made':
      case 'result':
      case 'instance':
      case 'member':
      case 'library':
      case 'environment':
      case 'function':
      case 'class':
        this.leaf(value, path, site, key);
    }
  }

  /** `{ name: "TABLE", value: … }` of a container's environment. */
  private item(item: Value, path: readonly string[], site: Site | undefined): void {
    const name = isSettings(path) && item.kind === 'object' ? textOf(item.entries.get('name')) : undefined;
    const value =
      item.kind === 'object' ? (item.entries.get('value') ?? item.entries.get('valueFrom')) : undefined;
    if (name === undefined || value === undefined) this.value(item, path, site);
    else this.value(value, [...path, name], site, name);
  }

  private object(entries: ReadonlyMap<string, Value>, path: readonly string[], site: Site | undefined): void {
    const statement = isStatement(entries);
    for (const [word, member] of entries) {
      // The words of a statement mean nothing but together.
      if (statement) this.mentions(member, [...path, word], site);
      else this.value(member, [...path, word], site, isSettings(path) ? word : undefined);
    }
    if (!statement || isSilent(path)) return;
    for (const { word, target } of allowedBy(entries))
      this.say({ path: [...path, word], target, isRight: true }, site);
  }

  private leaf(value: Value, path: readonly string[], site: Site | undefined, key: string | undefined): void {
    if (this.mentions(value, path, site)) return;
    const text = textOf(value) ?? patternOf(value);
    const target = text === undefined ? undefined : targetOf(text, path, key);
    if (target !== undefined) this.say({ path, target }, site);
    else if (text === undefined && key !== undefined && isNaming(key) && value.kind !== 'plain')
      this.say({ path, unknownKey: key }, site);
  }

  private mentions(value: Value, path: readonly string[], site: Site | undefined): boolean {
    const found = mentionsOf(value, this.isThing);
    for (const mention of found) this.say({ path, mention }, site);
    return found.length > 0;
  }

  private say(said: Said, site: Site | undefined): void {
    this.said.push(site === undefined ? said : { ...said, site });
  }
}
