/** What only a running system can answer, in the form in which chaos tools ask it: cut sets, and claims of softness. */
import { defineAnalysis } from './analysis.ts';
import { worldOf } from './experiments/forecast.ts';
import { handOver } from './experiments/handed.ts';
import { planned } from './experiments/planned.ts';
import { podsReader } from './experiments/pods.ts';
import { experimentReport } from './experiments/report.ts';
import { EXPERIMENT_OPTIONS, experimentRequest } from './experiments/request.ts';

export const experiments = defineAnalysis({
  name: 'experiments',
  summary: 'chaos experiments that put predictions to the test',
  argument: {
    name: 'app',
    description: 'whose: ids, globs or conditions ("kind:app tier:1"); all apps if left out',
    required: false,
    many: true,
  },
  options: EXPERIMENT_OPTIONS,
  examples: [
    'experiments shop',
    'experiments shop --only soft-edges --top 0',
    'experiments --for fis,localstack --write chaos',
    'experiments "kind:app tier:1" --order 1 --state degraded',
  ],
  run: async ({ estate, args, options, today, sweeper, progress, linesOf }) => {
    const request = experimentRequest(estate, args, options, today);
    const world = worldOf(estate, request.cutSets.day);
    const found = await planned(world, request, sweeper, (done, of) => progress?.('cut sets', done, of));
    const handed = handOver(estate, found.plans, request.tools, podsReader(linesOf));
    return experimentReport(estate, request, found, handed);
  },
});
