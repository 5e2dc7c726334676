/** The strip of a cascade without time: its rounds, one after the other, and how many fell in each. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ImpactAnswer } from '../../model/messages.ts';
import { useView } from '../../parts/view.ts';
import { grouped } from '../../parts/words.ts';
import { goToWave } from './go.ts';
import { useStillness, useTicks } from './motion.ts';
import { StillNote, Transport, onKeys } from './transport.tsx';
import { barText, waveName, waveText } from './wave-words.ts';
import { type WaveBar, waveBars, wavesIn } from './waves.ts';

/** Milliseconds that a wave is seen before the next one. */
const TICK = 700;

/** Bars that are drawn at the most; above that several waves share one. */
const MOST_BARS = 60;
/** Bars that have their numbers below them. */
const MOST_LABELLED = 24;

export const WaveStrip = ({ impact }: { impact: ImpactAnswer }) => {
  const { state, change, answers } = useView();
  const { nodes } = answers.facts;
  const isStill = useStillness();
  const [isAsked, setPlaying] = useState(false);
  const waves = useMemo(
    () => wavesIn(impact, (position) => nodes[position]?.kind === 'app'),
    [impact, nodes],
  );
  const bars = useMemo(() => waveBars(waves, MOST_BARS), [waves]);
  const last = waves.last ?? 0;
  const at = Math.min(state.wave ?? last, last);
  // Of thousands of waves play shows one of each bar.
  const stride = Math.ceil((last + 1) / MOST_BARS);
  const isPlaying = isAsked && !isStill;
  const go = (wave: number): void => {
    setPlaying(false);
    change(goToWave(Math.max(0, Math.min(last, wave))), true);
  };
  useTicks(isPlaying, TICK, () => {
    if (at >= last) setPlaying(false);
    else change(goToWave(Math.min(last, at + stride)), true);
  });
  useEffect(() => setPlaying(false), [impact]);
  const play = (): void => {
    // From the end it begins again.
    if (!isPlaying && at >= last) change(goToWave(0), true);
    setPlaying(!isPlaying);
  };
  const step = Math.max(1, Math.ceil(last / 10));
  const keys = onKeys({
    back: () => go(at - 1),
    forward: () => go(at + 1),
    first: () => go(0),
    last: () => go(last),
    leap: (direction) => go(at + direction * step),
    play: isStill || last === 0 ? undefined : play,
  });
  return (
    <div class="time-strip" role="group" aria-label="The cascade in waves" onKeyDown={keys}>
      <div class="time-controls">
        <Transport
          what="wave"
          onBack={at > 0 ? () => go(at - 1) : undefined}
          onForward={at < last ? () => go(at + 1) : undefined}
          isPlaying={isPlaying}
          onPlay={isStill || last === 0 ? undefined : play}
        />
        <span class="time-clock">{waveName(at, last)}</span>
        <span class="dim">
          {`${waveText(waves, at)}${state.wave === undefined && last > 0 ? ' · all waves are shown' : ''}`}
        </span>
        {state.wave === undefined ? null : (
          <button type="button" class="button" onClick={() => change(goToWave(undefined))}>
            Show all
          </button>
        )}
        {isStill && last > 0 ? <StillNote /> : null}
      </div>
      <div class="time-waves" style={{ '--time-bars': String(bars.length) }}>
        <div class="time-wave-bars" aria-hidden="true">
          <WaveColumns bars={bars} at={at} onGo={go} />
        </div>
        {last === 0 ? null : (
          <label class="time-range">
            <span class="sr-only">Wave</span>
            <input
              type="range"
              min="0"
              max={last}
              step="1"
              value={at}
              aria-valuetext={`${waveName(at, last)}: ${waveText(waves, at)}`}
              onInput={(event) => go(Number(event.currentTarget.value))}
            />
          </label>
        )}
      </div>
      <p class="time-key dim">
        <span class="time-key-node" /> nodes affected in each wave, <span class="time-key-app" /> apps among
        them
      </p>
    </div>
  );
};

interface ColumnsProps {
  readonly bars: readonly WaveBar[];
  readonly at: number;
  readonly onGo: (wave: number) => void;
}

const WaveColumns = ({ bars, at, onGo }: ColumnsProps) => {
  const most = bars.reduce((highest, { nodes }) => Math.max(highest, nodes), 1);
  return bars.map((bar) => (
    <div
      key={bar.first}
      class={`time-wave${bar.first <= at ? ' time-wave-shown' : ''}${bar.first <= at && at <= bar.last ? ' time-wave-now' : ''}`}
      title={barText(bar)}
      onClick={() => onGo(bar.last)}
    >
      <div class="time-wave-room">
        <div class="time-wave-bar" style={{ height: percent(bar.nodes, most) }}>
          <div class="time-wave-apps" style={{ height: percent(bar.apps, bar.nodes) }} />
        </div>
      </div>
      {bars.length > MOST_LABELLED ? null : <span class="time-wave-count">{grouped(bar.nodes)}</span>}
    </div>
  ));
};

/** One is seen, too. */
const percent = (part: number, whole: number): string =>
  part === 0 || whole === 0 ? '0' : `${Math.max(8, Math.round((100 * part) / whole))}%`;
