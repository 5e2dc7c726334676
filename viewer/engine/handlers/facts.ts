/** What the page itself is told of a document: enough for its tables and labels. */
import { linesIn } from '../../../src/analyze/audit/lines.ts';
import { isShipped } from '../../../src/analyze/check/whose.ts';
import type { FileLine } from '../../../src/model/finding.ts';
import type { Node } from '../../../src/model/node.ts';
import { targetsOf } from '../../../src/model/requirement.ts';
import { requirementsOf } from '../../../src/model/node.ts';
import type { Scenario } from '../../../src/model/scenario.ts';
import type { NodeFacts, ScenarioFacts, SideFacts } from '../../model/messages.ts';
import type { Sheet } from '../desk.ts';

export const factsOf = ({ name, estate, findings }: Sheet): SideFacts => {
  const { title, description, nodes, scenarios } = estate;
  const lines = linesIn(estate, nodes.keys());
  const dependents = new Map<string, number>();
  let edges = 0;
  for (const node of nodes) {
    for (const id of arrowsOf(node)) {
      edges++;
      dependents.set(id, (dependents.get(id) ?? 0) + 1);
    }
  }
  return {
    name,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    nodes: nodes.map((node, position) => nodeFacts(node, dependents.get(node.id), lines.ofNode(position))),
    edges,
    scenarios: [...scenarios.values()].map(scenarioFacts),
    findings,
  };
};

/** The ids that a node requires, each once, however deep they stand. */
export const arrowsOf = (node: Node): ReadonlySet<string> => new Set(requirementsOf(node).flatMap(targetsOf));

const nodeFacts = (node: Node, dependents: number | undefined, line: FileLine | undefined): NodeFacts => {
  const { id, kind, name, description, owner, tier, tags, costPerHour } = node;
  return {
    id,
    kind,
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    ...(tier === undefined ? {} : { tier }),
    tags,
    ...(costPerHour === undefined ? {} : { costPerHour }),
    ...(dependents === undefined ? {} : { dependents }),
    ...(line === undefined ? {} : { place: `${line.file}:${line.line}` }),
    isShipped: isShipped(node),
  };
};

const scenarioFacts = ({
  id,
  title,
  description,
  date,
  start,
  faults,
  observed,
}: Scenario): ScenarioFacts => ({
  id,
  ...(title === undefined ? {} : { title }),
  ...(description === undefined ? {} : { description }),
  ...(date === undefined ? {} : { date }),
  ...(start === undefined ? {} : { start }),
  faults: faults.flatMap(({ fail, state }) => fail.map((selection) => ({ selection, state }))),
  isObserved: observed.size > 0,
});
