/** The signs of the picture: states by colour, shape and letter, and lines by their dashes. */
import { STATES, type State } from '../../../src/model/state.ts';
import { LETTERS, OUTLINES } from '../../draw/glyphs.ts';
import { DASHES } from '../../draw/style.ts';
import { StateBadge } from '../../parts/state-badge.tsx';

const MEANING: Readonly<Record<State, string>> = {
  operational: 'works',
  degraded: 'slower, later or less good',
  partial: 'some of it is unusable, or data is missing',
  outage: 'unusable',
};

const LINES: Readonly<Record<keyof typeof DASHES, string>> = {
  hard: 'hard: fails as badly as what it points to',
  soft: 'soft: suffers less than what it points to',
  choice: 'one of several: as long as enough of them work, it works',
  start: 'needed only to start or scale',
};

export const Legend = () => (
  <section>
    <h2>Signs</h2>
    <ul class="about-signs">
      {STATES.toReversed().map((state) => (
        <li key={state}>
          <StateBadge state={state} />
          <span>{MEANING[state]}</span>
        </li>
      ))}
      <li>
        <svg class="about-fault" viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
          <path class="about-fault-outline" d={OUTLINES.fault} />
          <path class="about-fault-letter" d={LETTERS.fault} />
        </svg>
        <span>said to fail; all else follows from it</span>
      </li>
      {(['hard', 'soft', 'choice', 'start'] as const).map((style) => (
        <li key={style}>
          <svg class="about-line" viewBox="0 0 44 12" width="44" height="12" aria-hidden="true">
            <path class="about-shaft" d="M0 6H37" stroke-dasharray={DASHES[style]?.join(' ')} />
            <path class="about-head" d="M44 6L36 2V10z" />
          </svg>
          <span>{LINES[style]}</span>
        </li>
      ))}
    </ul>
    <p class="dim">
      An arrow goes from what needs to what is needed: failures travel against it. A number at a line says how
      many dependencies it stands for; a closed box shows how much of what is inside is in which state.
    </p>
  </section>
);
