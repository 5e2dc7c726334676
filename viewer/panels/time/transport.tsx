/** Back, play and forward: the buttons that waves and time have in common, and their keys. */

const ICONS = {
  back: 'M5 3h2v10H5zM13 3v10L7.5 8z',
  play: 'M4.5 2.5v11L13.5 8z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  forward: 'M9 3h2v10H9zM3 3v10l5.5-5z',
} as const;

const Icon = ({ name }: { name: keyof typeof ICONS }) => (
  <svg class="time-icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    <path d={ICONS[name]} />
  </svg>
);

interface TransportProps {
  /** What is stepped through: `wave`, `change`. */
  readonly what: string;
  readonly onBack: (() => void) | undefined;
  readonly onForward: (() => void) | undefined;
  readonly isPlaying: boolean;
  /** Undefined: nothing moves by itself. */
  readonly onPlay: (() => void) | undefined;
}

/** A button that leads nowhere stays where it is: the focus must not be lost at the end. */
export const Transport = ({ what, onBack, onForward, isPlaying, onPlay }: TransportProps) => (
  <span class="time-transport">
    <button
      type="button"
      class="button"
      aria-label={`Previous ${what}`}
      title={`Previous ${what} (←)`}
      aria-disabled={onBack === undefined}
      onClick={onBack}
    >
      <Icon name="back" />
    </button>
    {onPlay === undefined ? null : (
      <button
        type="button"
        class="button primary"
        aria-label={isPlaying ? 'Pause' : 'Play'}
        title={`${isPlaying ? 'Pause' : 'Play'} (Space)`}
        onClick={onPlay}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} />
      </button>
    )}
    <button
      type="button"
      class="button"
      aria-label={`Next ${what}`}
      title={`Next ${what} (→)`}
      aria-disabled={onForward === undefined}
      onClick={onForward}
    >
      <Icon name="forward" />
    </button>
  </span>
);

/** Why there is no play. */
export const StillNote = () => <span class="dim">Reduced motion: in steps only</span>;

/** Where keys lead to; undefined: the key does nothing here. */
interface KeySteps {
  readonly back: () => void;
  readonly forward: () => void;
  readonly first: () => void;
  readonly last: () => void;
  /** Several steps at once. */
  readonly leap: (direction: 1 | -1) => void;
  readonly play: (() => void) | undefined;
}

/** The keys of a slider, as they are known, and Space to play; a button keeps its own Space, a choice its own arrows. */
export const onKeys =
  (steps: KeySteps) =>
  (event: KeyboardEvent): void => {
    const step = event.altKey || event.ctrlKey || event.metaKey ? undefined : stepOf(event, steps);
    if (step === undefined) return;
    event.preventDefault();
    step();
  };

const stepOf = ({ key, target }: KeyboardEvent, steps: KeySteps): (() => void) | undefined => {
  if (target instanceof HTMLSelectElement) return undefined;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return steps.back;
    case 'ArrowRight':
    case 'ArrowUp':
      return steps.forward;
    case 'Home':
      return steps.first;
    case 'End':
      return steps.last;
    case 'PageUp':
      return () => steps.leap(1);
    case 'PageDown':
      return () => steps.leap(-1);
    case ' ':
      return target instanceof HTMLButtonElement ? undefined : steps.play;
    default:
      return undefined;
  }
};
