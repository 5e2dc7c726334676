/** What a program only reads: functions that look a thing up, and classes asked for a thing that is there already. */
import { rowOf } from '../../assemble/facts/catalog/index.ts';
import { libraryOf, textOf } from '../typescript/read.ts';
import type { Call, Value } from '../typescript/value.ts';
import { type PulumiType, importedFrom, typeOfClass } from './tokens.ts';
import { singulars } from './words.ts';

/** A thing that is read. */
interface Lookup {
  readonly call: Call;
  readonly type: PulumiType;
  /** What it is called in the program. */
  readonly name: string;
  /** What it is looked up by. */
  readonly args: Value | undefined;
}

/** Answers that are no things: who is asking, texts, lists of what the provider offers. */
const NO_THINGS =
  /^get(?:PolicyDocument|CallerIdentity|Region|Regions|Partition|AvailabilityZones?|Arn|IpRanges|BillingServiceAccount|CanonicalUserId|DefaultTags|Service|ClientConfig|ClientOpenIdUserInfo|AuthorizationToken|Credentials|Project|NetblockIPRanges|EngineVersions|ClusterAuth|Zones|Script|KeysAndCertificates?|Password|ServiceAccount|Invocation|List\w*|Subscription|RoleDefinition|AccountSas|AccountBlobContainerSAS|Organization|PricingProduct|SecretVersion|SharedKeys|ClientToken|Secret\w*Version\w*)$/;

/** The thing that a call reads; none if it reads none. */
export const lookupOf = (call: Call): Lookup | undefined => {
  const library = libraryOf(call.callee);
  const imported = library === undefined ? undefined : importedFrom(library);
  if (library === undefined || imported === undefined || imported.provider === 'pulumi') return undefined;
  const [first, second] = call.args;
  const owner = { ...library, path: library.path.slice(0, -1) };
  // `aws.ec2.Vpc.get("vpc", "vpc-123")`
  if (call.name === 'get') {
    const type = typeOfClass(owner);
    const name = textOf(first) ?? call.boundTo;
    return type === undefined || name === undefined ? undefined : { call, type, name, args: undefined };
  }
  const asked = call.name.replace(/Output$/, '');
  if (!/^get[A-Z]/.test(asked) || NO_THINGS.test(asked) || NO_LOOKUPS.has(imported.provider))
    return undefined;
  const label = asked.slice('get'.length);
  const types = [label, ...singulars(label)].flatMap(
    (one) => typeOfClass({ ...library, path: [...owner.path, one] }) ?? [],
  );
  const type = types.find((one) => rowOf(one.type) !== undefined) ?? types[0];
  if (type === undefined) return undefined;
  const name = call.boundTo ?? label.charAt(0).toLowerCase() + label.slice(1);
  return { call, type, name, args: first ?? second };
};

/** Packages whose functions compute. */
const NO_LOOKUPS: ReadonlySet<string> = new Set([
  'std',
  'random',
  'command',
  'archive',
  'external',
  'http',
  'local',
  'tls',
  'policy',
  'aws-apigateway',
  'aws-serverless',
  'awsx',
  'kubernetes',
]);
