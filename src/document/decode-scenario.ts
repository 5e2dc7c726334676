/** Scenarios, their faults and what was observed: from plain values to the model. */
import { isDay } from '../model/day.ts';
import { byCodePoint } from '../model/order.ts';
import type { Origin } from '../model/place.ts';
import { type Fault, GRADES, type Observation, type Scenario } from '../model/scenario.ts';
import { rankOf } from '../model/state.ts';
import {
  type Draft,
  asDuration,
  asFields,
  asList,
  asOneOf,
  asState,
  asText,
  asTexts,
  malformed,
} from './fields.ts';
import { START_PATTERN } from './limits.ts';

/** Something that can go wrong, or did. */
export const decodeScenario = (id: string, raw: unknown, origin: Origin): Scenario => {
  const scenario: Draft<Scenario> = { id, faults: [], observed: new Map(), origin };
  const fields = asFields(raw);
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    switch (key) {
      case 'title':
      case 'description':
      case 'source':
        scenario[key] = asText(value);
        break;
      case 'date':
        scenario.date = typeof value === 'string' && isDay(value) ? value : malformed();
        break;
      case 'start':
        scenario.start =
          typeof value === 'string' && START_PATTERN.test(value) && isDay(value.slice(0, 10))
            ? value
            : malformed();
        break;
      case 'faults':
        scenario.faults = asList(value).map((fault, i) => decodeFault(fault, origin.at('faults').at(i)));
        break;
      case 'observed':
        scenario.observed = new Map(
          Object.entries(asFields(value))
            .toSorted(([a], [b]) => byCodePoint(a, b))
            .map(([node, observation]) => [node, decodeObservation(observation)]),
        );
        break;
      default:
        malformed();
    }
  }
  return scenario.faults.length === 0 ? malformed() : scenario;
};

const decodeFault = (raw: unknown, origin: Origin): Fault => {
  const fields = asFields(raw);
  const { fail } = fields;
  const fault: Draft<Fault> = {
    fail: typeof fail === 'string' ? [asText(fail)] : asTexts(fail),
    state: 'outage',
    from: 0,
    origin,
  };
  if (fault.fail.length === 0) malformed();
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    switch (key) {
      case 'fail':
        break;
      case 'state':
        fault.state = asState(value);
        break;
      case 'from':
      case 'until':
        fault[key] = asDuration(value);
        break;
      case 'why':
      case 'source':
        fault[key] = asText(value);
        break;
      default:
        malformed();
    }
  }
  return fault.until !== undefined && fault.until <= fault.from ? malformed() : fault;
};

const decodeObservation = (raw: unknown): Observation => {
  const fields = asFields(raw);
  const state = asState(fields['state']);
  const observation: Draft<Observation> = { state, accept: [state] };
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    switch (key) {
      case 'state':
        break;
      case 'accept': {
        const accept = asList(value).map(asState);
        if (accept.length === 0) malformed();
        observation.accept = [...new Set([state, ...accept])].toSorted((a, b) => rankOf(a) - rankOf(b));
        break;
      }
      case 'why':
        observation.why = asText(value);
        break;
      case 'onset':
      case 'recovered':
        observation[key] = asDuration(value);
        break;
      case 'confidence':
        observation.confidence = asOneOf(GRADES, value);
        break;
      case 'source':
        observation.source = asText(value);
        break;
      default:
        malformed();
    }
  }
  const { onset = 0, recovered } = observation;
  return recovered !== undefined && recovered <= onset ? malformed() : observation;
};
