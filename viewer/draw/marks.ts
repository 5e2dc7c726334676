/** What is pointed out in a picture, by element: words that the stylesheet and the SVG know. */
import type { Marks } from '../model/drawing.ts';
import type { Selected } from '../model/state.ts';
import type { Link, Picture } from './elements.ts';

export interface Marked {
  /** Words of each marked element, parted by spaces. */
  readonly words: ReadonlyMap<string, string>;
  /** What is not marked steps back; left out: nothing does. */
  readonly lit: ReadonlySet<string> | undefined;
}

export const NO_MARKS: Marked = { words: new Map(), lit: undefined };

export const markedOf = (picture: Picture, marks: Marks): Marked => {
  const words = new Map<string, string>();
  const add = (element: string, word: string): void => {
    if (element === '') return;
    const before = words.get(element);
    words.set(element, before === undefined ? word : `${before} ${word}`);
  };
  for (const element of selectedElements(picture, marks.selected)) add(element, 'selected');
  for (const word of ['added', 'removed'] as const) {
    const only = marks[word];
    if (only === undefined) continue;
    for (const element of elementsAt(picture, only.nodes)) add(element, word);
    // A link that stands for several has the word only if it is said of all of them.
    for (const link of linksAlong(picture, only.pairs, true)) add(link.element, word);
  }
  const { path, found } = marks;
  if (path === undefined && found === undefined) return { words, lit: undefined };
  const lit = new Set<string>();
  const light = (element: string, word: string): void => {
    if (element === '' || lit.has(element)) return;
    lit.add(element);
    add(element, word);
  };
  if (path !== undefined) {
    for (const element of elementsAt(picture, path)) light(element, 'path');
    for (const link of linksAlong(picture, path, false)) light(link.element, 'path');
  }
  // With a proof, what was found is marked too, but only the proof decides what steps back.
  for (const element of elementsAt(picture, found ?? [])) {
    if (path === undefined) light(element, 'found');
    else add(element, 'found');
  }
  for (const element of words.keys()) lit.add(element);
  // The boxes around what is lit say where it is.
  for (const element of lit) {
    for (let box = picture.thingOf.get(element)?.parent; box !== undefined && !lit.has(box);) {
      lit.add(box);
      box = picture.thingOf.get(box)?.parent;
    }
  }
  return { words, lit };
};

const elementsAt = ({ scene }: Picture, positions: Iterable<number>): ReadonlySet<string> => {
  const elements = new Set<string>();
  for (const position of positions) elements.add(scene.elementOf[position] ?? '');
  return elements;
};

/** Links between the elements of these pairs; `isAll`: only those all of whose pairs are among them. */
const linksAlong = (picture: Picture, pairs: Uint32Array, isAll: boolean): readonly Link[] => {
  if (pairs.length === 0) return [];
  const { elementOf } = picture.scene;
  const ends = new Set<string>();
  const known = new Set<string>();
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const [from, to] = [pairs[i]!, pairs[i + 1]!];
    ends.add(`${elementOf[from]} ${elementOf[to]}`);
    known.add(`${from} ${to}`);
  }
  return picture.links.filter((link) => {
    if (!ends.has(`${link.source} ${link.target}`)) return false;
    return !isAll || (link.count * 2 <= link.pairs.length && pairsOf(link).every((pair) => known.has(pair)));
  });
};

const pairsOf = ({ pairs }: Link): readonly string[] =>
  Array.from({ length: pairs.length / 2 }, (_, i) => `${pairs[2 * i]} ${pairs[2 * i + 1]}`);

/** The element that is selected, or that stands for it. */
const selectedElements = (picture: Picture, selected: Selected | undefined): readonly string[] => {
  const { positionOf, scene, boxOf } = picture;
  const elementOf = (id: string): string => {
    const position = positionOf.get(id);
    return position === undefined ? '' : (scene.elementOf[position] ?? '');
  };
  switch (selected?.type) {
    case undefined:
      return [];
    case 'node':
      return [elementOf(selected.id)];
    case 'box':
      return [boxOf.get(selected.key)?.element ?? ''];
    case 'edge': {
      const [source, target] = [elementOf(selected.from), elementOf(selected.to)];
      return picture.links
        .filter((link) => link.source === source && link.target === target)
        .map(({ element }) => element);
    }
  }
};
