/** State machines and pipes, which plugins add, in the words of CloudFormation. */
import type { Plain } from '../../model/fact.ts';
import type { Declared } from '../cloudformation/stack.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
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

/** The pipes of a service: what each reads, what it passes on to, and the function that enriches what passes. */
export const pipesOf = (service: Plain): readonly Declared[] =>
  membersIn(service, 'pipes').map(({ name: id, value, path }) => {
    const end = (name: string): readonly (readonly [string, Plain])[] => {
      const said = at(value, name);
      if (said === undefined || said === null) return [];
      // `{sqs: {arn: …}}`, an ARN alone, or (enrichment) the name of a function.
      const [inner] = entriesOf(said);
      const arn = at(inner?.[1], 'arn') ?? at(said, 'arn');
      const called = textOf(at(said, 'name')) ?? textOf(at(said, 'functionName'));
      const is = arn ?? (called === undefined ? said : { Ref: called });
      return [[name.charAt(0).toUpperCase() + name.slice(1), is]];
    };
    const properties = [...end('source'), ...end('enrichment'), ...end('target')];
    return {
      id,
      type: 'AWS::Pipes::Pipe',
      body: { Properties: Object.fromEntries(properties) },
      path,
      locate: ([, property = '']) => [...path, String(property).toLowerCase()],
    };
  });
