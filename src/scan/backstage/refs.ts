/**
 * References between entities: `[kind:][namespace/]name`, where what is left out follows from the field that holds the
 * reference and from the entity that says it. Case means nothing in them.
 */
import type { Plain } from '../../model/fact.ts';
import { at, textOf } from '../tree.ts';

export interface EntityRef {
  /** Lower case: `component`. */
  readonly kind: string;
  /** Lower case. */
  readonly namespace: string;
  /** As written. */
  readonly name: string;
}

/** What is meant where a reference does not say it. Without a kind, the reference must say one. */
export interface RefDefaults {
  readonly kind?: string;
  readonly namespace: string;
}

/** Reads a reference, as a text or as a map of its parts; undefined if it is none, or leaves out what it must say. */
export const parseRef = (value: Plain | undefined, defaults: RefDefaults): EntityRef | undefined => {
  const parts = typeof value === 'string' ? partsOfText(value.trim()) : partsOfMap(value);
  const kind = parts?.kind ?? defaults.kind;
  if (parts === undefined || kind === undefined) return undefined;
  return {
    kind: kind.toLowerCase(),
    namespace: (parts.namespace ?? defaults.namespace).toLowerCase(),
    name: parts.name,
  };
};

interface Parts {
  readonly kind?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name: string;
}

const partsOfText = (text: string): Parts | undefined => {
  const [, kind, namespace, name] = /^(?:([^:/\s]+):)?(?:([^:/\s]+)\/)?([^:/\s]+)$/.exec(text) ?? [];
  return name === undefined ? undefined : { kind, namespace, name };
};

const partsOfMap = (value: Plain | undefined): Parts | undefined => {
  const name = textOf(at(value, 'name'));
  return name === undefined
    ? undefined
    : { kind: textOf(at(value, 'kind')), namespace: textOf(at(value, 'namespace')), name };
};

/** The same for all spellings of one reference. */
export const keyOfRef = ({ kind, namespace, name }: EntityRef): string =>
  `${kind}:${namespace}/${name.toLowerCase()}`;

/** As people write it: `component:default/cart`. */
export const formatRef = ({ kind, namespace, name }: EntityRef): string => `${kind}:${namespace}/${name}`;
