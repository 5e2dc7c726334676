/**
 * A module as it is written: the blocks of all files of one folder, sorted by what they declare. Read once, however
 * often it is called.
 */
import type { Finding, Where } from '../../model/fact.ts';
import type { Attribute, Block, Expression, HclFile } from '../hcl/syntax.ts';
import type { SourceFile } from '../scanner.ts';

/** A block and the file that it stands in. */
export interface Declared {
  readonly block: Block;
  readonly file: string;
}

/** An attribute and the file that it stands in: a local, a value of a tfvars file. */
interface Assigned {
  readonly attribute: Attribute;
  readonly file: string;
}

export interface ModuleFolder {
  /** As the context calls it: modules are known by it. */
  readonly folder: string;
  /** Inside of what is scanned: scopes are made of it. */
  readonly inside: string;
  /** `aws_subnet.private`, `data.aws_ami.this`. */
  readonly resources: ReadonlyMap<string, Declared>;
  readonly locals: ReadonlyMap<string, Assigned>;
  readonly variables: ReadonlyMap<string, Declared>;
  readonly outputs: ReadonlyMap<string, Declared>;
  readonly calls: ReadonlyMap<string, Declared>;
  readonly providers: readonly Declared[];
  /** The `terraform` blocks: backends stand in them. */
  readonly settings: readonly Declared[];
  /** Values from terraform.tfvars and *.auto.tfvars; the last file counts. */
  readonly assigned: ReadonlyMap<string, Assigned>;
}

/** One file of a module, parsed. */
export interface ModuleFile {
  readonly source: Pick<SourceFile, 'path' | 'name'>;
  readonly hcl: HclFile;
}

export const isConfiguration = (name: string): boolean => /\.(?:tf|tofu)(?:\.json)?$/.test(name);

/** Values that are read without being asked for. */
export const isAssignment = (name: string): boolean =>
  /^(?:terraform\.tfvars|.+\.auto\.tfvars)(?:\.json)?$/.test(name);

/** Those count after terraform.tfvars. */
const isAutomatic = (name: string): boolean => /\.auto\.tfvars(?:\.json)?$/.test(name);

const isOverride = (name: string): boolean => /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/.test(name);

export const whereOf = ({ block, file }: Declared): Where => ({ file, line: block.line });

/** A place that `terraform` names, or the same in JSON: the names of `aws.west`. */
export const traversalOf = (expression: Expression | undefined): string | undefined => {
  if (expression === undefined) return undefined;
  if (expression.kind === 'variable') return expression.name;
  if (expression.kind === 'index') return traversalOf(expression.of);
  if (expression.kind === 'literal')
    return typeof expression.value === 'string' ? expression.value : undefined;
  if (expression.kind !== 'attribute') return undefined;
  const of = traversalOf(expression.of);
  return of === undefined ? undefined : `${of}.${expression.name}`;
};

/** The text of an expression that is nothing else: the source of a module, the name of an alias. */
export const literalText = (expression: Expression | undefined): string | undefined => {
  if (expression?.kind === 'literal')
    return typeof expression.value === 'string' ? expression.value : undefined;
  if (expression?.kind !== 'template') return undefined;
  const parts = expression.parts.map(literalText);
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
};

/** The module that files make; a name declared twice counts once, the last one, as overrides mean it. */
export const moduleOf = (
  folder: string,
  inside: string,
  files: readonly ModuleFile[],
  assigned: readonly ModuleFile[],
): ModuleFolder => {
  const sorted = files.toSorted(
    (a, b) => Number(isOverride(a.source.name)) - Number(isOverride(b.source.name)),
  );
  const made = new Maker();
  for (const { source, hcl } of sorted) {
    for (const block of hcl.body.blocks) made.add({ block, file: source.path }, isOverride(source.name));
  }
  const values = new Map<string, Assigned>();
  const later = assigned.toSorted(
    (a, b) => Number(isAutomatic(a.source.name)) - Number(isAutomatic(b.source.name)),
  );
  for (const { source, hcl } of later) {
    for (const attribute of hcl.body.attributes.values())
      values.set(attribute.name, { attribute, file: source.path });
  }
  return { folder, inside, ...made.sorted(), assigned: values };
};

/** Sorts blocks into a module's drawers. */
class Maker {
  private readonly resources = new Map<string, Declared>();
  private readonly locals = new Map<string, Assigned>();
  private readonly variables = new Map<string, Declared>();
  private readonly outputs = new Map<string, Declared>();
  private readonly calls = new Map<string, Declared>();
  private readonly providers: Declared[] = [];
  private readonly settings: Declared[] = [];

  add(declared: Declared, overrides: boolean): void {
    const { block, file } = declared;
    const [first = '', second = ''] = block.labels;
    const put = (drawer: Map<string, Declared>, name: string): void => {
      const before = drawer.get(name);
      drawer.set(name, before !== undefined && overrides ? overridden(before, declared) : declared);
    };
    switch (block.type) {
      case 'resource':
        return put(this.resources, `${first}.${second}`);
      case 'data':
      case 'ephemeral':
        return put(this.resources, `${block.type}.${first}.${second}`);
      case 'variable':
        return put(this.variables, first);
      case 'output':
        return put(this.outputs, first);
      case 'module':
        return put(this.calls, first);
      case 'provider':
        this.providers.push(declared);
        return;
      case 'terraform':
        this.settings.push(declared);
        return;
      case 'locals':
        for (const attribute of block.attributes.values())
          this.locals.set(attribute.name, { attribute, file });
        return;
      // `moved`, `removed`, `import` and `check` tell nothing of what depends on what.
      default:
    }
  }

  sorted(): Omit<ModuleFolder, 'folder' | 'inside' | 'assigned'> {
    const { resources, locals, variables, outputs, calls, providers, settings } = this;
    return { resources, locals, variables, outputs, calls, providers, settings };
  }
}

/** An override replaces attributes one by one, and nested blocks by type. */
const overridden = (before: Declared, by: Declared): Declared => {
  const replaced = new Set(by.block.blocks.map(({ type }) => type));
  return {
    file: before.file,
    block: {
      ...before.block,
      attributes: new Map([...before.block.attributes, ...by.block.attributes]),
      blocks: [...before.block.blocks.filter(({ type }) => !replaced.has(type)), ...by.block.blocks],
    },
  };
};

/** What a file's problems say to the reader. */
export const problemsOf = ({ source, hcl }: ModuleFile): readonly Finding[] =>
  hcl.problems.map(({ line, message }) => ({ kind: 'unreadable', message, file: source.path, line }));
