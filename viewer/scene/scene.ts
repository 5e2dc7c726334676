/**
 * What is drawn of an estate, and where: boxes, nodes and arrows, few enough to be looked at.
 *
 * What takes time and does not change with the request is done once per estate: pairs, and the boxes of each grouping.
 */
import type { Estate } from '../../src/model/estate.ts';
import type { Scene, SceneRequest } from '../model/scene.ts';
import type { Grouping } from '../model/state.ts';
import { arrowerOf } from './arrows.ts';
import { gathered, limitsFor } from './gathered.ts';
import { groupedBy } from './groupings.ts';
import { openingOf } from './opening.ts';
import { type Overview, overviewOf } from './overview.ts';
import { withLoners } from './loners.ts';
import { pairsOf } from './pairs.ts';
import { pictureOf } from './picture.ts';
import { visibleIn } from './visible.ts';

export type SceneMaker = (request: SceneRequest, before?: Scene) => Scene;

/**
 * Makes the scenes of an estate. With a scene from `before`, also one of another estate, what is still there stays about
 * where it was, if both are grouped the same way and run in the same direction.
 *
 * The maker throws a UserError if a selection of `hide` is malformed. A focus on a node that there is not is none.
 */
export const sceneMaker = (estate: Estate): SceneMaker => {
  const pairs = pairsOf(estate);
  const isApp = Uint8Array.from(estate.nodes, ({ kind }) => (kind === 'app' ? 1 : 0));
  const arrowers = kept((isNesting: boolean) => arrowerOf(pairs, isNesting));
  const trees = kept((by: Grouping) => withLoners(groupedBy(estate, by), pairs));
  const crowds = kept((by: Grouping) =>
    kept((budget: number) => gathered(estate, trees(by), limitsFor(budget))),
  );
  const overviews = latest(({ by, budget, ...which }: Which): Overview => {
    const tree = trees(by);
    const visible = visibleIn(estate, pairs, tree, which);
    const estimate = { pairs, arrower: arrowers(by === 'place'), isApp };
    return overviewOf(tree, () => crowds(by)(budget), visible, estimate, budget);
  });
  return (request, before) => {
    const { by, budget, hide, focus, only, opened, closed, shown = [] } = request;
    const overview = overviews({
      by,
      budget,
      hide,
      ...(focus === undefined ? {} : { focus }),
      ...(only === undefined ? {} : { only }),
    });
    const asked = { opened: new Set(opened), closed: new Set(closed), shown };
    return pictureOf(
      estate,
      openingOf(overview, pairs, asked),
      pairs,
      arrowers(by === 'place'),
      request,
      before,
    );
  };
};

/** What decides which boxes are open by themselves. */
type Which = Pick<SceneRequest, 'by' | 'budget' | 'hide' | 'focus' | 'only'>;

/** The last answer is kept: mostly a box is opened or closed, and all else stays as it is. */
const latest = <Q extends object, A>(find: (question: Q) => A): ((question: Q) => A) => {
  let last: { readonly key: string; readonly answer: A } | undefined;
  return (question) => {
    const key = JSON.stringify(question);
    if (last?.key !== key) last = { key, answer: find(question) };
    return last.answer;
  };
};

/** Each answer is found once. */
const kept = <Q, A>(find: (question: Q) => A): ((question: Q) => A) => {
  const answers = new Map<Q, A>();
  return (question) => {
    let answer = answers.get(question);
    if (answer === undefined) answers.set(question, (answer = find(question)));
    return answer;
  };
};
