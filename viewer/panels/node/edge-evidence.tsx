/** What is known of one dependency, term by term. */
import { formatDuration } from '../../../src/model/duration.ts';
import type { EdgeFacts } from '../../model/messages.ts';
import { DocText } from '../../parts/doc-text.tsx';
import { LineView } from '../../parts/line-view.tsx';
import { PlaceOf } from './evidence.tsx';
import { Source } from './source.tsx';
import { ceilingWords } from './terms.ts';

export const EdgeEvidence = ({ edge }: { edge: EdgeFacts }) => {
  const { requirement, isContainment, impact, why, source, confidence, place } = edge;
  const { after, recovery, isStart, isShipped, validFrom, validUntil } = edge;
  return (
    <dl class="node-facts">
      <dt>{isContainment ? 'Runs in' : 'Requires'}</dt>
      <dd>
        <LineView line={[{ text: requirement, tone: 'id' }]} />
      </dd>
      <dt>Impact</dt>
      <dd>
        {ceilingWords(impact)}
        {isStart ? ' · needed only to start or scale' : ''}
      </dd>
      {why === undefined ? null : (
        <>
          <dt>Why</dt>
          <dd>
            <DocText text={why} most={2_000} />
          </dd>
        </>
      )}
      {source === undefined ? null : (
        <>
          <dt>Source</dt>
          <dd>
            <Source text={source} />
          </dd>
        </>
      )}
      {confidence === undefined ? null : (
        <>
          <dt>Confidence</dt>
          <dd>
            <DocText text={confidence} />
          </dd>
        </>
      )}
      {after === undefined ? null : (
        <>
          <dt>Felt after</dt>
          <dd>{formatDuration(after)}</dd>
        </>
      )}
      {recovery === undefined ? null : (
        <>
          <dt>Recovery</dt>
          <dd>{`${formatDuration(recovery)} after what it needs is back`}</dd>
        </>
      )}
      {validFrom === undefined && validUntil === undefined ? null : (
        <>
          <dt>Counts</dt>
          <dd>
            {[
              ...(validFrom === undefined ? [] : [`from ${validFrom}`]),
              ...(validUntil === undefined ? [] : [`until ${validUntil}`]),
            ].join(' ')}
          </dd>
        </>
      )}
      {place === undefined ? null : (
        <>
          <dt>Written in</dt>
          <dd>
            <PlaceOf text={place} />
            {isShipped ? <span class="dim">a pack that comes with Faultline</span> : null}
          </dd>
        </>
      )}
    </dl>
  );
};
