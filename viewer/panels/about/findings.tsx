/** What a scan did not understand, or took for granted: the reader must know what is not in the picture. */
import { useId, useMemo, useState } from 'preact/hooks';
import type { Finding } from '../../../src/model/fact.ts';
import { DocText } from '../../parts/doc-text.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { useRows } from '../../parts/use-rows.ts';
import { counted, grouped } from '../../parts/words.ts';
import { countsByKind, matchingFindings } from './matching.ts';

export const Findings = ({ findings }: { findings: readonly Finding[] }) => {
  const id = useId();
  const [kind, setKind] = useState('');
  const [words, setWords] = useState('');
  const counts = useMemo(() => countsByKind(findings), [findings]);
  const matching = useMemo(() => matchingFindings(findings, kind, words), [findings, kind, words]);
  const { window, onMore, list } = useRows<HTMLUListElement>(matching.length);
  return (
    <section class="about-findings" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{`Not understood, or taken for granted: ${grouped(findings.length)}`}</h2>
      <div class="row">
        <label class="row">
          Of kind
          <select class="field" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
            <option value="">{`all (${grouped(findings.length)})`}</option>
            {counts.map(([one, count]) => (
              <option key={one} value={one}>
                {`${one} (${grouped(count)})`}
              </option>
            ))}
          </select>
        </label>
        <label class="row about-words">
          With
          <input
            class="field"
            type="search"
            spellcheck={false}
            placeholder="words or a file"
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </label>
      </div>
      <p class="dim" role="status">
        {matching.length === findings.length
          ? ''
          : `${counted(matching.length, 'finding')}, ${grouped(findings.length - matching.length)} hidden`}
      </p>
      <ul ref={list}>
        {matching.slice(0, window.shown).map((finding, i) => (
          <FindingView key={i} finding={finding} />
        ))}
      </ul>
      <MoreRows window={window} onMore={onMore} />
    </section>
  );
};

const FindingView = ({ finding: { kind, message, file, line, hint } }: { finding: Finding }) => (
  <li class="about-finding">
    <p>
      <span class="about-finding-kind">{kind}</span> <DocText text={message} most={2_000} />
    </p>
    <p class="dim">
      <code>
        <DocText text={line === undefined ? file : `${file}:${line}`} />
      </code>
    </p>
    {hint === undefined ? null : (
      <p class="dim">
        <DocText text={hint} most={2_000} />
      </p>
    )}
  </li>
);
