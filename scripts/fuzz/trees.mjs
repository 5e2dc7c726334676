// Documents as trees of our own, in which a key may stand twice and a number may be none: what a parser's result cannot
// say, but a text can. They are read from real documents, damaged, and written as JSON or YAML.
//
//     { map: [[key, tree], …] } | { list: [tree, …] } | { leaf: scalar } , each with `tag` where YAML has one
import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { FRAGMENTS, anyJson, hostileNumber, hostileWord, leaf } from './leaves.mjs';

export const treeOf = (value) => {
  if (Array.isArray(value)) return { list: value.map(treeOf) };
  if (typeof value === 'object' && value !== null)
    return { map: Object.entries(value).map(([key, one]) => [key, treeOf(one)]) };
  return { leaf: value };
};

/** The documents of a text, or none if it cannot be read. */
export const treesIn = (text, isJson) => {
  if (isJson) {
    try {
      return [treeOf(JSON.parse(text))];
    } catch {
      return [];
    }
  }
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false, strict: false });
  return (Array.isArray(documents) ? documents : []).map(({ contents }) => treeOfYaml(contents));
};

const treeOfYaml = (node) => {
  const tag = node?.tag?.startsWith('!') && !node.tag.startsWith('!!') ? { tag: node.tag } : {};
  if (isMap(node))
    return {
      ...tag,
      map: node.items
        .filter(isPair)
        .map(({ key, value }) => [String(isScalar(key) ? key.value : key), treeOfYaml(value)]),
    };
  if (isSeq(node)) return { ...tag, list: node.items.map(treeOfYaml) };
  if (isScalar(node))
    return { ...tag, leaf: typeof node.value === 'bigint' ? Number(node.value) : node.value };
  return { leaf: isAlias(node) ? `*${node.source}` : null };
};

// —— written ————————————————————————————————————————————————————————————————————————————————————————————————————————

/** As JSON; what JSON does not know is written as it would be elsewhere. No recursion: trees may be ten thousand deep. */
export const jsonText = (tree) => {
  const pieces = [];
  const open = [tree];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') pieces.push(next);
    else if (next.map !== undefined) {
      open.push('}');
      for (let i = next.map.length - 1; i >= 0; i--) {
        const [key, value] = next.map[i];
        open.push(value, `${i > 0 ? ',' : ''}${JSON.stringify(key)}:`);
      }
      open.push('{');
    } else if (next.list !== undefined) {
      open.push(']');
      for (let i = next.list.length - 1; i >= 0; i--) {
        open.push(next.list[i]);
        if (i > 0) open.push(',');
      }
      open.push('[');
    } else pieces.push(scalarText(next.leaf));
  }
  return pieces.join('');
};

const scalarText = (value) =>
  typeof value === 'string' ? JSON.stringify(value) : Object.is(value, -0) ? '-0' : String(value ?? null);

/** Characters, roughly, of the largest tree that is written. */
const MOST_WRITTEN = 8_000_000;

/**
 * Whether a tree can be written. Damage may put a part of a tree into several places of itself, again and again: then it
 * has few parts, and no end.
 */
export const isWritable = (tree) => {
  let left = MOST_WRITTEN;
  const open = [tree];
  while (open.length > 0 && left > 0) {
    const next = open.pop();
    left -= 8 + (typeof next.leaf === 'string' ? next.leaf.length : 0);
    for (const [key, value] of next.map ?? []) {
      left -= key.length;
      open.push(value);
    }
    for (const value of next.list ?? []) open.push(value);
  }
  return left > 0;
};

/** As YAML in block style down to a depth, in flow style below it. */
export const yamlText = (tree) => `${block(tree, 0, '')}\n`;

const MOST_INDENTED = 30;

const block = (tree, depth, indent) => {
  const tag = tree.tag === undefined ? '' : `${tree.tag} `;
  if (depth > MOST_INDENTED) return tag + jsonText(tree);
  if (tree.map?.length > 0) {
    return (
      tag +
      tree.map
        .map(([key, value]) => `\n${indent}${keyText(key)}: ${block(value, depth + 1, `${indent}  `)}`)
        .join('')
    );
  }
  if (tree.list?.length > 0)
    return tag + tree.list.map((value) => `\n${indent}- ${block(value, depth + 1, `${indent}  `)}`).join('');
  return tag + (tree.leaf === undefined ? jsonText(tree) : plainText(tree.leaf));
};

const keyText = (key) => (/^[A-Za-z_/$][\w./:$-]*$/.test(key) || key === '<<' ? key : JSON.stringify(key));
const plainText = (value) =>
  typeof value !== 'string' || /^[A-Za-z/][\w./-]*$/.test(value) || /^\*\w+$/.test(value)
    ? scalarText(value).replace(/^"(\*?[\w./-]+)"$/, '$1')
    : JSON.stringify(value);

// —— damaged ————————————————————————————————————————————————————————————————————————————————————————————————————————

/** All places of a tree: `get` and `set` of each. */
const placesIn = (holder) => {
  const places = [];
  const open = [[holder, 'root']];
  while (open.length > 0 && places.length < 5_000) {
    const [parent, key] = open.pop();
    places.push([parent, key]);
    const tree = parent[key];
    if (tree.map !== undefined) for (const pair of tree.map) open.push([pair, 1]);
    else if (tree.list !== undefined) for (let i = 0; i < tree.list.length; i++) open.push([tree.list, i]);
  }
  return places;
};

/** Trees may be deep: beyond any depth of a real document they are shared, not copied. */
const copyOf = (tree, depth = 0) =>
  depth > 200
    ? tree
    : tree.map !== undefined
      ? { ...tree, map: tree.map.map(([key, value]) => [key, copyOf(value, depth + 1)]) }
      : tree.list !== undefined
        ? { ...tree, list: tree.list.map((value) => copyOf(value, depth + 1)) }
        : { ...tree };

const TAGS = [
  '!Ref',
  '!Sub',
  '!GetAtt',
  '!Join',
  '!If',
  '!ImportValue',
  '!FindInMap',
  '!x',
  '!!str',
  '!!binary',
  '!!set',
  '!reset',
  '!override',
];

/** One to six strokes against a tree; `others` are trees whose parts may get in. */
export const damaged = (draw, tree, others) => {
  const holder = { root: copyOf(tree) };
  const strokes = 1 + draw.below(draw.oneIn(4) ? 12 : 4);
  for (let i = 0; i < strokes; i++) {
    const before = holder.root;
    stroke(draw, placesIn(holder), others);
    // Parts that stand in several places can grow without measure.
    if (size(holder.root) > MOST_VALUES) return before === holder.root ? copyOf(tree) : before;
  }
  return holder.root;
};

const stroke = (draw, places, others) => {
  const [parent, key] = draw.pick(places);
  const [fromParent, fromKey] = draw.pick(places);
  const tree = parent[key];
  const kind = draw.below(17);
  if (kind === 0) parent[key] = { leaf: leaf(draw) };
  else if (kind === 1) parent[key] = treeOf(anyJson(draw));
  else if (kind === 2 && others.length > 0) {
    const [otherParent, otherKey] = draw.pick(placesIn({ root: draw.pick(others) }));
    parent[key] = copyOf(otherParent[otherKey]);
  } else if (kind === 3 || kind === 4) {
    // What names something now names something else: circles come of it.
    const texts = places.filter(([one, at]) => typeof one[at].leaf === 'string');
    if (texts.length > 1) {
      const [to, toKey] = draw.pick(texts);
      const [from, at] = draw.pick(texts);
      to[toKey] = { ...to[toKey], leaf: from[at].leaf };
    }
  } else if (kind === 5)
    parent[key] = size(fromParent[fromKey]) < 2_000 ? copyOf(fromParent[fromKey]) : { leaf: null };
  else if (kind === 6) parent[key] = draw.oneIn(2) ? { list: [tree] } : { map: [[hostileWord(draw), tree]] };
  else if (kind === 7) parent[key] = tree.list?.[0] ?? tree.map?.[0]?.[1] ?? { leaf: leaf(draw) };
  else if (kind === 8) parent[key] = { ...tree, tag: draw.pick(TAGS) };
  else if (kind === 9) parent[key] = { leaf: hostileNumber(draw) };
  else if (kind === 10 && typeof tree.leaf === 'string') {
    const at = draw.below(tree.leaf.length + 1);
    parent[key] = { ...tree, leaf: tree.leaf.slice(0, at) + draw.pick(FRAGMENTS) + tree.leaf.slice(at) };
  } else if (kind === 11 && draw.oneIn(12)) parent[key] = extreme(draw, tree);
  else strokeInMap(draw, places, kind);
};

const strokeInMap = (draw, places, kind) => {
  const maps = places.map(([parent, key]) => parent[key]).filter((tree) => tree.map?.length > 0);
  if (maps.length === 0) return;
  const { map } = draw.pick(maps);
  const at = draw.below(map.length);
  if (kind < 12) map.splice(at, 1);
  else if (kind === 12) map.push([map[at][0], { leaf: leaf(draw) }]);
  else if (kind === 13) map[at] = [hostileWord(draw), map[at][1]];
  else if (kind === 14) map[at] = [draw.pick(draw.pick(maps).map)[0], map[at][1]];
  else if (kind === 15) map.push([draw.pick(draw.pick(maps).map)[0], { leaf: leaf(draw) }]);
  else map.splice(draw.below(map.length), 0, map.splice(at, 1)[0]);
};

/** Values of a tree that is written. */
const MOST_VALUES = 100_000;

const size = (tree) => {
  let count = 0;
  const open = [tree];
  while (open.length > 0 && count <= MOST_VALUES) {
    const next = open.pop();
    count++;
    if (next.map !== undefined) for (const [, value] of next.map) open.push(value);
    else if (next.list !== undefined) for (const value of next.list) open.push(value);
  }
  return count;
};

/** Far too much of something: ten thousand deep, ten thousand keys, a very long text. */
const extreme = (draw, tree) => {
  const kind = draw.below(4);
  if (kind === 0) {
    let deep = tree;
    const count = draw.pick([100, 600, 10_000]);
    const isMap = draw.oneIn(2);
    for (let i = 0; i < count; i++) deep = isMap ? { map: [['a', deep]] } : { list: [deep] };
    return deep;
  }
  const few = size(tree) < 20 ? tree : { leaf: 1 };
  if (kind === 1) return { map: Array.from({ length: 10_000 }, (_, i) => [`k${i}`, few]) };
  if (kind === 2) return { list: Array.from({ length: 10_000 }, () => few) };
  return { leaf: (draw.oneIn(2) ? draw.pick(FRAGMENTS) : 'a').repeat(20_000) };
};
