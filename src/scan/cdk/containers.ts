/** What the containers of a task need, told of the task definition. */
import type { Value } from '../typescript/value.ts';
import type { Held } from './hold.ts';
import { capital } from './spelling.ts';
import type { Teller, Words } from './teller.ts';
import type { Construct } from './construct.ts';

/** What the container of a task needs, the task definition needs. */
export const containers = (
  owner: Construct,
  props: Value | undefined,
  teller: Teller,
  words: Words,
): void => {
  teller.tell(owner, props, [], (held: Held) => {
    const [first = '', ...rest] = held.path;
    const word = CONTAINER.get(first) ?? capital(first);
    const path = word === 'Environment' || word === 'Secrets' ? rest.slice(0, 1) : [];
    return {
      ...words,
      property: ['ContainerDefinitions', word, ...path].join('.'),
      why: held.path.join('.'),
    };
  });
};

const CONTAINER: ReadonlyMap<string, string> = new Map([
  ['image', 'Image'],
  ['environment', 'Environment'],
  ['secrets', 'Secrets'],
  ['logging', 'LogConfiguration'],
  ['logDriver', 'LogConfiguration'],
  ['environmentFiles', 'EnvironmentFiles'],
]);
