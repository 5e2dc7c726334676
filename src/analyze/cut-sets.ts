/** Which failures together take an app down: its minimal cut sets. */
import { defineAnalysis } from './analysis.ts';
import { cutSetReport } from './cut-sets/answer.ts';
import { COMMON_OPTIONS, ORDER_OPTIONS } from './cut-sets/request.ts';

export const cutSets = defineAnalysis({
  name: 'cut-sets',
  summary: 'which failures, alone or together, take an app down',
  argument: {
    name: 'app',
    description: 'whose: an id, or several, globs or conditions ("kind:app tier:1")',
    required: true,
    many: true,
  },
  options: [...ORDER_OPTIONS, ...COMMON_OPTIONS],
  examples: [
    'cut-sets shop',
    'cut-sets shop --state degraded --order 2',
    'cut-sets "kind:app tier:1" --among kind:zone kind:region',
    'cut-sets shop --all-orders',
  ],
  run: (question) => cutSetReport('cut-sets', question, question.options),
});
