/** Solutions Constructs: `LambdaToDynamoDB` makes the two that its name says, or is given them, and connects them. */
import { entryOf, plainOf } from '../typescript/read.ts';
import type { Construct, Trunk } from './construct.ts';
import { PAIRS, PARTS, type Part, wordsOf } from './solution-words.ts';

/** Makes what a construct of this library brings with it. */
export const solve = (tree: Trunk, solution: Construct): void => {
  const words = wordsOf(solution.class) ?? [];
  // Of two functions the first one writes and the last one reads; each property says which is meant.
  const isDouble = words.filter((word) => word === 'Lambda').length > 1;
  const made = words.map((word, i) => {
    const part = PARTS.get(word)!;
    return partOf(tree, solution, isDouble && word === 'Lambda' ? sided(part, i === 0) : part);
  });
  for (const [i, to] of made.entries()) {
    const from = made[i - 1];
    const need = PAIRS.get(`${words[i - 1] ?? ''} ${words[i]!}`);
    if (from === undefined || need === undefined) continue;
    const [holder, held] = need.isBack === true ? [to, from] : [from, to];
    holder.links.push({
      to: held,
      property: need.property,
      ...(need.class === undefined ? {} : { class: need.class }),
    });
  }
  for (const [i, word] of words.entries())
    beside(tree, solution, word, made[i]!, words[i + 1] === 'Lambda' ? made[i + 1] : undefined);
};

const sided = (part: Part, isFirst: boolean): Part => {
  const side = isFirst ? 'Producer' : 'Consumer';
  return {
    ...part,
    id: `${side}${part.id}`,
    existing: part.existing.replace('existing', `existing${side}`),
    props: `${side.toLowerCase()}${part.props.slice(0, 1).toUpperCase()}${part.props.slice(1)}`,
    members: `${side.toLowerCase()}${part.members.slice(0, 1).toUpperCase()}${part.members.slice(1)}`,
  };
};

const partOf = (tree: Trunk, solution: Construct, part: Part): Construct => {
  const { props, site } = solution;
  const given = part.existing.split(' ').flatMap((name) => tree.of(entryOf(props, name)) ?? []);
  const found =
    given[0] ?? tree.add(solution, part.id, { type: part.type, props: entryOf(props, part.props), site });
  for (const name of part.members.split(' ')) solution.members.set(name, found);
  return found;
};

/** What comes with a part: its network, the bus of a rule, what gets the messages that nobody could handle. */
const beside = (
  tree: Trunk,
  solution: Construct,
  word: string,
  part: Construct,
  reader: Construct | undefined,
): void => {
  const { props, site } = solution;
  const isMade = part.parent === solution;
  if (word === 'Lambda') {
    const network = tree.of(entryOf(props, 'existingVpc'));
    if (network !== undefined) part.links.push({ to: network, property: 'VpcConfig.SubnetIds' });
  }
  if (word === 'Eventbridge') {
    const bus =
      tree.of(entryOf(props, 'existingEventBusInterface')) ??
      (entryOf(props, 'eventBusProps') === undefined
        ? undefined
        : tree.add(
            solution,
            'CustomEventBus',
            { type: 'AWS::Events::EventBus', props: entryOf(props, 'eventBusProps'), site },
            'eventBus',
          ));
    if (bus !== undefined) part.links.push({ to: bus, property: 'EventBusName' });
  }
  if (
    word.endsWith('Streams') &&
    reader !== undefined &&
    plainOf(entryOf(props, 'deploySqsDlqQueue')) !== false
  ) {
    const rest = { type: 'AWS::SQS::Queue', props: entryOf(props, 'sqsDlqQueueProps'), site };
    const letters = tree.add(solution, 'SqsDlqQueue', rest);
    reader.links.push({ to: letters, property: 'DestinationConfig.OnFailure' });
  }
  if (word === 'Sqs' && isMade && plainOf(entryOf(props, 'deployDeadLetterQueue')) !== false) {
    const rest = { type: part.type, props: entryOf(props, 'deadLetterQueueProps'), site };
    const letters = tree.add(solution, 'queue-dlq', rest, 'deadLetterQueue');
    part.links.push({ to: letters, property: 'RedrivePolicy' });
  }
};
