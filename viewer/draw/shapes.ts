/** Outlines and lines as SVG path data. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Frame extends Point {
  readonly width: number;
  readonly height: number;
}

/** A number in as few letters as a picture needs. */
export const num = (value: number): string => String(Math.round(value * 100) / 100 || 0);

/** A rectangle around a centre with round corners. */
export const rounded = ({ x, y, width, height }: Frame, corner: number): string => {
  const r = Math.min(corner, width / 2, height / 2);
  const [left, top] = [x - width / 2, y - height / 2];
  const [w, h] = [width - 2 * r, height - 2 * r];
  const arc = (dx: number, dy: number): string => `a${num(r)} ${num(r)} 0 0 1 ${num(dx)} ${num(dy)}`;
  return `M${num(left + r)} ${num(top)}h${num(w)}${arc(r, r)}v${num(h)}${arc(-r, r)}h${num(-w)}${arc(-r, -r)}v${num(-h)}${arc(r, -r)}z`;
};

/** The same with its corners cut off: an octagon. */
export const cutCornered = ({ x, y, width, height }: Frame, corner: number): string => {
  const c = Math.min(corner, width / 2, height / 2);
  const [left, top] = [x - width / 2, y - height / 2];
  const [w, h] = [width - 2 * c, height - 2 * c];
  return `M${num(left + c)} ${num(top)}h${num(w)}l${num(c)} ${num(c)}v${num(h)}l${num(-c)} ${num(c)}h${num(-w)}l${num(-c)} ${num(-c)}v${num(-h)}z`;
};

export interface Line {
  readonly from: Point;
  /** Where the arrow's head begins. */
  readonly to: Point;
  readonly middle: Point;
  /** Path data of the arrow's head. */
  readonly head: string;
}

const HEAD = { length: 8, width: 7 } as const;

/** From the border of one frame to the border of another, with a head at the end; undefined where they are one. */
export const lineBetween = (source: Frame, target: Frame): Line | undefined => {
  const length = Math.hypot(target.x - source.x, target.y - source.y);
  if (length === 0) return undefined;
  const along = { x: (target.x - source.x) / length, y: (target.y - source.y) / length };
  const from = borderOf(source, along);
  const tip = borderOf(target, { x: -along.x, y: -along.y });
  const to = { x: tip.x - along.x * HEAD.length, y: tip.y - along.y * HEAD.length };
  const [sideX, sideY] = [(-along.y * HEAD.width) / 2, (along.x * HEAD.width) / 2];
  return {
    from,
    to,
    middle: { x: (from.x + tip.x) / 2, y: (from.y + tip.y) / 2 },
    head: `M${num(tip.x)} ${num(tip.y)}L${num(to.x + sideX)} ${num(to.y + sideY)}L${num(to.x - sideX)} ${num(to.y - sideY)}z`,
  };
};

/** Where a ray from the centre leaves the frame. */
const borderOf = ({ x, y, width, height }: Frame, along: Point): Point => {
  const reach = Math.min(
    along.x === 0 ? Infinity : width / 2 / Math.abs(along.x),
    along.y === 0 ? Infinity : height / 2 / Math.abs(along.y),
  );
  return { x: x + along.x * reach, y: y + along.y * reach };
};
