/** What a node is: its name and state, its facts, and where it runs. */
import { formatAvailability } from '../../../src/model/availability.ts';
import { formatDuration } from '../../../src/model/duration.ts';
import { type Rank, stateOf } from '../../../src/model/state.ts';
import type { NodeFacts } from '../../model/messages.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { DocText } from '../../parts/doc-text.tsx';
import { LongText } from '../../parts/long-text.tsx';
import { NodeLink } from '../../parts/node-link.tsx';
import { positionsOf } from '../../parts/positions.ts';
import { StateBadge } from '../../parts/state-badge.tsx';
import { useView } from '../../parts/view.ts';
import { grouped } from '../../parts/words.ts';
import { KindGlyph } from '../../parts/kind-glyph.tsx';
import { Source } from './source.tsx';
import type { ShownNode } from './show-data.ts';
import { usePlaces } from './use-places.ts';

export const NodeHead = ({ facts, shown }: { facts: NodeFacts; shown: ShownNode | undefined }) => {
  const { id, name, kind } = facts;
  return (
    <header class="node-head">
      <h2 class="node-name">
        <KindGlyph kind={kind} />
        <span>
          <LongText text={name ?? id} />
        </span>
      </h2>
      <p class="row node-id">
        <code>
          <LongText text={id} />
        </code>
        <CopyButton text={id} label="Copy id" />
      </p>
      <p class="row">
        <StateNow facts={facts} />
      </p>
      {facts.description === undefined ? null : (
        <p class="node-description">
          <LongText text={facts.description} />
        </p>
      )}
      <dl class="node-facts">
        <Facts facts={facts} shown={shown} />
      </dl>
    </header>
  );
};

/** Its state as it is shown, and when it came to it. */
const StateNow = ({ facts: { id } }: { facts: NodeFacts }) => {
  const { state, answers } = useView();
  const position = positionsOf(answers.facts).get(id)!;
  const rank = (answers.ranks[position] ?? 0) as Rank;
  const wave = answers.impact?.waves[position];
  const when =
    state.at !== undefined
      ? `${formatDuration(state.at)} after the first fault`
      : rank === 0 || wave === undefined
        ? ''
        : wave === 0
          ? ''
          : `since wave ${wave}`;
  return (
    <>
      <StateBadge state={stateOf(rank)} />
      {answers.faults.has(position) ? <strong>fails by itself</strong> : null}
      {when === '' ? null : <span class="dim">{when}</span>}
    </>
  );
};

const Facts = ({ facts, shown }: { facts: NodeFacts; shown: ShownNode | undefined }) => {
  const { kind, owner, tier, tags, costPerHour, place, isShipped } = facts;
  const places = usePlaces(facts.id);
  return (
    <>
      <dt>Kind</dt>
      <dd>
        {kind}
        {isShipped ? <span class="dim"> · from a pack that comes with Faultline</span> : null}
      </dd>
      {place === undefined ? null : (
        <>
          <dt>Said in</dt>
          <dd class="row">
            <code>
              <LongText text={place} />
            </code>
            <CopyButton text={place} label="Copy place" />
          </dd>
        </>
      )}
      {owner === undefined ? null : (
        <>
          <dt>Owner</dt>
          <dd>
            <LongText text={owner} />
          </dd>
        </>
      )}
      {tier === undefined ? null : (
        <>
          <dt>Tier</dt>
          <dd>{tier}</dd>
        </>
      )}
      {tags.length === 0 ? null : (
        <>
          <dt>Tags</dt>
          <dd class="row">
            {tags.slice(0, MOST_TAGS).map((tag) => (
              <span key={tag} class="node-tag">
                <DocText text={tag} />
              </span>
            ))}
            {tags.length > MOST_TAGS ? (
              <span class="dim">{`and ${grouped(tags.length - MOST_TAGS)} more`}</span>
            ) : null}
          </dd>
        </>
      )}
      {costPerHour === undefined ? null : (
        <>
          <dt>Cost</dt>
          <dd>{`${grouped(costPerHour)} USD an hour of outage`}</dd>
        </>
      )}
      {shown?.availability === undefined ? null : (
        <>
          <dt>Availability</dt>
          <dd>
            {formatAvailability(shown.availability)}
            {shown.availabilitySource === undefined ? null : (
              <>
                {' · '}
                <Source text={shown.availabilitySource} />
              </>
            )}
          </dd>
        </>
      )}
      {places.length === 0 ? null : (
        <>
          <dt>Runs in</dt>
          <dd class="node-places">
            {places.map((place, i) => (
              <span key={i} class="node-place">
                {i === 0 ? null : <span class="dim"> in </span>}
                <Place text={place} />
              </span>
            ))}
          </dd>
        </>
      )}
      {shown?.source === undefined ? null : (
        <>
          <dt>Source</dt>
          <dd>
            <Source text={shown.source} />
          </dd>
        </>
      )}
    </>
  );
};

const MOST_TAGS = 50;

const Place = ({ text }: { text: string }) => {
  const { answers } = useView();
  return positionsOf(answers.facts).has(text) ? <NodeLink id={text} /> : <DocText text={text} />;
};
