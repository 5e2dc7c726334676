/** State machines of the step functions plugin, in the words of CloudFormation. */
import type { Plain } from '../../model/fact.ts';
import type { Declared } from '../cloudformation/stack.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import { type Made, readEvent } from './events.ts';
import { membersIn, normalized } from './service.ts';

interface Machines {
  readonly declared: readonly Declared[];
  readonly made: readonly Made[];
  /** Logical ids that the plugin makes, to the keys of the machines. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** The state machines of a service. */
export const machinesOf = (service: Plain): Machines => {
  const members = membersIn(service, 'stepFunctions', 'stateMachines');
  const made: Made[] = [];
  const aliases = new Map<string, string>();
  const declared = members.map(({ name: id, value, path }): Declared => {
    const name = textOf(at(value, 'name'));
    for (const one of [id, name ?? id]) {
      aliases.set(`${normalized(one)}StepFunctionsStateMachine`, id);
      aliases.set(normalized(one.replaceAll(/[^A-Za-z0-9]/g, '')), id);
    }
    const events = itemsOf(at(value, 'events')).flatMap((event, i) =>
      readEvent(event, [...path, 'events', i], id, { restApi: false, httpApi: false }, () => false),
    );
    made.push(...events.flatMap((event) => event.made));
    const properties: [string, Plain][] = [
      ['StateMachineName', name ?? id],
      ['Definition', at(value, 'definition') ?? {}],
      ['Policies', [{ PolicyDocument: { Statement: at(value, 'iamRoleStatements') ?? [] } }]],
      ['events', events.map(({ type, value: of }) => ({ [type]: of }))],
    ];
    return {
      id,
      type: 'AWS::StepFunctions::StateMachine',
      body: { Properties: Object.fromEntries(properties) },
      path,
      locate: ([, property, ...steps]) =>
        property === 'Definition' ? [...path, 'definition', ...steps] : [...path, ...steps],
    };
  });
  return { declared, made, aliases };
};
