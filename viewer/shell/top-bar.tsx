/** Above the picture: what is looked at, what fails, what is found and hidden, and how it is shown and shared. */
import {
  DETAILS,
  DIRECTIONS,
  type Detail,
  GROUPINGS,
  type Direction,
  type Grouping,
  type Side,
  type Theme,
} from '../model/state.ts';
import type { SideFacts } from '../model/messages.ts';
import { StateBadge } from '../parts/state-badge.tsx';
import { shownText } from '../parts/words.ts';
import { useView } from '../parts/view.ts';
import { without } from '../state/without.ts';
import { notFailing } from '../parts/changes.ts';
import { faultText, withoutFaults } from './changes.ts';
import { Menu } from './menu.tsx';
import { SearchBox } from './search-box.tsx';
import { ShareMenu } from './share-menu.tsx';
import { summaryParts } from './summary.ts';

export const TopBar = () => (
  <header class="shell-top">
    <div class="shell-title">
      <Title />
      <Summary />
    </div>
    <div class="shell-tools">
      <SearchBox />
      <FindBox />
      <HideBox />
      <ViewMenu />
      <ShareMenu />
    </div>
    <Faults />
  </header>
);

const Title = () => {
  const { answers } = useView();
  const { title, name } = answers.facts;
  return (
    <h1>
      <span class="shell-brand">Faultline</span>{' '}
      <bdi title={name.slice(0, 500)}>{(title ?? name).slice(0, 200)}</bdi>
    </h1>
  );
};

const Summary = () => {
  const { answers, state } = useView();
  const { states, words } = summaryParts(answers, state);
  return (
    <p class="shell-summary">
      {states.map(([name, count]) => (
        <span key={name} class="shell-count">
          <StateBadge state={name} compact /> {count}
        </span>
      ))}
      <span>{words}</span>
    </p>
  );
};

const Faults = () => {
  const { state, answers, change } = useView();
  const scenario = answers.facts.scenarios.find(({ id }) => id === state.scenario);
  const isSided = answers.edited.before !== undefined;
  if (state.faults.length === 0 && state.scenario === undefined && !isSided) return null;
  return (
    <div class="shell-faults">
      {isSided ? <SideSwitch /> : null}
      {state.faults.length + (state.scenario === undefined ? 0 : 1) === 0 ? null : (
        <ul aria-label="What fails" class="row">
          {state.scenario === undefined ? null : (
            <li class="chip">
              <bdi>Incident: {(scenario?.title ?? state.scenario).slice(0, 80)}</bdi>
              <button
                type="button"
                aria-label={`Leave ${state.scenario}`}
                onClick={() => change((before) => without(before, 'scenario', 'at'))}
              >
                ×
              </button>
            </li>
          )}
          {state.faults.map((fault) => (
            <li class="chip" key={fault.selection}>
              <StateBadge state={fault.state} compact /> <bdi>{fault.selection}</bdi>
              <button
                type="button"
                aria-label={`${faultText(fault)} fails no longer`}
                onClick={() => change(notFailing(state, [fault.selection]))}
              >
                ×
              </button>
            </li>
          ))}
          <li>
            <button type="button" class="button" onClick={() => change(withoutFaults(state))}>
              Clear
            </button>
          </li>
        </ul>
      )}
    </div>
  );
};

/** A document's file without the folders: two that are compared mostly lie in the same. */
const called = (facts: SideFacts | undefined, otherwise: string): string =>
  facts === undefined
    ? otherwise
    : facts.name
        .split(', ')
        .map((name) => name.slice(name.lastIndexOf('/') + 1))
        .join(', ');

const SideSwitch = () => {
  const { state, answers, change } = useView();
  const labels: Readonly<Record<Side, string>> =
    state.edits.length > 0
      ? { before: 'Before', after: 'With your changes' }
      : { before: called(answers.edited.before, 'Before'), after: called(answers.edited.after, 'After') };
  return (
    <div class="row" role="group" aria-label="Which is shown">
      {(['before', 'after'] as const).map((side) => (
        <button
          key={side}
          type="button"
          class="button"
          aria-pressed={state.side === side}
          title={shownText(
            (side === 'before' ? answers.edited.before?.name : answers.edited.after.name) ?? '',
          )}
          onClick={() => change({ side })}
        >
          <bdi>{shownText(labels[side], 40)}</bdi>
        </button>
      ))}
    </div>
  );
};

const FindBox = () => {
  const { state, change } = useView();
  return (
    <label class="shell-find">
      Find
      <input
        class="field"
        type="search"
        placeholder="owner:web tier:1"
        spellcheck={false}
        value={state.find}
        onInput={(event) => change({ find: event.currentTarget.value }, true)}
      />
    </label>
  );
};

/** Hiding waits for Enter: every letter would lay out another picture. */
const HideBox = () => {
  const { state, change } = useView();
  return (
    <label class="shell-find">
      Hide
      <input
        class="field"
        type="search"
        placeholder="kind:dns, aws/*/iam"
        spellcheck={false}
        value={state.hide.join(', ')}
        onChange={(event) =>
          change({
            hide: event.currentTarget.value
              .split(',')
              .map((selection) => selection.trim())
              .filter((selection) => selection !== ''),
          })
        }
      />
    </label>
  );
};

const GROUPING_WORDS: Readonly<Record<Grouping, string>> = {
  place: 'provider, region, zone',
  namespace: 'namespace',
  owner: 'owner',
  kind: 'kind',
  none: 'nothing',
};

const DIRECTION_WORDS: Readonly<Record<Direction, string>> = {
  down: 'apps on top',
  right: 'apps at the left',
};

const DETAIL_WORDS: Readonly<Record<Detail, string>> = {
  overview: 'an overview',
  usual: 'as fits a screen',
  fine: 'as much as can be drawn',
};

const ViewMenu = () => {
  const { state, answers, change } = useView();
  const hasOwners = answers.facts.nodes.some(({ owner }) => owner !== undefined);
  return (
    <Menu label="View">
      <Choice
        label="Boxes by"
        value={state.by}
        options={GROUPINGS.map((by) => [
          by,
          by === 'owner' && !hasOwners ? 'owner (nobody is named)' : GROUPING_WORDS[by],
        ])}
        onChange={(by) => change({ by: by as Grouping, opened: [], closed: [] })}
      />
      <Choice
        label="Direction"
        value={state.direction}
        options={DIRECTIONS.map((one) => [one, DIRECTION_WORDS[one]])}
        onChange={(direction) => change({ direction: direction as Direction })}
      />
      <Choice
        label="Detail"
        value={state.detail}
        options={DETAILS.map((detail) => [detail, DETAIL_WORDS[detail]])}
        onChange={(detail) => change({ detail: detail as Detail, opened: [], closed: [] })}
      />
      <Choice
        label="Colours"
        value={state.theme ?? ''}
        options={[
          ['', 'as the system'],
          ['light', 'light'],
          ['dark', 'dark'],
        ]}
        onChange={(theme) =>
          change((before) => (theme === '' ? without(before, 'theme') : { ...before, theme: theme as Theme }))
        }
      />
      <button type="button" class="button" onClick={() => change({ opened: [], closed: [] })}>
        Boxes as they were at first
      </button>
    </Menu>
  );
};

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChange: (value: string) => void;
}

const Choice = ({ label, value, options, onChange }: ChoiceProps) => (
  <label class="shell-choice">
    {label}
    <select class="field" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {options.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  </label>
);
