/** How a dependency is known: why it is there, who says so, how sure that is, and where it is written. */
import { CopyButton } from '../../parts/copy-button.tsx';
import { DocText } from '../../parts/doc-text.tsx';
import { Source } from './source.tsx';

interface KnownFrom {
  readonly why?: string;
  readonly source?: string;
  readonly confidence?: string;
  /** The line that says it. */
  readonly place?: { readonly file: string; readonly line: number };
}

/** Characters of a reason. */
const MOST = 2_000;

export const Evidence = ({ evidence: { why, source, confidence, place } }: { evidence: KnownFrom }) => (
  <>
    {why === undefined ? null : (
      <p>
        <DocText text={why} most={MOST} />
      </p>
    )}
    {source === undefined && confidence === undefined ? null : (
      <p class="row node-evidence">
        {source === undefined ? null : <Source text={source} />}
        {confidence === undefined ? null : (
          <span class="node-confidence" title="How sure it is">
            <DocText text={confidence} />
          </span>
        )}
      </p>
    )}
    {place === undefined ? null : <PlaceOf text={`${place.file}:${place.line}`} />}
  </>
);

/** `file:line`, to be copied into an editor. */
export const PlaceOf = ({ text }: { text: string }) => (
  <p class="row node-evidence">
    <code class="node-file">
      <DocText text={text} />
    </code>
    <CopyButton text={text} label="Copy" />
  </p>
);
