/**
 * Attributes of a span, a resource or a process, in all the ways that they are written: a list of keys and values
 * (OpenTelemetry, Jaeger), or an object (Zipkin).
 */

export type Scalar = string | number | boolean;

/** By key; of lists the members that are no lists themselves. */
export type Attributes = ReadonlyMap<string, Scalar | readonly Scalar[]>;

/** What a value of JSON is, once it is known to be an object. */
export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Those of the attributes that are asked for: a span may carry hundreds. The last one of a key counts. */
export const attributesOf = (written: unknown, wanted: ReadonlySet<string>): Attributes => {
  const found = new Map<string, Scalar | readonly Scalar[]>();
  const add = (key: unknown, value: unknown): void => {
    if (typeof key !== 'string' || !wanted.has(key)) return;
    const plain = valueOf(value, 0);
    if (plain !== undefined) found.set(key, plain);
  };
  if (Array.isArray(written)) {
    for (const one of written as readonly unknown[]) {
      const fields = fieldsOf(one);
      if (fields !== undefined) add(fields['key'], fields['value'] ?? jaegerValue(fields));
    }
  } else if (fieldsOf(written) !== undefined) {
    for (const [key, value] of Object.entries(written as Fields)) add(key, value);
  }
  return found;
};

/** Jaeger's own model, as protobuf writes it: the value's key tells its type, and what is false or 0 is left out. */
const jaegerValue = (fields: Fields): unknown =>
  fields['vStr'] ?? fields['vBool'] ?? fields['vInt64'] ?? fields['vFloat64'];

/** Keys by which OpenTelemetry tells the type of a value. */
const TYPED = [
  'stringValue',
  'intValue',
  'boolValue',
  'doubleValue',
  'string_value',
  'int_value',
  'bool_value',
  'double_value',
] as const;

const valueOf = (value: unknown, depth: number): Scalar | readonly Scalar[] | undefined => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (depth > 1) return undefined;
  if (Array.isArray(value)) {
    const items = (value as readonly unknown[]).slice(0, MOST_ITEMS).map((item) => valueOf(item, depth + 1));
    return items.filter(isScalar);
  }
  const fields = fieldsOf(value);
  if (fields === undefined) return undefined;
  for (const key of TYPED) if (fields[key] !== undefined) return valueOf(fields[key], depth + 1);
  const list = fieldsOf(fields['arrayValue'] ?? fields['array_value']);
  return list === undefined ? undefined : valueOf(listOf(list['values']), depth);
};

/** Tables of one call: a batch has at most 25. */
const MOST_ITEMS = 100;

const isScalar = (value: unknown): value is Scalar => value !== undefined && typeof value !== 'object';

/** The first of the keys that has a text: numbers count as theirs, and what is empty is none. */
export const textAt = (attributes: Attributes, ...keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const value = attributes.get(key);
    const first = typeof value === 'object' ? value[0] : value;
    if (first === undefined || typeof first === 'boolean') continue;
    const text = String(first).trim();
    if (text !== '' && text.length <= MOST_TEXT) return text;
  }
  return undefined;
};

/** All texts of a list, or the one that stands alone. */
export const textsAt = (attributes: Attributes, key: string): readonly string[] => {
  const value = attributes.get(key);
  const all = typeof value === 'object' ? value : value === undefined ? [] : [value];
  return all.map(String).filter((text) => text !== '' && text.length <= MOST_TEXT);
};

/** Characters of a name: what is longer is data. */
const MOST_TEXT = 4_000;
