/** Cut sets as rows: pointed at, the picture shows what they would do; clicked, they are what fails. */
import { useState } from 'preact/hooks';
import type { Line } from '../../../src/model/report.ts';
import { failingOnly, outagesOf } from '../../parts/changes.ts';
import { LineView } from '../../parts/line-view.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { useRows } from '../../parts/use-rows.ts';
import { useView } from '../../parts/view.ts';
import { shownText } from '../../parts/words.ts';
import type { CutSetEntry, WayStep } from './cut-set-data.ts';

export const CutSetList = ({ sets }: { sets: readonly CutSetEntry[] }) => {
  const { window, onMore, list } = useRows<HTMLUListElement>(sets.length);
  if (sets.length === 0) return null;
  return (
    <>
      <ul class="node-sets" ref={list}>
        {sets.slice(0, window.shown).map((set) => (
          <CutSetRow key={set.nodes.join(' ')} set={set} />
        ))}
      </ul>
      <MoreRows window={window} onMore={onMore} />
    </>
  );
};

const CutSetRow = ({ set: { nodes, ways } }: { set: CutSetEntry }) => {
  const { change, preview } = useView();
  const [isOpen, setOpen] = useState(false);
  const faults = outagesOf(nodes);
  const words = nodes.map((id) => shownText(id)).join(' + ');
  return (
    <li
      class="node-set"
      onMouseEnter={() => preview(faults)}
      onMouseLeave={() => preview(undefined)}
      onFocusIn={() => preview(faults)}
      onFocusOut={() => preview(undefined)}
    >
      <div class="node-set-line">
        <button
          type="button"
          class="node-set-try"
          title={words}
          aria-label={`Fail ${words}`}
          onClick={() => change((now) => failingOnly(now, faults))}
        >
          {nodes.map((id, i) => (
            <span key={id} class="node-set-id">
              {i === 0 ? null : <span class="dim">+ </span>}
              <span class="part-elided">{shownText(id)}</span>
            </span>
          ))}
        </button>
        {ways === undefined || ways.length === 0 ? null : (
          <button type="button" class="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            How
          </button>
        )}
      </div>
      {isOpen && ways !== undefined ? (
        <ul class="node-ways">
          {ways.map((way, i) => (
            <li key={i}>
              <LineView line={wayLine(way)} />
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
};

/** `a → b → shop [file:line]`, the line that makes the first step. */
const wayLine = (way: readonly WayStep[]): Line => {
  const place = way[1]?.place ?? way[0]?.place;
  return [
    ...way.flatMap(({ node }, i): Line => [...(i === 0 ? [] : [' → ']), { text: node, tone: 'id' }]),
    ...(place === undefined ? [] : [{ text: ` [${place.file}:${place.line}]`, tone: 'dim' } as const]),
  ];
};
