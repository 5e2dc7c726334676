/** Who is told of what happens elsewhere: event sources, subscriptions, notifications, rules. */
import type { Value } from '../typescript/value.ts';
import { heldIn } from './hold.ts';
import { spelled } from './spelling.ts';
import type { Teller, Words } from './teller.ts';
import type { Construct } from './construct.ts';

/** What a function is called for: it needs the queue or the stream; a bucket tells it by itself. */
export const sourceOf = (
  reader: Construct,
  source: Value | undefined,
  teller: Teller,
  words: Words,
): void => {
  for (const held of heldIn(teller.tree, source)) {
    if (held.kind !== 'construct') continue;
    const { construct, helper = '', path, site = words.site } = held;
    const said: Words = { ...words, ...(site === undefined ? {} : { site }) };
    if (/Dlq$|Destination$/.test(helper) || path.includes('onFailure'))
      teller.refer(reader, construct, 'DestinationConfig.OnFailure', said);
    else if (construct.type === 'AWS::S3::Bucket' && helper.startsWith('S3'))
      teller.refer(construct, reader, notification(reader), said);
    else teller.refer(reader, construct, 'EventSourceArn', { ...said, class: 'asynchronous' });
  }
};

/** What a topic tells needs the topic: the subscription stands with the subscriber. */
export const subscribed = (
  topic: Construct,
  subscription: Value | undefined,
  teller: Teller,
  words: Words,
): void => {
  let isInside = false;
  for (const held of heldIn(teller.tree, subscription)) {
    if (held.kind === 'construct') {
      isInside = true;
      if (held.path.includes('deadLetterQueue'))
        teller.refer(held.construct, topic, 'Subscription.Source', { ...words, class: 'config' });
      else teller.refer(held.construct, topic, 'TopicArn', { ...words, class: 'asynchronous' });
    }
  }
  if (!isInside)
    teller.tell(topic, subscription, [], () => ({ ...words, property: 'Subscription.Endpoint' }));
};

/** A bucket tells others of new objects. */
export const toldByBucket = (bucket: Construct, value: Value, teller: Teller, words: Words): void => {
  for (const held of heldIn(teller.tree, value)) {
    if (held.kind === 'construct') teller.refer(bucket, held.construct, notification(held.construct), words);
  }
};

/** The property by which a bucket names whom it tells. */
const notification = ({ type }: Construct): string =>
  /::SQS::/.test(type)
    ? 'NotificationConfiguration.QueueConfigurations.Queue'
    : /::SNS::/.test(type)
      ? 'NotificationConfiguration.TopicConfigurations.Topic'
      : 'NotificationConfiguration.LambdaConfigurations.Function';

/** What a rule tells: the target itself, and what it needs beside. */
export const targeted = (rule: Construct, target: Value | undefined, teller: Teller, words: Words): void => {
  teller.tell(rule, target, ['targets'], (held) => ({
    ...words,
    property: spelled(rule.type, rule.isRaw, held.path),
  }));
};
