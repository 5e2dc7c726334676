/** Which single failures take an app down: its minimal cut sets of one. */
import { defineAnalysis } from './analysis.ts';
import { cutSetReport } from './cut-sets/answer.ts';
import { COMMON_OPTIONS } from './cut-sets/request.ts';

export const spof = defineAnalysis({
  name: 'spof',
  summary: 'which single failures take an app down',
  argument: {
    name: 'app',
    description: 'whose: an id, or several, globs or conditions ("kind:app tier:1")',
    required: true,
    many: true,
  },
  options: [...COMMON_OPTIONS],
  examples: ['spof shop', 'spof "kind:app tier:1" --state partial', 'spof shop --among "kind:zone"'],
  run: (question) => cutSetReport('spof', question, { ...question.options, order: '1' }),
});
