/** Addresses in a command and its arguments: `--db=postgres://db/shop`, `wait-for db:5432`, `--redis-host cache`. */
import { withoutSecrets } from '../../assemble/facts/words.ts';
import type { Address, ReferenceFact } from '../../model/fact.ts';
import { type LocatedMap, items, member, textAt } from './located.ts';

/** Characters of a command that are looked at: some hold whole scripts. */
const MOST = 10_000;

export const argumentFacts = (from: Address, service: LocatedMap): readonly ReferenceFact[] =>
  ['command', 'entrypoint'].flatMap((property) => {
    const facts = new Map<string, ReferenceFact>();
    let flag: string | undefined;
    for (const item of items(member(service, property))) {
      for (const word of (textAt(item) ?? '').slice(0, MOST).split(/[\s"'`;]+/)) {
        const key = flag;
        flag = flagOf(word);
        if (!isTelling(word, key)) continue;
        facts.set(`${key ?? ''} ${word}`, {
          from,
          to: { by: 'text', as: 'env', text: word, ...(key === undefined ? {} : { key }) },
          property,
          where: item.where,
          confidence: 'documented',
          why: withoutSecrets(key === undefined ? word : `--${key} ${word}`),
        });
      }
    }
    return [...facts.values()];
  });

/** `--redis-host`, whose value is the next word. */
const flagOf = (word: string): string | undefined => /^--?([A-Za-z][\w.-]{1,80})$/.exec(word)?.[1];

/** Whether a word may hold an address; bare ones only after a flag. */
const isTelling = (word: string, flag: string | undefined): boolean =>
  word !== '' && !/^-+[\w.-]*$/.test(word) && (flag !== undefined || /:\/\/|:\d|=/.test(word));
