/**
 * Why findings do not count: suppressed in the document or beside the line, waived for a while. And what is wrong with
 * such excuses, which is a finding of its own.
 *
 * An excuse touches what it names, and nothing else.
 */
import { select } from '../../assemble/select.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import type { Excused } from '../../model/finding.ts';
import { nearest } from '../../model/nearest.ts';
import { RULE_IDS, type Suppression, type Waiver, isRuleText } from '../../model/policy.ts';
import { quoted } from '../../model/printable.ts';
import { type Ignore, ignoresIn } from './inline.ts';
import type { Found } from './rule.ts';
import type { Placed } from './found.ts';
import type { EXCUSE_RULES } from './excuse-rules.ts';

/** Something wrong with an excuse. */
interface ExcuseFlaw {
  readonly rule: keyof typeof EXCUSE_RULES;
  readonly found: Found;
}

export interface Excusing {
  readonly estate: Estate;
  readonly today: Day;
  /** The files in which suppressions may stand, and their lines. */
  readonly files: readonly string[];
  readonly linesOf: (file: string) => readonly string[] | undefined;
  /** Whether a rule was looked at: of others nobody knows what they would have found. */
  readonly isLooked: (rule: string) => boolean;
  /** The ids of all rules that there are, those of policies among them. */
  readonly known: readonly string[];
}

export interface Excuses {
  readonly excuseOf: (finding: Placed) => Excused | undefined;
  /** To be asked for once all findings were. */
  readonly flaws: () => readonly ExcuseFlaw[];
}

export const excusesOf = (question: Excusing): Excuses => {
  const lists = listedExcuses(question);
  const inline = inlineExcuses(question);
  return {
    excuseOf: (finding) => lists.excuseOf(finding) ?? inline.excuseOf(finding),
    flaws: () => [...lists.flaws(), ...inline.flaws()],
  };
};

// —— lists of the document ——————————————————————————————————————————————————————————————————————————————————————————

interface Listed {
  readonly entry: Suppression | Waiver;
  readonly nodes: ReadonlySet<string>;
}

const listedExcuses = ({ estate, today, isLooked }: Excusing): Excuses => {
  const { suppress = [], waivers = [] } = estate.policies ?? {};
  const listed = [...suppress, ...waivers].map((entry): Listed => ({
    entry,
    nodes: new Set(select(estate, entry.node).map((position) => estate.nodes[position]!.id)),
  }));
  const hasEnded = (entry: Suppression | Waiver): entry is Waiver => 'until' in entry && entry.until < today;
  const used = new Set<Listed>();
  return {
    excuseOf: (finding) => {
      const covering = listed.filter(
        ({ entry, nodes }) => entry.rule === finding.rule && nodes.has(finding.found.node),
      );
      for (const one of covering) used.add(one);
      const valid = covering.find(({ entry }) => !hasEnded(entry));
      return valid === undefined ? undefined : excusedBy(valid.entry);
    },
    flaws: () =>
      listed.flatMap((one): readonly ExcuseFlaw[] => {
        const { entry } = one;
        if (hasEnded(entry)) return [{ rule: 'expired-waiver', found: expired(entry) }];
        if (used.has(one) || !isLooked(entry.rule)) return [];
        const what = 'until' in entry ? 'waiver' : 'suppression';
        return [
          {
            rule: 'unused-suppression',
            found: {
              node: entry.node.join(', '),
              message: `nothing is found that the ${what} of ${entry.rule} for ${entry.node.join(', ')} is for`,
              remedy: 'take it out',
              key: [what, entry.rule],
              ...(entry.origin === undefined ? {} : { spot: { type: 'origin', origin: entry.origin } }),
            },
          },
        ];
      }),
  };
};

const excusedBy = (entry: Suppression | Waiver): Excused =>
  'until' in entry
    ? { by: 'waived', reason: entry.reason, owner: entry.owner, until: entry.until }
    : { by: 'suppressed', reason: entry.reason };

const expired = ({ rule, node, owner, reason, until, origin }: Waiver): Found => ({
  node: node.join(', '),
  message: `the waiver of ${rule} for ${node.join(', ')} by ${owner} ended on ${until} (${reason})`,
  remedy: `mend it and take the waiver out, or have ${owner} agree on another day`,
  // The day is part of it: a waiver that was given more time and ended again is news.
  key: [rule, owner, until],
  ...(origin === undefined ? {} : { spot: { type: 'origin', origin: origin.at('until') } }),
});

// —— comments ———————————————————————————————————————————————————————————————————————————————————————————————————————

const inlineExcuses = ({ files, linesOf, isLooked, known }: Excusing): Excuses => {
  const byFile = new Map<string, readonly Ignore[]>();
  const ignoresOf = (file: string): readonly Ignore[] => {
    let ignores = byFile.get(file);
    if (ignores === undefined) byFile.set(file, (ignores = ignoresIn(linesOf(file) ?? [])));
    return ignores;
  };
  const used = new Set<string>();
  const useOf = (file: string, line: number, rule: string): string => `${line}\0${rule}\0${file}`;
  return {
    excuseOf: ({ rule, place }) => {
      if (place === undefined) return undefined;
      const ignore = ignoresOf(place.file).find(
        ({ covers, line, rules }) => (covers === place.line || line === place.line) && rules.includes(rule),
      );
      if (ignore === undefined) return undefined;
      used.add(useOf(place.file, ignore.line, rule));
      return { by: 'suppressed', ...(ignore.reason === '' ? {} : { reason: ignore.reason }) };
    },
    flaws: () =>
      files.flatMap((file) =>
        ignoresOf(file).flatMap((ignore) => {
          const spot = { type: 'line', line: { file, line: ignore.line } } as const;
          const names = ignore.rules.join(', ');
          const flaws: ExcuseFlaw[] = [];
          const tell = (rule: ExcuseFlaw['rule'], message: string, remedy: string): void =>
            void flaws.push({
              rule,
              found: { node: file, isAboutFile: true, message, remedy, key: [names], spot },
            });
          if (ignore.rules.length === 0)
            tell('unknown-rule', 'a suppression names no rule', 'write faultline:ignore RULE reason');
          for (const rule of ignore.rules) {
            if (!known.includes(rule)) {
              const [near] = nearest(rule, [...known, ...(isRuleText(rule) ? [] : RULE_IDS)]);
              const hint =
                near === undefined ? '"faultline explain" lists the rules' : `did you mean "${near}"?`;
              tell('unknown-rule', `a suppression names the rule ${quoted(rule)}, which there is not`, hint);
            } else if (isLooked(rule) && !used.has(useOf(file, ignore.line, rule)))
              tell(
                'unused-suppression',
                `nothing is found that the suppression of ${rule} is for`,
                'take it out',
              );
          }
          if (ignore.reason === '' && ignore.rules.length > 0)
            tell(
              'suppression-without-reason',
              `the suppression of ${names} has no reason`,
              `write faultline:ignore ${names} -- and why`,
            );
          return flaws;
        }),
      ),
  };
};
