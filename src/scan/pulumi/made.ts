/**
 * What a program makes, of expressions that make several things at once too: a subscription with a callback makes the
 * function, its role and what connects both. Each is put as the `new` that Pulumi itself runs for it.
 */
import { itemsOf, libraryOf, patternOf, textOf } from '../typescript/read.ts';
import type { Trace } from '../typescript/trace.ts';
import type { Call, Library, Made, Site, Surrounding, Value } from '../typescript/value.ts';
import { UNDEFINED, objectOf, plainValue, textValue } from '../typescript/values.ts';
import { importedFrom, typeOfClass } from './tokens.ts';

/** A `new`, with the arguments that count; `known` is what values mean by it. */
export interface Making {
  readonly made: Made;
  readonly known: Made;
}

/** All that is made; what is made on behalf of something stands beside it. */
export const allMade = ({ made, calls }: Trace): readonly Making[] => {
  const all = new Maker();
  for (const one of made) all.expression(one);
  for (const call of calls) all.call(call);
  return all.made;
};

/** How an event of a thing reaches a function: what Pulumi makes for it, and by which properties it connects both. */
interface Subscription {
  /** By the package's words: `s3.BucketNotification`. */
  readonly makes: string;
  readonly source: string;
  readonly handler: string;
  /** Properties that stand in a list of objects. */
  readonly within?: string;
  /** The source calls the function itself, for which it is given leave. */
  readonly isPermitted?: boolean;
}

const MAPPING: Subscription = {
  makes: 'lambda.EventSourceMapping',
  source: 'eventSourceArn',
  handler: 'functionName',
};

/** By the type of what the event happens to. */
const SUBSCRIPTIONS: ReadonlyMap<string, Subscription> = new Map(
  Object.entries<Subscription>({
    aws_cloudwatch_event_rule: {
      makes: 'cloudwatch.EventTarget',
      source: 'rule',
      handler: 'arn',
      isPermitted: true,
    },
    aws_cloudwatch_log_group: {
      makes: 'cloudwatch.LogSubscriptionFilter',
      source: 'logGroup',
      handler: 'destinationArn',
      isPermitted: true,
    },
    aws_dynamodb_table: MAPPING,
    aws_kinesis_stream: MAPPING,
    aws_s3_bucket: {
      makes: 's3.BucketNotification',
      source: 'bucket',
      handler: 'lambdaFunctionArn',
      within: 'lambdaFunctions',
      isPermitted: true,
    },
    aws_sns_topic: {
      makes: 'sns.TopicSubscription',
      source: 'topicArn',
      handler: 'endpoint',
      isPermitted: true,
    },
    aws_sqs_queue: MAPPING,
  }),
);

/** `onObjectCreated`, `onEvent`, `onMessagePublished`. */
const EVENT = /^on[A-Z]\w*$/;

/** Methods of components that make more: the type of class that each makes, and the property for what it is called on. */
const MAKING: ReadonlyMap<string, readonly [makes: string, owner: string]> = new Map(
  Object.entries<readonly [string, string]>({
    createListener: ['lb.Listener', 'loadBalancerArn'],
    createTargetGroup: ['lb.TargetGroup', 'vpcId'],
    createNodeGroup: ['eks.NodeGroup', 'clusterName'],
    createAutoScalingGroup: ['autoscaling.Group', 'cluster'],
  }),
);

type Place = Pick<Made, 'site' | 'via' | 'around'> & { readonly boundTo?: string };

/** Numbers of what stands in no program. */
const FIRST_OWN_ID = 1_000_000_000;

class Maker {
  readonly made: Making[] = [];
  private next = FIRST_OWN_ID;

  /** A `new`, with what it makes beside itself. */
  expression(made: Made): void {
    const label = made.class.path.at(-1) ?? '';
    const [name = UNDEFINED, first, second, third] = made.args;
    if (/^(?:Http)?CallbackFunction$/.test(label) && importedFrom(made.class)?.provider === 'gcp') {
      this.uploaded(name, first, [], made, made);
      return;
    }
    if (label === 'CallbackFunction' && importedFrom(made.class)?.provider === 'aws') {
      this.callback(made, name, first);
      return;
    }
    const source = /^\w+EventSubscription$/.test(label) ? made.args[1] : undefined;
    if (source !== undefined && second !== undefined && isThing(source)) {
      this.subscribe(name, source, second, third, made);
      return;
    }
    this.plain(made);
  }

  private plain(made: Made): void {
    this.made.push({ made, known: made });
  }

  /** A method that makes something. */
  call(call: Call): void {
    const [name, handler, more] = call.args;
    const of = call.callee.kind === 'member' ? call.callee.of : undefined;
    if (name === undefined || patternOf(name) === undefined) return;
    const library = libraryOf(call.callee);
    if (library !== undefined && importedFrom(library)?.path.join('.') === 'cloudwatch.onSchedule') {
      this.schedule(call);
      return;
    }
    if (of === undefined || !isThing(of)) return;
    if (EVENT.test(call.name) && handler !== undefined && isHandler(handler))
      this.subscribe(name, of, handler, more, call);
    const making = MAKING.get(call.name);
    if (making === undefined) return;
    const [makes, owner] = making;
    this.put(
      makes,
      name,
      [[owner, of], ...(handler === undefined ? [] : [['args', handler] as const])],
      call,
    );
  }

  /** A function and, unless it is given one, the role that it runs with. */
  private callback(made: Made, name: Value, args: Value | undefined): void {
    const own = args?.kind === 'object' ? args.entries : undefined;
    if (own?.has('role') === true) {
      this.plain(made);
      return;
    }
    const runs = this.newMade('iam.Role', name, [], made);
    const role: Value = { kind: 'made', made: runs };
    const all = objectOf([...(own ?? []), ['role', role]], true);
    this.made.push({ made: { ...made, args: [name, all, ...made.args.slice(2)] }, known: made });
    this.plain(runs);
    for (const policy of itemsOf(own?.get('policies'))) {
      const label = textOf(policy)?.split('/').at(-1) ?? libraryOf(policy)?.path.at(-1) ?? '*';
      this.put(
        'iam.RolePolicyAttachment',
        textValue([name, plainValue(`-${label}`)]),
        [
          ['role', role],
          ['policyArn', policy],
        ],
        made,
      );
    }
  }

  /** A function of Google's whose code stands in the program: the code goes through a bucket. */
  private uploaded(
    name: Value,
    args: Value | undefined,
    more: readonly (readonly [string, Value])[],
    place: Place,
    known?: Made,
  ): Value {
    const bucket = this.newMade('gcp:storage.Bucket', name, [], place);
    const held: Value = { kind: 'made', made: bucket };
    const archive = this.newMade('gcp:storage.BucketObject', name, [['bucket', held]], place);
    const own =
      args?.kind === 'object' ? args.entries : args === undefined ? [] : [['callback', args] as const];
    const made = this.put(
      'gcp:cloudfunctions.Function',
      name,
      [
        ...own,
        ...more,
        ['sourceArchiveBucket', held],
        ['sourceArchiveObject', { kind: 'made', made: archive }],
      ],
      place,
      known,
    );
    this.plain(bucket);
    this.plain(archive);
    return made;
  }

  private schedule(call: Call): void {
    const [name = UNDEFINED, schedule = UNDEFINED, handler, more] = call.args;
    const rule = this.put('cloudwatch.EventRule', name, [['scheduleExpression', schedule]], call);
    if (handler !== undefined) this.subscribe(name, rule, handler, more, call);
  }

  private subscribe(name: Value, source: Value, handler: Value, more: Value | undefined, place: Place): void {
    const type = typeOfThing(source);
    const target = this.functionFor(name, source, handler, type, place);
    const subscription = type === undefined ? undefined : SUBSCRIPTIONS.get(type);
    if (subscription === undefined || target === undefined) return;
    const { makes, within } = subscription;
    const ends: readonly (readonly [string, Value])[] = [[subscription.handler, target]];
    const held: readonly (readonly [string, Value])[] =
      within === undefined ? ends : [[within, { kind: 'list', items: [objectOf(ends)], isOpen: false }]];
    const rest = more?.kind === 'object' ? [...more.entries] : [];
    this.put(makes, name, [[subscription.source, source], ...held, ...rest], place);
    if (subscription.isPermitted === true)
      this.put(
        'lambda.Permission',
        name,
        [
          ['function', target],
          ['sourceArn', source],
        ],
        place,
      );
  }

  /** The function that is told of events: one that is there, or one of a callback's own. */
  private functionFor(
    name: Value,
    source: Value,
    handler: Value,
    type: string | undefined,
    place: Place,
  ): Value | undefined {
    if (isThing(handler)) return handler;
    const entries: readonly (readonly [string, Value])[] =
      handler.kind === 'object' ? [...handler.entries] : [['callback', handler]];
    if (type?.startsWith('google_') === true)
      return this.uploaded(name, objectOf(entries, true), [['eventTrigger', source]], place);
    if (type?.startsWith('azurerm_') === true)
      return this.put('azure:appservice.FunctionApp', name, [...entries, ['events', source]], place);
    const made = this.newMade('lambda.CallbackFunction', name, entries, place);
    this.callback(made, name, made.args[1]);
    return { kind: 'made', made };
  }

  private put(
    makes: string,
    name: Value,
    entries: readonly (readonly [string, Value])[],
    place: Place,
    known?: Made,
  ): Value {
    const made = this.newMade(makes, name, entries, place);
    this.made.push({ made, known: known ?? made });
    return { kind: 'made', made };
  }

  private newMade(
    makes: string,
    name: Value,
    entries: readonly (readonly [string, Value])[],
    { site, via, around, boundTo }: Place,
  ): Made {
    const [first = '', second] = makes.split(':');
    const library: Library = {
      kind: 'library',
      module: `@pulumi/${second === undefined ? 'aws' : first}`,
      path: (second ?? first).split('.'),
    };
    const args = [name, objectOf(entries, true)];
    return {
      id: this.next++,
      class: library,
      args,
      site: site satisfies Site,
      via,
      around: around satisfies Surrounding,
      ...(boundTo === undefined ? {} : { boundTo }),
    };
  }
}

const isThing = (value: Value): boolean =>
  value.kind === 'made' || value.kind === 'instance' || value.kind === 'result' || value.kind === 'member';

const isHandler = (value: Value): boolean =>
  isThing(value) || value.kind === 'function' || value.kind === 'object' || value.kind === 'either';

const typeOfThing = (value: Value): string | undefined => {
  const library = libraryOf(value);
  return library === undefined ? undefined : typeOfClass(library)?.type;
};
