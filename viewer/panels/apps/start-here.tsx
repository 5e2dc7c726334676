/** Where nothing fails yet: how to begin, and some failures worth a look. */
import { useMemo } from 'preact/hooks';
import { shownSide } from '../../parts/asking.ts';
import { failingOnly, outagesOf } from '../../parts/changes.ts';
import { useAsked } from '../../parts/use-answer.ts';
import { useView } from '../../parts/view.ts';
import { shownText } from '../../parts/words.ts';
import { type Suggestion, suggestionsOf, worstIn } from './suggestions.ts';

/** Nodes up to which the ranking is made unasked. */
const SMALL = 2_000;

export const StartHere = () => {
  const { state, answers, change } = useView();
  const { facts, scene } = answers;
  // After the picture: whoever opens the page waits for that.
  const isRanked = scene !== undefined && facts.nodes.length <= SMALL;
  const { told } = useAsked(
    isRanked
      ? { side: shownSide(state, answers), analysis: 'sweep', args: [], options: { limit: '3' } }
      : undefined,
  );
  const suggestions = useMemo(() => suggestionsOf(facts, worstIn(told?.data)), [facts, told]);
  return (
    <div class="apps-start">
      <p>
        Click anything in the picture and press <kbd>F</kbd>, or search for what fails. Shift-click adds more.
      </p>
      {suggestions.length === 0 ? null : (
        <dl>
          {suggestions.map(({ title, items }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd class="row">
                {items.map((item) => (
                  <SuggestionButton key={item.id} item={item} />
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {facts.nodes.length <= SMALL ? null : (
        <button type="button" class="button" onClick={() => change({ panel: 'sweep' })}>
          Rank all failures
        </button>
      )}
    </div>
  );
};

const SuggestionButton = ({ item: { type, id, label } }: { item: Suggestion }) => {
  const { change, preview } = useView();
  const begin = (): void => {
    preview(undefined);
    change((state) =>
      type === 'scenario' ? { ...failingOnly(state, []), scenario: id } : failingOnly(state, outagesOf([id])),
    );
  };
  const isShown = type === 'node';
  return (
    <button
      type="button"
      class="button apps-suggestion"
      title={shownText(id)}
      onClick={begin}
      onMouseEnter={() => isShown && preview(outagesOf([id]))}
      onMouseLeave={() => isShown && preview(undefined)}
      onFocus={() => isShown && preview(outagesOf([id]))}
      onBlur={() => isShown && preview(undefined)}
    >
      <bdi class="part-elided">{shownText(label)}</bdi>
    </button>
  );
};
