/** Plain data as YAML: maps, lists and scalars, nothing else. Texts that could be read as anything else are quoted as JSON, which is YAML too. */

export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** Several documents in one file. */
export const yamlTexts = (
  documents: readonly { readonly note: readonly string[]; readonly value: Plain }[],
): string =>
  documents
    .map(
      ({ note, value }) => `${note.map((line) => `# ${line}\n`).join('')}${linesOf(value, '').join('\n')}\n`,
    )
    .join('---\n');

const linesOf = (value: Plain, indent: string): readonly string[] => {
  if (isList(value)) {
    return value.flatMap((item) => {
      if (!isNested(item)) return [`${indent}- ${scalar(item)}`];
      const lines = linesOf(item, `${indent}  `);
      return [`${indent}- ${lines[0]!.trimStart()}`, ...lines.slice(1)];
    });
  }
  if (typeof value !== 'object') return [`${indent}${scalar(value)}`];
  return Object.entries(value).flatMap(([key, inner]) =>
    isNested(inner)
      ? [`${indent}${word(key)}:`, ...linesOf(inner, `${indent}  `)]
      : [`${indent}${word(key)}: ${scalar(inner)}`],
  );
};

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);

/** Whether it takes lines of its own; what is empty does not. */
const isNested = (value: Plain): value is readonly Plain[] | { readonly [key: string]: Plain } =>
  typeof value === 'object' && Object.keys(value).length > 0;

const scalar = (value: Plain): string =>
  typeof value === 'object'
    ? isList(value)
      ? '[]'
      : '{}'
    : typeof value === 'string'
      ? quotedText(value)
      : String(value);

/** A key: those of Kubernetes have letters, dots, dashes and slashes. */
const word = (text: string): string =>
  /^[A-Za-z][A-Za-z0-9./-]*$/.test(text) && !RESERVED.test(text) ? text : quotedText(text);

/** In quotes always: no version of YAML takes it for a number, a date or a yes. What is not ASCII is escaped. */
const quotedText = (text: string): string =>
  JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
