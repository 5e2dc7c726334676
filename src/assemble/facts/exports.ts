/** Outputs of stacks that others ask for by name, and what these stand for. */
import type { ExportFact, Facts, ReferenceFact } from '../../model/fact.ts';

/** Exports by name; of those of one name the first. */
export const exportsOf = (facts: readonly Facts[]): ReadonlyMap<string, ExportFact> => {
  const exported = new Map<string, ExportFact>();
  for (const { exports = [] } of facts) {
    for (const fact of exports) if (!exported.has(fact.name)) exported.set(fact.name, fact);
  }
  return exported;
};

/** References, in which what stands for an output of another stack is what that output is made of. */
export const throughExports = (
  references: readonly ReferenceFact[],
  exported: ReadonlyMap<string, ExportFact>,
): readonly ReferenceFact[] =>
  references.flatMap((reference) => {
    const { to } = reference;
    return to.by === 'text' && to.as === 'export'
      ? (exported.get(to.text)?.to ?? []).map((meant) => ({ ...reference, to: meant }))
      : [reference];
  });
