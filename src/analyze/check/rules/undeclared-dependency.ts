/** Dependencies that traces or code show, and nobody declares. */
import type { Ledger, Testimony } from '../../../model/testimony.ts';
import { requirementsOf } from '../../../model/node.ts';
import type { Document } from '../../../model/document.ts';
import { type Requirement, partsOf } from '../../../model/requirement.ts';
import { reconcile } from '../../reconcile.ts';
import type { Audit } from '../audit.ts';
import { type Case, type CheckRule, type Found, pageOf } from '../rule.ts';

export const undeclaredDependency = {
  id: 'undeclared-dependency',
  rule: {
    id: 'undeclared-dependency',
    title: 'A dependency that nobody declares',
    why: 'Traces show a call that no manifest, no code and no catalog knows of. Nobody planned for its failure, since nobody knew that it was there.',
    remedy: 'Declare it where the system is described, with what its loss does; or take the call out.',
    severity: 'warning',
    page: pageOf('undeclared-dependency'),
  },
  cases: (audit) =>
    audit.scanned === undefined
      ? [{ subject: 'sources', found: [], skipped: 'nothing was scanned: add --scan PATH' }]
      : byLedger(audit, audit.scanned.ledger),
} as const satisfies CheckRule;

const byLedger = (audit: Audit, ledger: Ledger): readonly Case[] => {
  const { estate } = audit;
  const document: Document = {
    use: [],
    include: [],
    nodes: new Map(estate.nodes.map((node) => [node.id, node])),
    scenarios: new Map(),
  };
  const { undeclared, sources } = reconcile({ document, ledger });
  const kinds = new Set(sources.map(({ tells }) => tells));
  if (!kinds.has('observed') || kinds.size < 2) {
    const skipped = kinds.has('observed') ? 'nothing but traces was scanned' : 'no traces were scanned';
    return [{ subject: 'sources', found: [], skipped }];
  }
  const found = undeclared
    .filter(({ need }) => !isDeclared(audit, need.from, need.to))
    .map(({ need }) => foundOf(need.from, need.to, need.seen[0]!, need.counts?.calls));
  return [{ subject: 'traces', found }];
};

const foundOf = (from: string, to: string, { where }: Testimony, calls: number | undefined): Found => ({
  node: from,
  message: `${from} calls ${to}${calls === undefined ? '' : ` (${calls} ${calls === 1 ? 'call' : 'calls'} in traces)`}, and nothing declares it`,
  remedy: `add {node: ${to}} to "dependsOn" of ${from}, with its impact`,
  key: [to],
  spot: { type: 'line', line: { file: where.file, line: where.line } },
});

/** Written by hand: a document that says it is a declaration as well. */
const isDeclared = ({ estate }: Audit, from: string, to: string): boolean => {
  const position = estate.positions.get(from);
  return position !== undefined && requirementsTo(estate.nodes[position]!, to).some(isWritten);
};

const isWritten = ({ confidence, origin }: Requirement): boolean =>
  confidence !== 'observed' && origin !== undefined && confidence !== 'inferred';

const requirementsTo = (node: Parameters<typeof requirementsOf>[0], to: string): readonly Requirement[] => {
  const found: Requirement[] = [];
  const open = [...requirementsOf(node)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.form === 'node' && next.node === to) found.push(next);
    open.push(...partsOf(next));
  }
  return found;
};
