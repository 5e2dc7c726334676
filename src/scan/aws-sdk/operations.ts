/** What a program asks of AWS: each operation with its parameters, the client that it goes through, and where it stands. */
import { choicesOf, entryOf, libraryOf, textOf } from '../typescript/read.ts';
import type { Trace } from '../typescript/trace.ts';
import type { Call, Library, Made, Site, Surrounding, Value } from '../typescript/value.ts';
import type { Client, Clients } from './clients.ts';
import { functionOf } from './functions.ts';
import { methodOperation, waited } from './methods.ts';
import { clientPackage, prefixOf } from './services.ts';

/** An operation at one place of the code, with all that is known of its parameters there. */
export interface Operation {
  readonly prefix: string;
  /** In the service's own words: `PutObject`; of the document client `Put`. */
  readonly name: string;
  readonly site: Site;
  readonly inputs: readonly Value[];
  readonly clients: readonly Client[];
  /** Where it is sent from, if that is seen; else where it is made. */
  readonly around: readonly Surrounding[];
  /** Only an address is made by it, which somebody else uses. */
  readonly isPresigned: boolean;
  /** What sends it, if it is no client of the SDK itself: `sqs-consumer`. */
  readonly by?: string;
}

type Draft = Omit<Operation, 'inputs' | 'clients' | 'around'> & {
  readonly inputs: Value[];
  readonly clients: Client[];
  readonly around: Surrounding[];
  isSent: boolean;
};

/** All operations of a program, those of one place together. */
export const operationsOf = (trace: Trace, clients: Clients): readonly Operation[] => {
  const gathered = new Gathered(clients);
  for (const made of trace.made) gathered.command(made);
  for (const call of trace.calls) gathered.call(call);
  return gathered.all();
};

class Gathered {
  private readonly bySite = new Map<string, Draft>();
  private readonly commands = new Map<Made, Draft>();
  private readonly clients: Clients;

  constructor(clients: Clients) {
    this.clients = clients;
  }

  all(): readonly Operation[] {
    return [...this.bySite.values()];
  }

  /** `new PutObjectCommand({…})`, `new Upload({client, params})`, `new SSMProvider()`. */
  command(made: Made): void {
    const { module, path } = made.class;
    const service = clientPackage(module);
    const name = path.at(-1) ?? '';
    if (service === undefined) return;
    if (name === 'Upload' && module === '@aws-sdk/lib-storage') {
      const draft = this.at('s3', 'Upload', made.site);
      draft.inputs.push(...some(entryOf(made.args[0], 'params')));
      this.sent(draft, entryOf(made.args[0], 'client'), made.around);
      return;
    }
    const operation = /^([A-Z]\w*)Command$/.exec(name)?.[1];
    if (operation === undefined) return;
    const draft = this.at(prefixOf(service), operation, made.site);
    draft.inputs.push(...some(made.args[0]));
    if (!draft.isSent) draft.around.push(made.around);
    this.commands.set(made, draft);
  }

  call(call: Call): void {
    const library = libraryOf(call.callee);
    if (library !== undefined && this.function(call, library)) return;
    if (call.callee.kind !== 'member') return;
    const receivers = this.clients.of(call.callee.of);
    if (call.name === 'send') {
      for (const draft of this.commandsIn(call.args[0])) {
        for (const client of receivers) add(draft.clients, client);
        this.around(draft, call.around);
      }
    } else this.method(call, receivers);
  }

  /** Functions of the SDK's packages: presigners, paginators, waiters. */
  private function(call: Call, { module, path }: Library): boolean {
    const name = path.at(-1) ?? '';
    if (/^@aws-sdk\/[a-z0-9-]*presigner$/.test(module)) {
      for (const draft of this.commandsIn(call.args[1])) {
        for (const client of this.clients.of(call.args[0])) add(draft.clients, client);
        this.around(draft, call.around);
        this.bySite.set(keyOf(draft), Object.assign(draft, { isPresigned: true }));
      }
      return true;
    }
    if (module === '@aws-sdk/s3-presigned-post') {
      const draft = this.at('s3', 'PutObject', call.site, { isPresigned: true });
      draft.inputs.push(...some(call.args[1]));
      this.sent(draft, call.args[0], call.around);
      return true;
    }
    const other = functionOf(module, name);
    if (other !== undefined) {
      const draft = this.at(other.prefix, other.operation, call.site, { by: name });
      draft.inputs.push(...some(other.input(call)));
      this.sent(draft, entryOf(call.args[0], 'client') ?? entryOf(call.args[0], 'sqs'), call.around);
      return true;
    }
    const service = clientPackage(module);
    if (service === undefined) return false;
    const operation = /^paginate([A-Z]\w*)$/.exec(name)?.[1] ?? waited(name);
    if (operation === undefined) return false;
    const draft = this.at(prefixOf(service), operation, call.site);
    draft.inputs.push(...some(call.args[1]));
    const settings = call.args[0];
    this.sent(draft, entryOf(settings, 'client') ?? settings, call.around);
    return true;
  }

  /** `s3.putObject({…})` of aggregated clients and of the second version; `s3.getSignedUrl('getObject', {…})`. */
  private method(call: Call, receivers: readonly Client[]): void {
    for (const client of receivers) {
      const isSigned = /^getSignedUrl(?:Promise)?$|^makeRequest$/.test(call.name);
      const said = isSigned ? textOf(call.args[0]) : call.name;
      const name = said === undefined ? undefined : methodOperation(said);
      if (name === undefined) continue;
      const more = isSigned && call.name !== 'makeRequest' ? { isPresigned: true } : {};
      const draft = this.at(client.prefix, name, call.site, more);
      draft.inputs.push(
        ...some(isSigned || call.name === 'waitFor' ? call.args[1] : call.args[0]),
        ...some(client.bound),
      );
      add(draft.clients, client);
      this.around(draft, call.around);
    }
  }

  private commandsIn(value: Value | undefined): readonly Draft[] {
    return choicesOf(value).flatMap((arm) => {
      const made = arm.kind === 'made' ? arm.made : arm.kind === 'instance' ? arm.made : undefined;
      return (made === undefined ? undefined : this.commands.get(made)) ?? [];
    });
  }

  private sent(draft: Draft, client: Value | undefined, around: Surrounding): void {
    for (const one of this.clients.of(client)) add(draft.clients, one);
    this.around(draft, around);
  }

  /** Where it is sent from counts, and no longer where it is made. */
  private around(draft: Draft, around: Surrounding): void {
    if (!draft.isSent) draft.around.length = 0;
    draft.isSent = true;
    draft.around.push(around);
  }

  private at(
    prefix: string,
    name: string,
    site: Site,
    more: { readonly isPresigned?: boolean; readonly by?: string } = {},
  ): Draft {
    const key = keyOf({ prefix, name, site });
    const known = this.bySite.get(key);
    if (known !== undefined) return known;
    const { isPresigned = false, ...rest } = more;
    const draft = {
      prefix,
      name,
      site,
      inputs: [],
      clients: [],
      around: [],
      isPresigned,
      isSent: false,
      ...rest,
    };
    this.bySite.set(key, draft);
    return draft;
  }
}

const keyOf = ({ prefix, name, site }: Pick<Operation, 'prefix' | 'name' | 'site'>): string =>
  `${site.inside}\0${site.line}\0${prefix}\0${name}`;

const some = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

const add = (list: Client[], client: Client): void => {
  const isThere = list.some(
    (one) => one.key === client.key && JSON.stringify(one.regions) === JSON.stringify(client.regions),
  );
  if (!isThere) list.push(client);
};
