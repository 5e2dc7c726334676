/**
 * Who runs which code: what a file needs, the functions and services need that run it, in the regions that they are in.
 *
 * A scanner of code knows packages; a function knows its entry file, a container the folder that it is built from. A
 * file belongs to all whose entry is it or brings it along by imports, else to those whose folder is the innermost
 * around it, else to its package. A folder that holds several packages (an image built from the whole repository) runs
 * some of them, and nobody says which: their files stay theirs. A package all of whose files run elsewhere is no node of its own.
 */
import type { Address, Facts, ReferenceFact, ResourceFact } from '../../model/fact.ts';
import { textsAt } from './properties.ts';
import { keyOf } from './things.ts';

/** The type of what stands for a package, as long as nobody is known to run it. */
const PACKAGE = 'code/package';

/** Facts in which code's references start from whoever runs the code. */
export const codeOwned = (facts: readonly Facts[]): readonly Facts[] => {
  if (!facts.some(({ references }) => references.some(({ code }) => code !== undefined))) return facts;
  const owners = new Owners(facts);
  const moved = facts.map((one) => ({
    ...one,
    references: one.references.flatMap((reference) => owners.moved(reference)),
  }));
  const used = new Set(
    moved.flatMap(({ references }) =>
      references.flatMap(({ from, to }) => [
        keyOf(from),
        ...(to.by === 'address' ? [keyOf(to.address)] : []),
      ]),
    ),
  );
  const others = new Set(
    facts.flatMap(({ resources }) => resources.filter(({ type }) => type !== PACKAGE).map(addressKey)),
  );
  return moved.map((one) => ({
    ...one,
    resources: one.resources.filter(
      (fact) => fact.type !== PACKAGE || used.has(addressKey(fact)) || others.has(addressKey(fact)),
    ),
  }));
};

/** The folder of a package, as its address tells it. */
const pathOf = ({ scope, local }: Address): string => (scope === '' ? local : `${scope}/${local}`);

const addressKey = ({ address }: ResourceFact): string => keyOf(address);

class Owners {
  /** By entry file, and by file that an entry brings along. */
  private readonly byFile = new Map<string, ResourceFact[]>();
  private readonly byFolder = new Map<string, ResourceFact[]>();
  private readonly packages: readonly string[];

  constructor(facts: readonly Facts[]) {
    this.packages = facts.flatMap(({ resources }) =>
      resources.filter(({ type }) => type === PACKAGE).map(({ address }) => pathOf(address)),
    );
    const reaches = new Map(facts.flatMap((one) => [...(one.reaches ?? [])]));
    for (const { resources } of facts) {
      for (const fact of resources) {
        for (const path of fact.code ?? []) {
          // An entry may be named without its ending: `src/create.handler` is in `src/create.ts`.
          const entry = reaches.has(path)
            ? path
            : ENDINGS.map((end) => path + end).find((file) => reaches.has(file));
          if (entry === undefined) add(this.byFolder, path.replace(/\/+$/, ''), fact);
          else for (const file of [entry, ...(reaches.get(entry) ?? [])]) add(this.byFile, file, fact);
        }
      }
    }
  }

  /** The reference from each that runs its file; as it is, if nobody is known to. */
  moved(reference: ReferenceFact): readonly ReferenceFact[] {
    if (reference.code === undefined) return [reference];
    const owners = this.of(reference.code, pathOf(reference.from));
    return owners.length === 0
      ? [reference]
      : owners.map((owner) => ({ ...placed(reference, owner), from: owner.address }));
  }

  private of(file: string, home: string): readonly ResourceFact[] {
    const exact = this.byFile.get(file);
    if (exact !== undefined) return exact;
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
      const folder = file.slice(0, end);
      const found = this.byFolder.get(folder);
      if (found !== undefined) return this.isOfSeveral(folder, home) ? [] : found;
    }
    return this.isOfSeveral('', home) ? [] : (this.byFolder.get('.') ?? this.byFolder.get('') ?? []);
  }

  /** Whether a package lies below a folder, and another one, too. */
  private isOfSeveral(folder: string, home: string): boolean {
    const below = this.packages.filter((path) => folder === '' || path.startsWith(`${folder}/`));
    return below.includes(home) && below.length > 1;
  }
}

const ENDINGS = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'].flatMap((end) => [
  end,
  `/index${end}`,
]);

const add = (room: Map<string, ResourceFact[]>, path: string, fact: ResourceFact): void => {
  const there = room.get(path);
  if (there === undefined) room.set(path, [fact]);
  else if (!there.some(({ address }) => keyOf(address) === keyOf(fact.address))) there.push(fact);
};

/** Where sources keep the environment of what they run. */
const ENVIRONMENTS = ['Environment.Variables', 'environment.variables', 'environment', 'Environment', 'env'];

/** The region that the owner's environment gives to the call, if the call takes it from there. */
const placed = (reference: ReferenceFact, { properties }: ResourceFact): ReferenceFact => {
  const { to } = reference;
  if (to.by !== 'text' || to.regionKey === undefined) return reference;
  const { regionKey } = to;
  const [region] = ENVIRONMENTS.flatMap((path) => textsAt(properties, `${path}.${regionKey}`));
  return region === undefined || /[^a-z0-9-]/.test(region)
    ? reference
    : { ...reference, to: { ...to, region } };
};
