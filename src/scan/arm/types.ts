/** Types of resources as the catalog spells them: Resource Manager does not care for case, and files do not either. */
import { TYPE_ROWS } from '../../assemble/facts/catalog/index.ts';

const KNOWN: ReadonlyMap<string, string> = new Map(
  TYPE_ROWS.flatMap(({ types }) => types)
    .filter((type) => type.startsWith('Microsoft.'))
    .map((type) => [type.toLowerCase(), type] as const),
);

/** The catalog's spelling, else the file's own. */
export const spelled = (type: string): string => KNOWN.get(type.toLowerCase()) ?? type;

/** `network/private-endpoint` by the words of Azure's own modules, which are called by what they make. */
const BY_MODULE: ReadonlyMap<string, string> = new Map(
  [...KNOWN.values()].flatMap((type) => {
    const [space = '', own = '', ...below] = type.split('/');
    return below.length > 0
      ? []
      : [[`${bare(space.slice('Microsoft.'.length))}/${singular(bare(own))}`, type] as const];
  }),
);

function bare(words: string): string {
  return words.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function singular(word: string): string {
  return word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
}

/**
 * The type of what a module of Azure's public registry makes, by its path: `br/public:avm/res/key-vault/vault:0.11.0`.
 * What else is in it stays unknown.
 */
export const typeOfModule = (path: string): string | undefined => {
  const [, space, own] =
    /^br(?:\/public|:mcr\.microsoft\.com\/bicep)[:/]avm\/res\/([\w-]+)\/([\w-]+):/.exec(path) ?? [];
  return space === undefined || own === undefined
    ? undefined
    : BY_MODULE.get(`${bare(space)}/${singular(bare(own))}`);
};
