/** Terraform's addresses and references as text: taken apart, and without the keys of instances. */

/** The names along a traversal, without keys and indexes: `module.a["x.y"].b[0].id` → module, a, b, id. */
export const stepsOf = (text: string): readonly string[] => {
  const steps: string[] = [];
  let step = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '[') at = endOfKey(text, at);
    else if (char === '.') {
      steps.push(step);
      step = '';
    } else step += char;
  }
  steps.push(step);
  // Old notations of an index: `x.0`, `x.*`.
  return steps.filter((name) => name !== '' && !/^(?:\d+|\*)$/.test(name));
};

/** Where the bracket that opens at a place closes: not within a quoted key. */
const endOfKey = (text: string, start: number): number => {
  let isQuoted = false;
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (isQuoted && char === '\\') at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (char === ']' && !isQuoted) return at;
  }
  return text.length;
};

/** An address as configuration has it: `module.a[0].aws_x.y["k"]` → `module.a.aws_x.y`. */
export const withoutKeys = (address: string): string => stepsOf(address).join('.');

/** What a reference in an expression leads to, within its module. */
type Met =
  | { readonly form: 'resource'; readonly address: string }
  | { readonly form: 'module'; readonly name: string; readonly output?: string }
  | { readonly form: 'variable' | 'local'; readonly name: string }
  | { readonly form: 'each' };

/** Things that are there without anything being deployed. */
const BUILT_IN = new Set(['path', 'terraform', 'self', 'count']);

/** Modes of resources that stand in front of their type. */
const MODES = new Set(['data', 'ephemeral', 'action', 'list']);

export const metIn = (reference: string): Met | undefined => {
  const [first = '', second, third] = stepsOf(reference);
  if (first === 'each') return { form: 'each' };
  if (second === undefined || BUILT_IN.has(first)) return undefined;
  if (first === 'var') return { form: 'variable', name: second };
  if (first === 'local') return { form: 'local', name: second };
  if (first === 'module')
    return { form: 'module', name: second, ...(third === undefined ? {} : { output: third }) };
  if (!MODES.has(first)) return { form: 'resource', address: `${first}.${second}` };
  return third === undefined ? undefined : { form: 'resource', address: `${first}.${second}.${third}` };
};
