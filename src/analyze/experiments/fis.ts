/**
 * Experiments as templates of AWS Fault Injection Service: what `aws fis create-experiment-template --cli-input-json` takes.
 * A template belongs to one region: where what fails is in two, there are two, to be started together.
 */
import { byCodePoint } from '../../model/order.ts';
import type { HandOff, Plan, Reach } from './experiment.ts';
import { fisReachOf } from './fis-actions.ts';
import { regionReaches } from './fis-places.ts';
import type { FisAction, FisReach, FisTarget } from './fis-terms.ts';
import { plainAscii, slugOf } from './names.ts';
import type { PodsOf } from './pods.ts';
import type { Thing } from './things.ts';

interface FisOptions {
  /** What fails. */
  readonly things: readonly Thing[];
  readonly regions: readonly string[];
  readonly podsOf: PodsOf;
  /** What is predicted, in a sentence. */
  readonly hypothesis: string;
}

/** Where no region is known. */
const UNKNOWN = 'REGION';

export const toFis = (plan: Plan, { things, regions, podsOf, hypothesis }: FisOptions): HandOff => {
  const duration = `PT${Math.max(1, Math.ceil(plan.hold / 60))}M`;
  const asked = things.map((thing, i) => {
    const question = { thing, duration, regions, ...podsFor(podsOf, thing) };
    const cuts = regionReaches(question);
    return { position: plan.fail[i]!, found: cuts.length > 0 ? cuts : fisReachOf(question) };
  });
  const reaches = asked.map(({ position, found }): Reach =>
    typeof found === 'string'
      ? { node: position, cannot: found }
      : reachOf(position, Array.isArray(found) ? (found as readonly FisReach[]) : [found as FisReach]),
  );
  if (reaches.some(({ cannot }) => cannot !== undefined))
    return { tool: 'fis', reaches, files: [], fillIn: [], run: [], stop: [] };
  const all = asked.flatMap(({ found }) => found as FisReach | readonly FisReach[]);
  const places = [...new Set(all.map(({ region }) => region ?? UNKNOWN))].toSorted(byCodePoint);
  const files = places.map((region) => ({
    name: `${plan.id}.fis${places.length === 1 ? '' : `.${region.toLowerCase()}`}.json`,
    region,
    text: `${JSON.stringify(
      templateOf(
        plan,
        all.filter((one) => (one.region ?? UNKNOWN) === region),
        region,
        hypothesis,
      ),
      null,
      2,
    )}\n`,
  }));
  return {
    tool: 'fis',
    reaches,
    files: files.map(({ name, text }) => ({ name, text })),
    fillIn: [
      ...new Set([
        'ACCOUNT_ID, FIS_ROLE and STOP_ALARM: an account, a role for AWS FIS, and an alarm that ends it',
        ...(places.includes(UNKNOWN) ? ['REGION: where it runs'] : []),
        ...all.flatMap(({ fillIn }) => fillIn),
      ]),
    ],
    run: [
      ...files.map(
        ({ name, region }) =>
          `aws fis create-experiment-template --region ${region} --cli-input-json file://${name}`,
      ),
      'aws fis start-experiment --experiment-template-id TEMPLATE_ID',
    ],
    stop: ['aws fis stop-experiment --id EXPERIMENT_ID'],
  };
};

/** By the name of a Deployment, else by its label: a target's values have no comma, so several labels cannot be said. */
const podsFor = (podsOf: PodsOf, thing: Thing) => {
  const pods = podsOf(thing);
  if (pods === undefined) return {};
  const { namespace, name, labels } = pods;
  if (thing.type === 'apps/Deployment')
    return { pods: { namespace, selectorType: 'deploymentName', selectorValue: name } };
  return labels === undefined || labels.includes(',')
    ? {}
    : { pods: { namespace, selectorType: 'labelSelector', selectorValue: labels } };
};

const reachOf = (node: number, found: readonly FisReach[]): Reach => {
  const differs = [...new Set(found.flatMap((one) => one.differs ?? []))].join('; ');
  return {
    node,
    action: [...new Set(found.flatMap(({ actions }) => actions.map(({ actionId }) => actionId)))].join(' + '),
    ...(differs === '' ? {} : { differs }),
  };
};

/** The request of CreateExperimentTemplate. */
const templateOf = (plan: Plan, reaches: readonly FisReach[], region: string, hypothesis: string): object => {
  const steps = distinctSteps(reaches.flatMap(({ actions }) => actions));
  return {
    clientToken: `${plan.id}-${region}`.slice(0, 64),
    description: plainAscii(hypothesis, 512),
    targets: Object.fromEntries(steps.map(({ name, action }) => [name, action.target])),
    actions: Object.fromEntries(
      steps.map(({ name, action: { actionId, parameters, word } }) => [
        name,
        {
          actionId,
          ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
          targets: { [word]: name },
        },
      ]),
    ),
    stopConditions: [
      { source: 'aws:cloudwatch:alarm', value: `arn:aws:cloudwatch:${region}:ACCOUNT_ID:alarm:STOP_ALARM` },
    ],
    roleArn: 'arn:aws:iam::ACCOUNT_ID:role/FIS_ROLE',
    // Of the types that a zone holds, an estate rarely has all.
    experimentOptions: {
      accountTargeting: 'single-account',
      emptyTargetResolutionMode: steps.length > 2 ? 'skip' : 'fail',
    },
    tags: { Name: plan.id, 'faultline/experiment': plan.id, 'faultline/environment': plan.guard.environment },
  };
};

/** Actions by name, each once: two tables of a region are lost by denying its DynamoDB once. */
const distinctSteps = (
  actions: readonly FisAction[],
): readonly { readonly name: string; readonly action: FisAction }[] => {
  const byText = new Map<string, FisAction>();
  for (const action of actions) byText.set(keyOf(action), action);
  return [...byText.values()].map((action, i) => ({
    name: `${i + 1}-${slugOf(action.actionId.replace(/^aws:/, ''), 56)}`,
    action,
  }));
};

const keyOf = ({ actionId, parameters, target }: FisAction): string =>
  JSON.stringify([actionId, parameters, target satisfies FisTarget]);
