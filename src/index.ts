/**
 * The public API. Everything here is typed and stable; what is not here may change.
 *
 *     const estate = await loadEstate(['faultline.yaml']);
 *     const { outcome } = solve(estate, { fail: ['aws/us-east-1/s3'] }, '2026-01-31');
 *     const graph = toGraph(estate); // a graphology DirectedGraph, for any graphology algorithm
 */
export * from './model/state.ts';
export * from './model/kind.ts';
export type * from './model/node.ts';
export type * from './model/requirement.ts';
export type * from './model/scenario.ts';
export type * from './model/document.ts';
export type * from './model/report.ts';
export type * from './model/policy.ts';
export type {
  CheckCase,
  Excused,
  FileLine,
  Finding as CheckFinding,
  FlowStep,
  Rule,
  Severity,
} from './model/finding.ts';
export { type Estate, nodeById } from './model/estate.ts';
export { type Place, type Source, Origin } from './model/place.ts';
export { type Problem, UserError } from './model/user-error.ts';
export { type EstateOptions, loadEstate, loadEstates } from './scan/document.ts';
export { type ScanOptions, type ScanResult, scanPaths } from './scan/estate.ts';
export { SCANNERS } from './scan/index.ts';
export type { ScanContext, Scanner, SourceFile } from './scan/scanner.ts';
export type { Coverage } from './scan/coverage.ts';
export type * from './model/fact.ts';
export type * from './model/testimony.ts';
export { type LoadOptions, type Loaded, loadDocuments } from './document/load.ts';
export { type ReadDocument, readDocument } from './document/read.ts';
export { type WriteOptions, documentOf, writeJson, writeYaml } from './document/write.ts';
export { type Assembled, assemble } from './assemble/assemble.ts';
export { select } from './assemble/select.ts';
export {
  type EstateGraph,
  type GraphAttributes,
  type GraphEdge,
  type GraphNode,
  toContainmentGraph,
  toGraph,
} from './assemble/graph.ts';
export { type Neighbour, containedIn, reachable } from './assemble/neighbourhood.ts';
export { compile } from './engine/compile.ts';
export { type Inputs, type Network, inputsOf } from './engine/network.ts';
export { type InjectedFault, NEVER, type Outcome, propagate, wavesOf } from './engine/propagate.ts';
export {
  type Cause,
  type Claim,
  type Explainer,
  type GroupCause,
  type NodeCause,
  type SwitchCause,
  explainer,
} from './engine/explain.ts';
export {
  type Interval,
  type TimedFault,
  type Timeline,
  type TimelineOptions,
  playOut,
} from './engine/timeline/timeline.ts';
export { scenariosOf, singleFailures } from './engine/sweep/scenarios.ts';
export { sweep } from './engine/sweep/sweep.ts';
export type { Scenarios, SweepOutcome, SweepRequest, Sweeper } from './engine/sweep/request.ts';
export { faultTreeOf } from './engine/cut-sets/fault-tree-of.ts';
export { type CutSets, minimalCutSets } from './engine/fault-tree/cut-sets.ts';
export { type Importance, importanceOf, probabilityOf } from './engine/fault-tree/probability.ts';
export type { FaultTree, Gate, Literal } from './engine/fault-tree/tree.ts';
export { readOpenPsa } from './document/open-psa/read.ts';
export { type CheckQuestion, type CheckResult, runCheck } from './analyze/check/run.ts';
export { type Backtest, type Incident, backtest } from './analyze/backtest.ts';
export { type FaultRequest, type Solved, solve } from './analyze/solve.ts';
export type { Analysis, ArgumentSpec, OptionSpec, OptionValues, Question } from './analyze/analysis.ts';
export { ANALYSES } from './analyze/index.ts';
export {
  PLUGIN_API,
  type Plugin,
  type PluginReporter,
  definePlugin,
  defineReporter,
  defineRule,
  defineScanner,
} from './plugin/plugin.ts';
export { checkedPlugin } from './plugin/checked.ts';
export type { Fallout, PluginRule, RuleFinding, RulePlugin, RuleView } from './analyze/check/plugin-rule.ts';
export { PluginDefect } from './model/plugin-defect.ts';
export type { Need } from './report/needed.ts';
export type { Reporter, Surroundings, Tone } from './report/reporter.ts';
export { REPORTERS } from './report/index.ts';
