/**
 * A template to a node: its placeholders filled in.
 *
 * The id decides the values of those that it holds. One that it does not hold has whatever values go with them: one
 * value is filled in anywhere, several make several members of the list that a requirement stands in.
 */
import type { Complaint } from '../../model/complaint.ts';
import type { PartialNode } from '../../model/document.ts';
import { nearest } from '../../model/nearest.ts';
import { isId } from '../../model/node.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Origin } from '../../model/place.ts';
import {
  type Placeholders,
  holdsPlaceholder,
  isTemplateId,
  placeholdersIn,
} from '../../model/placeholder.ts';
import { quoted } from '../../model/printable.ts';
import { type Failover, type GroupRequirement, type Requirement } from '../../model/requirement.ts';
import { type Bindings, MOST_MADE, defines, filledWith, namesIn, waysToFill } from './bindings.ts';

/** What is wrong with a template is told once for each place, whatever the values. */
export type Tell = (complaint: Complaint) => void;

/** What stays the same while the templates of one document are filled in. */
export interface Filling {
  readonly tree: Placeholders;
  readonly tell: Tell;
  /** How many nodes and members may still be made. */
  left: number;
}

/** The node that a template makes with these values, which must be those of all placeholders in its id. */
export const nodeFrom = (filling: Filling, template: PartialNode, bound: Bindings): PartialNode => {
  const { in: place, ...rest } = template;
  const { tell } = filling;
  const [origin] = template.origins;
  const id = filledWith(template.id, bound);
  // A template whose own id is none has been told of.
  if (origin !== undefined && !isId(id) && isTemplateId(template.id)) {
    tell({
      origin,
      at: 'key',
      message: `with these values it makes ${quoted(id)}, which is not an id`,
      hint: 'values in ids are letters, digits, ".", "_", "@" and "-"',
    });
  }
  const text = (key: TextKey): object => {
    const written = template[key];
    return written === undefined ? {} : { [key]: single(filling, written, bound, origin?.at(key)) };
  };
  tellTooMany(filling, 1, origin);
  return {
    ...rest,
    id,
    ...text('name'),
    ...text('description'),
    ...text('owner'),
    ...text('source'),
    ...text('availabilitySource'),
    tags: distinct(template.tags.map((tag) => single(filling, tag, bound, origin?.at('tags')))),
    ...(place === undefined ? {} : placeFrom(filling, place, bound)),
    dependsOn: membersOf(filling, template.dependsOn, bound),
  };
};

type TextKey = 'name' | 'description' | 'owner' | 'source' | 'availabilitySource';

/** Where it runs; left out where that cannot be said, which is told, or is a group of which no member is left. */
const placeFrom = (filling: Filling, place: Requirement, bound: Bindings): Pick<PartialNode, 'in'> => {
  const way = onlyWay(filling, ownTexts(place), bound, place.origin);
  const filled = way === undefined ? undefined : requirementFrom(filling, place, way);
  return filled === undefined ? {} : { in: filled };
};

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted(byCodePoint);

/** The texts of a requirement itself, those of its members aside. */
const ownTexts = (requirement: Requirement): readonly string[] => {
  const { why, source } = requirement;
  const texts = [requirement.form === 'node' ? requirement.node : undefined, why, source];
  return texts.filter((text) => text !== undefined);
};

/** The members of a list, each as often as its own placeholders have values. */
const membersOf = (
  filling: Filling,
  members: readonly Requirement[],
  bound: Bindings,
): readonly Requirement[] =>
  members.flatMap((member) => {
    const texts = ownTexts(member);
    if (!texts.some(holdsPlaceholder)) return requirementFrom(filling, member, bound) ?? [];
    if (tellUnknown(filling, texts, member.origin)) return [];
    const ways = waysToFill(filling.tree, texts, bound);
    return tellTooMany(filling, ways.length, member.origin)
      ? []
      : ways.flatMap((way) => requirementFrom(filling, member, way) ?? []);
  });

/** A requirement with its placeholders filled in; undefined for a group of which no member is left. */
const requirementFrom = (
  filling: Filling,
  requirement: Requirement,
  bound: Bindings,
): Requirement | undefined => {
  const { why, source } = requirement;
  const texts = {
    ...(why === undefined ? {} : { why: filledWith(why, bound) }),
    ...(source === undefined ? {} : { source: filledWith(source, bound) }),
  };
  if (requirement.form === 'node') {
    return { ...requirement, ...texts, node: filledWith(requirement.node, bound) };
  }
  const of = membersOf(filling, requirement.of, bound);
  if (of.length === 0) return undefined;
  tellCount(filling, requirement, of.length);
  const { failover } = requirement;
  return {
    ...requirement,
    ...texts,
    of,
    ...(failover === undefined ? {} : { failover: failoverFrom(filling, failover, bound) }),
  };
};

const failoverFrom = (filling: Filling, failover: Failover, bound: Bindings): Failover => ({
  ...failover,
  requires: membersOf(filling, failover.requires, bound),
});

const tellCount = ({ tell }: Filling, { atLeast, origin }: GroupRequirement, members: number): void => {
  if (atLeast === undefined || origin === undefined || atLeast[0] <= members) return;
  tell({
    origin: origin.at('atLeast'),
    message: `${atLeast[0]} members are needed, but with these values the group has ${members}`,
  });
};

/** Whether more is made than may be; that is told, and then nothing is made any more. */
const tellTooMany = (filling: Filling, made: number, origin: Origin | undefined): boolean => {
  filling.left -= made;
  if (filling.left >= 0) return false;
  if (origin !== undefined) {
    filling.tell({
      origin,
      message: `the templates up to here make more than ${MOST_MADE} nodes and members`,
    });
  }
  return true;
};

// —— where there must be one value ——————————————————————————————————————————————————————————————————————————————————

const single = (filling: Filling, text: string, bound: Bindings, origin: Origin | undefined): string =>
  holdsPlaceholder(text) ? filledWith(text, onlyWay(filling, [text], bound, origin) ?? bound) : text;

/** The one way to fill in texts; where there is none, or several, that is told. */
const onlyWay = (
  filling: Filling,
  texts: readonly string[],
  bound: Bindings,
  origin: Origin | undefined,
): Bindings | undefined => {
  if (!texts.some(holdsPlaceholder)) return bound;
  if (tellUnknown(filling, texts, origin)) return undefined;
  const [way, ...more] = waysToFill(filling.tree, texts, bound);
  if (way !== undefined && more.length === 0) return way;
  const open = texts.flatMap(placeholdersIn).filter((name) => !bound.has(name));
  const where = [...bound].map(([name, value]) => `${name} ${value}`).join(', ');
  const names = [...new Set(open)].map((name) => `"{${name}}"`).join(' and ');
  if (origin !== undefined) {
    filling.tell({
      origin,
      message: `${names} must have one value here, not ${way === undefined ? 'none' : more.length + 1}${where === '' ? '' : `, as with ${where}`}`,
      hint: 'only a member of a list may stand for several, or for none',
    });
  }
  return undefined;
};

/** Whether texts hold a placeholder that nothing defines; that is told. */
const tellUnknown = (
  { tree, tell }: Filling,
  texts: readonly string[],
  origin: Origin | undefined,
): boolean => {
  const unknown = texts.flatMap(placeholdersIn).find((name) => !defines(tree, name));
  if (unknown === undefined) return false;
  if (origin !== undefined) tell(unknownPlaceholder(tree, unknown, origin));
  return true;
};

/** The complaint about a placeholder that nothing defines. */
export const unknownPlaceholder = (tree: Placeholders, name: string, origin: Origin): Complaint => {
  const known = [...namesIn(tree)];
  const [near] = nearest(name, known);
  return {
    origin,
    message: `unknown placeholder ${quoted(`{${name}}`)}`,
    hint:
      near !== undefined
        ? `did you mean "{${near}}"?`
        : known.length === 0
          ? 'the document defines no "placeholders"'
          : `there are: ${known.join(', ')}`,
  };
};
