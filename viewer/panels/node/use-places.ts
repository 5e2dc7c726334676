/** Where a node runs, where that runs, and so on: the chain of its places. */
import { useEffect, useState } from 'preact/hooks';
import type { Engine } from '../../model/messages.ts';
import type { Side } from '../../model/state.ts';
import { shownSide } from '../../parts/asking.ts';
import { useView } from '../../parts/view.ts';

/** Places in places that are followed; nobody builds deeper. */
const DEEPEST = 8;

/** Requirements in words (mostly ids), from the nearest place to the widest. Empty until it is known. */
export const usePlaces = (id: string): readonly string[] => {
  const { engine, state, answers } = useView();
  const side = shownSide(state, answers);
  const [known, setKnown] = useState<{ readonly of: string; readonly places: readonly string[] }>();
  const key = `${answers.version} ${side} ${id}`;
  useEffect(() => {
    let isStale = false;
    placesOf(engine, side, id).then(
      (places) => {
        if (!isStale) setKnown({ of: key, places });
      },
      () => {},
    );
    return () => {
      isStale = true;
    };
  }, [engine, key]);
  return known?.of === key ? known.places : [];
};

/** Asks place by place; a place that is a group of places is the last, and a circle ends where it began. */
export const placesOf = async (engine: Engine, side: Side, id: string): Promise<readonly string[]> => {
  const places: string[] = [];
  for (let at = id; places.length < DEEPEST;) {
    const question = { side, analysis: 'nodes', args: [at], options: {} };
    const text = await engine.ask('render', { question, format: 'json' });
    const { nodes } = JSON.parse(text) as { readonly nodes: readonly { readonly in?: string }[] };
    const place = nodes[0]?.in;
    if (place === undefined || place === id || places.includes(place)) break;
    places.push(place);
    if (/\s/.test(place)) break;
    at = place;
  }
  return places;
};
