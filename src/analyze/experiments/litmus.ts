/**
 * Experiments as ChaosEngines of LitmusChaos (litmuschaos.io/v1alpha1). Faults and their settings are those of the
 * charts at https://github.com/litmuschaos/chaos-charts (faults/kubernetes and faults/aws), the fields those of the custom
 * resource at https://github.com/litmuschaos/chaos-operator (deploy/crds/chaosengine_crd.yaml).
 *
 * One engine runs its faults one after the other, so each fault has an engine of its own and all are applied at once.
 */
import type { Estate } from '../../model/estate.ts';
import type { HandOff, Plan, Reach } from './experiment.ts';
import { plainAscii, slugOf } from './names.ts';
import type { PodsOf } from './pods.ts';
import { type Fault, cutOf, faultOf } from './litmus-faults.ts';
import type { Thing } from './things.ts';
import { type Plain, yamlTexts } from './yaml-text.ts';

interface LitmusOptions {
  readonly estate: Estate;
  readonly things: readonly Thing[];
  /** Of a soft edge: the node whose connection is cut. */
  readonly owner?: Thing;
  /** Scanned workloads that need a thing, directly or through what is no workload. */
  readonly usersOf: (thing: Thing) => readonly Thing[];
  readonly podsOf: PodsOf;
  readonly hypothesis: string;
}

/** The namespace of engines that are about no pods. */
const OWN_NAMESPACE = 'litmus';

export const toLitmus = (plan: Plan, options: LitmusOptions): HandOff => {
  const { things, owner, podsOf, hypothesis } = options;
  const duration = String(Math.round(plan.hold));
  // Images are pulled by the machine, not by the pods: their connection is another one.
  const isCut = owner !== undefined && plan.edge?.claim !== 'start';
  const found = things.map((thing): readonly Fault[] | string => {
    const cut = isCut ? cutOf(owner, thing, podsOf, duration) : undefined;
    if (cut !== undefined) return [cut];
    const whole = faultOf(thing, podsOf, duration);
    if (typeof whole !== 'string') return [whole];
    // What cannot be failed itself can be cut off from all that need it.
    const cuts = options.usersOf(thing).map((user) => cutOf(user, thing, podsOf, duration));
    return cuts.length === 0 || cuts.includes(undefined) ? whole : cuts.filter((one) => one !== undefined);
  });
  const reaches = found.map((one, i): Reach => {
    const node = plan.fail[i]!;
    if (typeof one === 'string') return { node, cannot: one };
    const differs = one.flatMap((fault) => fault.differs ?? []).join('; ');
    return {
      node,
      action: [...new Set(one.map(({ name }) => name))].join(' + '),
      ...(differs === '' ? {} : { differs }),
    };
  });
  if (found.some((one) => typeof one === 'string'))
    return { tool: 'litmus', reaches, files: [], fillIn: [], run: [], stop: [] };
  const faults = found.flatMap((one) => one as readonly Fault[]);
  const engines = faults.map((fault, i) => engineOf(plan, options, fault, faults.length === 1 ? 0 : i + 1));
  const file = `${plan.id}.litmus.yaml`;
  return {
    tool: 'litmus',
    reaches,
    files: [
      {
        name: file,
        text: yamlTexts(
          engines.map((value, i) => ({
            note:
              i === 0
                ? [
                    plainAscii(hypothesis, 400),
                    `Needs the fault ${faults[i]!.name}: faults/${faults[i]!.chart}/${faults[i]!.name}/fault.yaml of litmuschaos/chaos-charts.`,
                  ]
                : [`Needs the fault ${faults[i]!.name}.`],
            value,
          })),
        ),
      },
    ],
    fillIn: [
      ...new Set([
        ...faults.flatMap(({ fillIn }) => fillIn),
        ...(plan.forecast.apps.length + plan.apps.length === 0
          ? []
          : ['the URL of each probe: it ends in .invalid']),
      ]),
    ],
    run: [`kubectl apply -f ${file}`],
    stop: engines.map(
      ({ metadata: { name, namespace } }) =>
        `kubectl patch chaosengine ${name} -n ${namespace} --type merge -p '{"spec":{"engineState":"stop"}}'`,
    ),
  };
};

/** `nth`: from 1, if there are several. */
const engineOf = (plan: Plan, options: LitmusOptions, fault: Fault, nth: number) => {
  const namespace = fault.pods?.namespace ?? OWN_NAMESPACE;
  const probe = probesOf(plan, options);
  return {
    apiVersion: 'litmuschaos.io/v1alpha1',
    kind: 'ChaosEngine',
    metadata: {
      name: `${plan.id}${nth === 0 ? '' : `-${nth}`}`,
      namespace,
      labels: { 'faultline/experiment': plan.id, 'faultline/environment': plan.guard.environment },
    },
    spec: {
      engineState: 'active',
      ...(fault.pods === undefined
        ? {}
        : {
            appinfo: {
              appns: namespace,
              applabel: fault.pods.labels ?? 'FILL_IN=the-labels-of-its-pods',
              appkind: fault.appkind ?? 'deployment',
            },
          }),
      chaosServiceAccount: 'litmus-admin',
      jobCleanUpPolicy: 'retain',
      experiments: [
        {
          name: fault.name,
          spec: {
            ...(nth > 1 || probe.length === 0 ? {} : { probe }),
            components: { env: Object.entries(fault.env).map(([name, value]) => ({ name, value })) },
          },
        },
      ],
    },
  } as const satisfies Plain;
};

/** Apps that probes watch: those that it is about, and others that it hits. */
const MOST_PROBES = 10;

/**
 * The prediction as a steady state: what is to go on answers all the time, what is to be down answers before and after.
 */
const probesOf = (plan: Plan, { estate }: LitmusOptions): readonly Plain[] => {
  const hit = new Map(plan.forecast.apps.map((app) => [app.position, app]));
  const watched = [...new Set([...plan.apps, ...hit.keys()])].slice(0, MOST_PROBES);
  return watched.map((position, i) => {
    const { id } = estate.nodes[position]!;
    const stretches = hit.get(position)?.stretches ?? [];
    const isDown = stretches.some(
      ({ from, state }) => from < plan.hold && (state === 'partial' || state === 'outage'),
    );
    return {
      name: `${i + 1}-${slugOf(id, 40)}-${isDown ? 'comes-back' : 'goes-on'}`,
      type: 'httpProbe',
      mode: isDown ? 'Edge' : 'Continuous',
      'httpProbe/inputs': {
        url: `http://fill-in.invalid/?app=${encodeURIComponent(id)}`,
        method: { get: { criteria: '==', responseCode: '200' } },
      },
      runProperties: { probeTimeout: '5s', interval: '2s', attempt: 3, probePollingInterval: '5s' },
    };
  });
};
