/** Two documents, or one with and without the changes that are tried: what is another, and who is worse or better off. */
import '../style/compare.css';
import { faultedOf } from '../parts/asking.ts';
import { Blocks } from '../parts/blocks.tsx';
import { Busy } from '../parts/busy.tsx';
import { Empty } from '../parts/empty.tsx';
import { LineView } from '../parts/line-view.tsx';
import { Problem } from '../parts/problem.tsx';
import { useView } from '../parts/view.ts';
import { shownText } from '../parts/words.ts';
import { BothSides } from './compare/both-sides.tsx';
import { ChangeLists } from './compare/change-lists.tsx';
import { PanelSideSwitch } from './compare/side-switch.tsx';

export const ComparePanel = () => {
  const { answers, change } = useView();
  const { before, after, patch } = answers.edited;
  if (before === undefined) {
    return (
      <Empty>
        <p>There is nothing to compare with.</p>
        <p>
          Start the viewer with another document: <code>faultline view after.yaml --against before.yaml</code>
        </p>
        <p>
          Or{' '}
          <button type="button" class="button" onClick={() => change({ panel: 'edits' })}>
            try a change
          </button>
        </p>
      </Empty>
    );
  }
  const areEdits = patch !== '';
  const labels = areEdits
    ? { before: 'before', after: 'with your changes' }
    : { before: nameOf(before), after: nameOf(after) };
  return (
    <div class="compare">
      <dl class="compare-names">
        <div>
          <dt>Before</dt>
          <dd>
            <bdi>{areEdits ? nameOf(before) : labels.before}</bdi>
          </dd>
        </div>
        <div>
          <dt>After</dt>
          <dd>
            <bdi>{areEdits ? 'the same, with your changes' : labels.after}</bdi>
          </dd>
        </div>
      </dl>
      <PanelSideSwitch labels={{ before: 'before', after: 'after' }} />
      <Compared />
    </div>
  );
};

const nameOf = ({ name, title }: { readonly name: string; readonly title?: string }): string =>
  shownText(title === undefined || title === name ? name : `${title} (${name})`, 200);

const Compared = () => {
  const { state, answers } = useView();
  const { compared, problems } = answers;
  const isFaulty = faultedOf(state, answers) !== undefined;
  return (
    <>
      <section aria-labelledby="compare-now-title">
        <h2 id="compare-now-title">Under what fails now</h2>
        {isFaulty ? (
          <BothSides {...(compared === undefined ? {} : { renamed: compared.renamed })} />
        ) : (
          <p class="dim">Nothing fails. Let something fail, and see who is worse or better off.</p>
        )}
      </section>
      {compared === undefined ? (
        problems.length > 0 ? (
          <Problem error={problems[0]!} />
        ) : (
          <Busy words="Comparing, with every single failure…" />
        )
      ) : (
        <>
          <section aria-labelledby="compare-parts-title">
            <h2 id="compare-parts-title">What differs</h2>
            <ChangeLists compared={compared} />
          </section>
          <section aria-labelledby="compare-report-title">
            <h2 id="compare-report-title">What faultline diff says</h2>
            <p class="compare-says">
              <LineView line={compared.report.title} />
            </p>
            <Blocks blocks={compared.report.blocks} />
          </section>
        </>
      )}
    </>
  );
};
