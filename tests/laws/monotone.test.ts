/**
 * The law: what is worse never helps.
 *
 * More faults, worse faults, an impact less capped, an alternative taken away, a need added: no node is ever better
 * off for it, nor reaches a state later. It is what makes the least fixpoint unique, and cut sets worth minimising.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, faultsIn, requirements, systems } from '../support/documents.ts';
import { solveByEngine } from '../support/engine.ts';
import { holds } from '../support/law.ts';
import { type Fates, atLeastAsBad, exists, impactOf, through } from '../support/naive.ts';
import {
  ALL_STATES,
  LEVELS,
  type Path,
  type RawDocument,
  type RawRequirement,
  type System,
  allRequirements,
  isGroup,
  listKey,
  membersOf,
  renamed,
  withValueAt,
} from '../support/raw.ts';

/** Nodes that are better off in `after` than in `before`, or got as bad later. */
const helped = (before: Fates, after: Fates): readonly string[] =>
  Object.keys(before).filter((id) => {
    const [old, now] = [before[id]!, after[id]!];
    return (
      !atLeastAsBad(now.state, old.state) || LEVELS.some((level) => now.reached[level] > old.reached[level])
    );
  });

const fatesOf = (system: System): Fates => solveByEngine(system, DAY).fates;

/** A system and one of its requirements that passes a test; nothing where none does. */
const withOneOf = (test: (requirement: RawRequirement) => boolean) =>
  fc.tuple(systems(), fc.nat()).map(([system, pick]) => {
    const found = allRequirements(system.document).filter(([, requirement]) => test(requirement));
    return { system, chosen: found[pick % Math.max(1, found.length)] };
  });

const changed = (system: System, path: Path, requirement: RawRequirement): System => ({
  ...system,
  document: withValueAt(system.document, path, requirement),
});

/** The requirement, able to do no worse than `cap`. */
const capped = (requirement: RawRequirement, cap: (typeof ALL_STATES)[number]): RawRequirement => {
  const impact = Object.fromEntries(
    ALL_STATES.map((state) => [state, through(cap, through(impactOf(requirement), state))]),
  );
  return typeof requirement === 'string' ? { node: requirement, impact } : { ...requirement, impact };
};

const withMember = (group: RawRequirement, member: RawRequirement): RawRequirement =>
  isGroup(group) ? withValueAt(group, [listKey(group)], [...membersOf(group), member]) : group;

/** A requirement on nodes that the document has. */
const fittedTo = (document: RawDocument, requirement: RawRequirement): RawRequirement => {
  const [first] = Object.keys(document.nodes);
  return renamed(requirement, (id) => (id in document.nodes ? id : first!));
};

// A group none of whose members counts on the day is not there at all; giving it one brings it into being, which is
// no law's business.
const isThere = (requirement: RawRequirement): boolean => exists(requirement, DAY);

describe('monotony', () => {
  it('more faults never help', () => {
    const more = systems().chain((system) => fc.tuple(fc.constant(system), faultsIn(system.document)));
    holds(
      4_000,
      fc.property(more, ([system, extra]) => {
        expect(helped(fatesOf(system), fatesOf({ ...system, faults: [...system.faults, ...extra] }))).toEqual(
          [],
        );
      }),
    );
  });

  it('a worse fault never helps', () => {
    holds(
      4_000,
      fc.property(systems(), fc.nat(), ({ document, faults }, pick) => {
        const worse = faults.map((fault, i) => {
          const next = LEVELS[LEVELS.indexOf(fault.state) + 1] ?? fault.state;
          return i === pick % faults.length ? { ...fault, state: next } : fault;
        });
        expect(helped(fatesOf({ document, faults }), fatesOf({ document, faults: worse }))).toEqual([]);
      }),
    );
  });

  it('capping an impact further never hurts', () => {
    holds(
      4_000,
      fc.property(
        withOneOf(() => true),
        fc.constantFrom(...ALL_STATES),
        ({ system, chosen }, cap) => {
          if (chosen === undefined) return;
          const [path, requirement] = chosen;
          const softened = changed(system, path, capped(requirement, cap));
          expect(helped(fatesOf(softened), fatesOf(system))).toEqual([]);
        },
      ),
    );
  });

  it('one more alternative in an anyOf never hurts', () => {
    holds(
      4_000,
      fc.property(
        withOneOf(
          (requirement) => typeof requirement !== 'string' && 'anyOf' in requirement && isThere(requirement),
        ),
        requirements,
        ({ system, chosen }, member) => {
          if (chosen === undefined) return;
          const [path, group] = chosen;
          const richer = changed(system, path, withMember(group, fittedTo(system.document, member)));
          expect(helped(fatesOf(richer), fatesOf(system))).toEqual([]);
        },
      ),
    );
  });

  it('one more need in an allOf never helps', () => {
    holds(
      4_000,
      fc.property(
        withOneOf(
          (requirement) => typeof requirement !== 'string' && 'allOf' in requirement && isThere(requirement),
        ),
        requirements,
        ({ system, chosen }, member) => {
          if (chosen === undefined) return;
          const [path, group] = chosen;
          const needier = changed(system, path, withMember(group, fittedTo(system.document, member)));
          expect(helped(fatesOf(system), fatesOf(needier))).toEqual([]);
        },
      ),
    );
  });
});
