/** Names without value that decide something: the reader is told which, once for each root. */
import type { Where } from '../../model/fact.ts';
import type { Value } from '../hcl/value.ts';
import { isMissing, missingName } from './address.ts';
import { type Declared, whereOf } from './folder.ts';
import type { Module } from './module.ts';
import type { Region } from './regions.ts';
import type { Repeat } from './repeat.ts';
import { referencesIn, textIn } from './values.ts';

/** How many of a thing there are is not known: says what would have to be told for it. */
export const tellCount = (module: Module, declared: Declared, { form, count, from }: Repeat): void => {
  if (form === 'one' || count !== undefined || from === undefined) return;
  tellMissing(module, from, 'how many there are of what is declared here', whereOf(declared));
};

/** The region of a provider is not known, or no region. */
export const tellRegion = (module: Module, { unknown, by }: Region): void => {
  if (unknown === undefined || by === undefined) return;
  const where = whereOf(by.declared);
  const text = textIn(unknown);
  tellMissing(module, unknown, 'the region of a provider', where);
  if (text === undefined) return;
  const message = `the region of a provider is none: ${text === '' ? 'an empty text' : text}`;
  module.estate.findings.add({ kind: 'unknown-value', message, ...where });
};

/** A setting that names something is given elsewhere: what it names may be needed, and is not among the edges. */
export const tellSetting = (module: Module, property: string, where: Where): void =>
  module.estate.findings.add({
    kind: 'unknown-value',
    message: `${property}: its value is not known, nor what it names`,
    ...where,
  });

const tellMissing = (module: Module, value: Value, what: string, where: Where): void => {
  for (const to of referencesIn(value)) {
    if (!isMissing(to)) continue;
    const name = missingName(to);
    module.estate.findings.add(
      {
        kind: 'unknown-value',
        message: `${name} has no value, and decides ${what}`,
        ...where,
        hint: `Give it one: --var ${name.replace(/^var\./, '')}=…`,
      },
      `missing ${module.scope} ${name}`,
    );
  }
};
