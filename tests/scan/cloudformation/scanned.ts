/** Facts of texts, in words that a test can be read by. */
import type { Facts, ReferenceFact } from '../../../src/model/fact.ts';
import type { ScanContext, Scanner } from '../../../src/scan/scanner.ts';
import { contextOf, filesOf } from './files.ts';

export const scanned = async (
  scanner: Scanner,
  texts: Readonly<Record<string, string>>,
  more: Partial<ScanContext> = {},
): Promise<Facts> => {
  const files = filesOf(texts);
  return scanner.scan(
    files.filter((file) => scanner.claims(file)),
    contextOf(files, more),
  );
};

const nameOf = ({ to }: ReferenceFact): string =>
  to.by === 'address' ? to.address.local : `${to.as}:${to.key === undefined ? '' : `${to.key}=`}${to.text}`;

/** `Function -> Table (Environment.Variables.TABLE)`, in the order found. */
export const linesOf = (facts: Facts): readonly string[] =>
  facts.references.map(
    (reference) => `${reference.from.local} -> ${nameOf(reference)} (${reference.property})`,
  );

/** `stack/Table`, in the order found. */
export const idsOf = (facts: Facts): readonly string[] =>
  facts.resources.map(({ address }) =>
    [address.scope, address.local].filter((part) => part !== '').join('/'),
  );
