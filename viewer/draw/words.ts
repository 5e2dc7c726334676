/** Things and links in words: for those who hear the picture, and for the tip at the pointer. */
import { stateOf } from '../../src/model/state.ts';
import type { Paint } from '../model/drawing.ts';
import { countLines, linkStyle } from './dress.ts';
import type { Link, Picture, Thing } from './elements.ts';
import { full, grouped } from './labels.ts';
import { carriedBy, countsOf, lookOf, rankAt } from './paint.ts';

/** `S3, storage, in aws us-east-1, outage, it fails by itself, needed by 14, needs 2`. */
export const thingWords = (thing: Thing, picture: Picture, paint: Paint): string => {
  const look = lookOf(thing, paint);
  const around = thing.parent === undefined ? undefined : picture.thingOf.get(thing.parent);
  const [to, from] = arrowsOf(thing, picture);
  return [
    thing.title,
    ...(thing.kind === undefined ? [] : [thing.kind]),
    ...(thing.tier === undefined ? [] : [`tier ${thing.tier}`]),
    ...(thing.type === 'node' ? [] : [`${thing.type} box`]),
    ...(around === undefined ? [] : [`in ${around.title}`]),
    ...(thing.position === undefined ? [] : [stateOf(look.rank)]),
    ...(look.isFault ? ['fails by itself'] : []),
    ...(thing.members === undefined ? [] : [countWords(thing.members, paint)]),
    ...(to === 0 ? [] : [`needed by ${grouped(to)}`]),
    ...(from === 0 ? [] : [`needs ${grouped(from)}`]),
  ].join(', ');
};

const countWords = (members: Uint32Array, paint: Paint): string => {
  const counts = countsOf(members, paint);
  const [all, ...parts] = countLines(counts);
  return parts.length === 0
    ? all!
    : `${all!}: ${([3, 2, 1] as const)
        .filter((rank) => counts[rank] > 0)
        .map((rank) => `${grouped(counts[rank])} ${stateOf(rank)}`)
        .join(', ')}`;
};

const arrowsOf = (thing: Thing, { links }: Picture): readonly [to: number, from: number] => {
  let [to, from] = [0, 0];
  for (const link of links) {
    if (link.target === thing.element) to += link.count;
    if (link.source === thing.element) from += link.count;
  }
  return [to, from];
};

const STYLES = {
  hard: '',
  soft: 'soft: never worst',
  choice: 'one of several',
  start: 'only to start',
} as const;

/** `checkout needs orders-db, soft: never worst, partial went along it`. */
export const linkWords = (link: Link, picture: Picture, paint: Paint): string =>
  linkTip(link, picture, paint).join(', ');

/** The same, a line each. */
export const linkTip = (link: Link, picture: Picture, paint: Paint): readonly string[] => {
  const name = (element: string): string => picture.thingOf.get(element)?.title ?? '';
  const style = STYLES[linkStyle(link)];
  const carried = carriedBy(link, paint);
  return [
    `${name(link.source)} needs ${name(link.target)}`,
    ...(link.count === 1 ? [] : [`${grouped(link.count)} dependencies`]),
    ...(style === '' ? [] : [style]),
    ...(carried === 0 ? [] : [`up to ${stateOf(carried)} went along it`]),
  ];
};

/** Lines of the tip: the name first. */
export const thingTip = (thing: Thing, { facts }: Picture, paint: Paint): readonly string[] => {
  const node = thing.position === undefined ? undefined : facts[thing.position];
  const state = stateOf(rankAt(paint, thing.position));
  return [
    thing.title,
    ...(node === undefined || node.name === undefined ? [] : [full(node.id)]),
    [
      ...(thing.kind === undefined ? [] : [thing.kind]),
      ...(thing.tier === undefined ? [] : [`tier ${thing.tier}`]),
      ...(node?.owner === undefined ? [] : [full(node.owner)]),
      ...(thing.position === undefined ? [] : [state]),
      ...(thing.position !== undefined && paint.faults.has(thing.position) ? ['fails by itself'] : []),
    ].join(' · '),
    ...(thing.members === undefined ? [] : [countWords(thing.members, paint)]),
  ].filter((line) => line !== '');
};
