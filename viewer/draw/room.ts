/** Which room in a picture is taken: by bodies, and by labels. */
import type { Thing } from './elements.ts';

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** All that a thing takes, without its label. */
export const bodyOf = ({ x, y, width, height }: Thing): Area => ({
  left: x - width / 2,
  top: y - height / 2,
  right: x + width / 2,
  bottom: y + height / 2,
});

type Layer = 'label' | 'body';

export interface Places {
  take(area: Area, layer: Layer): void;
  /** Whether nothing lies there, but for the body of a thing. */
  isFree(area: Area, layer: Layer, but?: Thing): boolean;
}

/** Units of a square of the grid in which places are looked up. */
const SQUARE = 160;

export const placesOf = (): Places => {
  const squares = new Map<string, Area[]>();
  const squaresOf = ({ left, top, right, bottom }: Area, layer: Layer): readonly string[] => {
    const names: string[] = [];
    for (let i = Math.floor(left / SQUARE); i <= right / SQUARE; i++) {
      for (let j = Math.floor(top / SQUARE); j <= bottom / SQUARE; j++) names.push(`${layer} ${i} ${j}`);
    }
    return names;
  };
  return {
    take: (area, layer) => {
      for (const name of squaresOf(area, layer)) {
        const list = squares.get(name);
        if (list === undefined) squares.set(name, [area]);
        else list.push(area);
      }
    },
    isFree: (area, layer, but) => {
      const own = but === undefined ? undefined : bodyOf(but);
      return squaresOf(area, layer).every((name) =>
        (squares.get(name) ?? []).every((other) => !isOverlapping(area, other) || isSame(other, own)),
      );
    },
  };
};

const isOverlapping = (a: Area, b: Area): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const isSame = (a: Area, b: Area | undefined): boolean =>
  b !== undefined && a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
