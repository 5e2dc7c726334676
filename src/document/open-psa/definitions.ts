/** The definitions of Open-PSA files, by the names that others know them by. */
import { nearest } from '../../model/nearest.ts';
import { quoted } from '../../model/printable.ts';
import { type Fault, type XmlElement, elementText } from './xml.ts';

/** What defines something that formulas and expressions refer to. */
export interface Definition {
  readonly type: 'gate' | 'basic-event' | 'house-event' | 'parameter';
  /** The way to it: `Tree.Component.name`; bare where it stands in no tree. */
  readonly path: string;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly element: XmlElement;
  /** The fault tree that it stands in. */
  readonly tree?: string;
  /** The way to what it stands in. */
  readonly scope: string;
  readonly fault: Fault;
}

/** A group of failures with a common cause: in what it says of its members, each alone. */
export interface CommonCause {
  readonly element: XmlElement;
  readonly scope: string;
  readonly fault: Fault;
}

export interface Definitions {
  readonly all: readonly Definition[];
  readonly commonCauses: readonly CommonCause[];
  /** Elements that a fault tree does without, by name: how many there are. */
  readonly leftOut: ReadonlyMap<string, number>;
}

const TYPES: Readonly<Record<string, Definition['type']>> = {
  'define-gate': 'gate',
  'define-basic-event': 'basic-event',
  'define-house-event': 'house-event',
  'define-parameter': 'parameter',
};

/** What stands around fault trees and does not change what they mean. */
const AROUND: ReadonlySet<string> = new Set([
  'define-event-tree',
  'define-initiating-event',
  'define-alignment',
  'define-rule',
  'define-extern-library',
  'define-extern-function',
]);

const CONTAINERS = ['define-fault-tree', 'define-component', 'model-data'];
const SAID: ReadonlySet<string> = new Set(['label', 'attributes']);

/**
 * Collects what files define.
 *
 * @throws UserError if one is no Open-PSA model, or defines what is not supported or not known.
 */
export const definitionsIn = (
  roots: readonly { readonly root: XmlElement; readonly fault: Fault }[],
): Definitions => {
  const all: Definition[] = [];
  const commonCauses: CommonCause[] = [];
  const leftOut = new Map<string, number>();

  const collect = (
    element: XmlElement,
    scope: string,
    tree: string | undefined,
    isPrivate: boolean,
    fault: Fault,
  ): void => {
    for (const child of element.children) {
      const type = Object.hasOwn(TYPES, child.name) ? TYPES[child.name] : undefined;
      if (type !== undefined) {
        const name = nameOf(child, fault);
        all.push({
          type,
          path: scope === '' ? name : `${scope}.${name}`,
          name,
          isPrivate: scope !== '' && isPrivateIn(child, isPrivate, fault),
          element: child,
          ...(tree === undefined ? {} : { tree }),
          scope,
          fault,
        });
      } else if (child.name === 'define-fault-tree' || child.name === 'define-component') {
        const name = nameOf(child, fault);
        if (child.name === 'define-component' && tree === undefined)
          throw fault(child.at, 'a component stands outside of a fault tree');
        if (child.name === 'define-fault-tree' && tree !== undefined)
          throw fault(child.at, 'a fault tree stands inside of another');
        const path = scope === '' ? name : `${scope}.${name}`;
        collect(child, path, tree ?? name, isPrivateIn(child, isPrivate, fault), fault);
      } else if (child.name === 'model-data') collect(child, scope, tree, isPrivate, fault);
      else if (child.name === 'define-CCF-group') commonCauses.push({ element: child, scope, fault });
      else if (AROUND.has(child.name)) leftOut.set(child.name, (leftOut.get(child.name) ?? 0) + 1);
      else if (!SAID.has(child.name)) throw unknownElement(child, fault);
    }
  };

  for (const { root, fault } of roots) {
    if (root.name !== 'opsa-mef') {
      throw fault(
        root.at,
        `this is no Open-PSA model: it begins with <${root.name}>`,
        'it begins with <opsa-mef>',
      );
    }
    collect(root, '', undefined, false, fault);
  }
  return { all, commonCauses, leftOut };
};

const isPrivateIn = ({ attributes }: XmlElement, otherwise: boolean, fault: Fault): boolean => {
  const role = attributes.get('role');
  if (role === undefined) return otherwise;
  if (role.value !== 'private' && role.value !== 'public')
    throw fault(role.at, `a role is private or public, not ${quoted(role.value)}`);
  return role.value === 'private';
};

const unknownElement = (element: XmlElement, fault: Fault): Error => {
  const { name, at } = element;
  if (name === 'define-substitution' || name === 'define-CCF-group')
    return fault(at, `<${name}> is not supported`);
  const [near] = nearest(name, [...CONTAINERS, ...Object.keys(TYPES)]);
  return fault(
    at,
    `${elementText(element)} is not known here`,
    near === undefined ? undefined : `did you mean <${near}>?`,
  );
};

/**
 * The name that an element defines or refers to.
 *
 * @throws UserError if it has none.
 */
export const nameOf = (element: XmlElement, fault: Fault): string => {
  const name = element.attributes.get('name');
  if (name === undefined || name.value === '') throw fault(element.at, `<${element.name}> needs a name`);
  return name.value;
};

/** Finds the definition that a reference means: the nearest around it first, then what is public. */
export class Scopes {
  private readonly byPath = new Map<string, Definition>();
  private readonly byName = new Map<string, Definition>();
  private readonly kind: string;

  /**
   * `kind` is what messages call the definitions.
   *
   * @throws UserError if two have the same name.
   */
  constructor(kind: string, definitions: readonly Definition[]) {
    this.kind = kind;
    for (const definition of definitions) {
      this.enter(this.byPath, definition.path, definition);
      if (!definition.isPrivate) this.enter(this.byName, definition.name, definition);
    }
  }

  private enter(known: Map<string, Definition>, name: string, definition: Definition): void {
    const { element, fault } = definition;
    if (known.has(name) && known.get(name) !== definition)
      throw fault(element.at, `${quoted(name)} is defined twice`, 'give one of the two another name');
    known.set(name, definition);
  }

  /**
   * @throws UserError if there is none.
   */
  find(reference: string, scope: string, at: XmlElement, fault: Fault): Definition {
    for (let around = scope; around !== ''; around = around.slice(0, Math.max(0, around.lastIndexOf('.')))) {
      const found = this.byPath.get(`${around}.${reference}`);
      if (found !== undefined) return found;
    }
    const found = this.byName.get(reference) ?? this.byPath.get(reference);
    if (found !== undefined) return found;
    const [near] = nearest(reference, [...this.byName.keys(), ...this.byPath.keys()]);
    throw fault(
      at.attributes.get('name')?.at ?? at.at,
      `there is no ${this.kind} ${quoted(reference)}`,
      near === undefined ? undefined : `did you mean ${quoted(near)}?`,
    );
  }
}
