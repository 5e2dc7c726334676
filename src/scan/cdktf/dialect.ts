/** What the library's own functions give: tokens are taken for what they stand for, variables for their defaults. */
import { entryOf, libraryOf, textOf } from '../typescript/read.ts';
import type { TraceOptions } from '../typescript/trace.ts';
import type { Value } from '../typescript/value.ts';
import { plainValue, textValue, unknownOf } from '../typescript/values.ts';
import { isCore } from './types.ts';

/** `Token.asString`, `Fn.tostring`: another type of the same value. */
const SAME =
  /^(?:(?:Token|Lazy)\.(?:as\w+|\w+Value)|Fn\.(?:jsonencode|jsondecode|tostring|tolist|toset|tomap|tonumber|nonsensitive|sensitive|try|one|flatten|compact|distinct|trimspace|lower|upper|base64encode)|ref|propertyAccess|conditional)$/;

/** Values of a variable, whatever type they are asked for. */
const VALUES =
  /^(?:value|stringValue|numberValue|booleanValue|listValue|fqn|expression|asString|asList|asNumber|asStringMap|asAnyMap|asBoolean)$/;

/** How the interpreter reads a program. `variables`: values given on the command line. */
export const dialectOf = (
  variables: ReadonlyMap<string, string>,
): Pick<TraceOptions, 'intrinsic' | 'property'> => ({
  intrinsic: ({ callee, args }) => {
    const library = libraryOf(callee);
    if (library === undefined || !isCore(library)) return undefined;
    const name = library.path.join('.');
    if (name === 'Fn.join') {
      const separator = textOf(args[0]) ?? '';
      const items = args[1]?.kind === 'list' ? args[1].items : undefined;
      return items === undefined
        ? undefined
        : textValue(items.flatMap((item, i) => (i === 0 ? [item] : [plainValue(separator), item])));
    }
    return SAME.test(name) ? args[0] : undefined;
  },
  property: (of, name) => {
    if (of.kind !== 'made' || !isCore(of.made.class) || !VALUES.test(name)) return undefined;
    const label = of.made.class.path.at(-1);
    const [, id, given] = of.made.args;
    if (label === 'TerraformLocal') return given;
    return label === 'TerraformVariable' ? variableValue(textOf(id), given, variables) : undefined;
  },
});

/** What a variable is worth: given on the command line, else its default, which somebody may give otherwise. */
const variableValue = (
  id: string | undefined,
  given: Value | undefined,
  variables: ReadonlyMap<string, string>,
): Value => {
  const said = id === undefined ? undefined : variables.get(id);
  if (said !== undefined) return plainValue(said);
  return entryOf(given, 'default') ?? unknownOf([], `var.${id ?? '…'}`);
};
