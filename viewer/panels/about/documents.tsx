/** The document, or both: title, description, and how much there is. */
import { groupBy } from '../../../src/model/group-by.ts';
import { KINDS } from '../../../src/model/kind.ts';
import type { SideFacts } from '../../model/messages.ts';
import { DocText } from '../../parts/doc-text.tsx';
import { LongText } from '../../parts/long-text.tsx';
import { KindGlyph } from '../../parts/kind-glyph.tsx';
import { useView } from '../../parts/view.ts';
import { counted, grouped } from '../../parts/words.ts';

export const Documents = () => {
  const { state, answers } = useView();
  const { edited, opened } = answers;
  const isTried = state.edits.length > 0;
  return (
    <>
      <DocumentView facts={edited.after} note={isTried ? 'with the changes that are tried' : undefined} />
      {edited.before === undefined ? null : (
        <DocumentView
          facts={edited.before}
          note={isTried ? 'as it is written' : 'what it is compared with'}
        />
      )}
      {opened.isAnonymised ? (
        <p>Names were replaced before this page was made; equal names are still equal.</p>
      ) : null}
    </>
  );
};

const DocumentView = ({ facts, note }: { facts: SideFacts; note: string | undefined }) => {
  const { title, name, description, nodes, edges } = facts;
  const kinds = groupBy(nodes, ({ kind }) => kind);
  const shipped = nodes.filter(({ isShipped }) => isShipped).length;
  return (
    <section class="about-document">
      <h2>
        <DocText text={title ?? name} />
      </h2>
      {note === undefined ? null : <p class="dim">{note}</p>}
      {title === undefined ? null : (
        <p class="dim">
          <DocText text={name} most={2_000} />
        </p>
      )}
      {description === undefined ? null : (
        <p>
          <LongText text={description} />
        </p>
      )}
      <p>
        {`${counted(nodes.length, 'node')}, ${counted(edges, 'dependency', 'dependencies')}`}
        {shipped === 0 ? '' : `; ${grouped(shipped)} of the nodes are from packs that come with Faultline`}
      </p>
      <ul class="about-kinds">
        {KINDS.filter((kind) => kinds.has(kind)).map((kind) => (
          <li key={kind}>
            <KindGlyph kind={kind} /> {kind} <span class="dim">{grouped(kinds.get(kind)!.length)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
