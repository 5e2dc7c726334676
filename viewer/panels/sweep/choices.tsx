/** What of a sweep can be chosen: what fails at a time, how badly, what ranks it, and whether in pairs. */
import { useView } from '../../parts/view.ts';
import { grouped } from '../../parts/words.ts';

const BY_WORDS = {
  tier: 'apps, tier by tier',
  apps: 'all apps',
  cost: 'cost per hour',
  nodes: 'nodes',
} as const;

type By = keyof typeof BY_WORDS;

const FAILED_STATES = ['outage', 'partial', 'degraded'] as const;

export interface Asked {
  readonly by: By;
  readonly state: (typeof FAILED_STATES)[number];
  readonly isPaired: boolean;
}

interface ChoicesProps {
  readonly choices: readonly { readonly each: string; readonly count: number }[];
  readonly each: string;
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
  readonly hasCosts: boolean;
  readonly hasTiers: boolean;
  /** `why`: why not; '' if it can be asked. */
  readonly pairs: { readonly canPair: boolean; readonly isPaired: boolean; readonly why: string };
}

export const Choices = ({ choices, each, asked, onAsk, hasCosts, hasTiers, pairs }: ChoicesProps) => {
  const { change } = useView();
  // Without tiers or costs some ways are the same as another, or none.
  const ways = (Object.keys(BY_WORDS) as By[]).filter(
    (by) => (by !== 'cost' || hasCosts) && (by !== 'apps' || hasTiers),
  );
  return (
    <div class="sweep-choices">
      <label>
        <span>Each</span>
        <select class="field" value={each} onChange={(event) => change({ each: event.currentTarget.value })}>
          {choices.map((choice) => (
            <option
              key={choice.each}
              value={choice.each}
            >{`${choice.each} (${grouped(choice.count)})`}</option>
          ))}
        </select>
      </label>
      <label>
        <span>in</span>
        <select
          class="field"
          value={asked.state}
          onChange={(event) => onAsk({ ...asked, state: event.currentTarget.value as Asked['state'] })}
        >
          {FAILED_STATES.map((state) => (
            <option key={state} value={state}>
              {state}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>worst by</span>
        <select
          class="field"
          value={asked.by}
          onChange={(event) => onAsk({ ...asked, by: event.currentTarget.value as By })}
        >
          {ways.map((by) => (
            <option key={by} value={by}>
              {by === 'tier' && !hasTiers ? 'apps' : BY_WORDS[by]}
            </option>
          ))}
        </select>
      </label>
      <label class="sweep-pairs" title={pairs.why}>
        <input
          type="checkbox"
          checked={pairs.isPaired}
          disabled={!pairs.canPair}
          onChange={(event) => onAsk({ ...asked, isPaired: event.currentTarget.checked })}
        />
        <span>two at once</span>
      </label>
      {pairs.canPair ? null : <p class="sweep-why dim">{pairs.why}</p>}
    </div>
  );
};
