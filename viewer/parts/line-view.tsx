/** A line of a report: ids that the page knows are links, states are badges, all else is text. */
import '../style/parts.css';
import type { Line, Span } from '../../src/model/report.ts';
import { NodeLink } from './node-link.tsx';
import { nodeOf } from './positions.ts';
import { StateBadge } from './state-badge.tsx';
import { useView } from './view.ts';
import { piecesOf } from './requirement-words.ts';
import { shownText } from './words.ts';

/** Characters of one text in a line: a `why` may be long, but not a book. */
const MOST = 2_000;
/** Ids of a requirement that are named in a line that should stay one. */
const FEW_IDS = 3;

/** `most`: characters of a text of a document, where a line should stay one. */
export const LineView = ({ line, most = MOST }: { line: Line; most?: number }) => (
  <span class="part-line">
    {line.map((span, i) => (
      <SpanView key={i} span={span} most={most} />
    ))}
  </span>
);

const SpanView = ({ span, most }: { span: Span; most: number }) => {
  if (typeof span === 'string') return <PlainText text={span} />;
  if ('state' in span) return <StateBadge state={span.state} />;
  if (span.tone === 'id') return <Ids text={span.text} most={most < MOST ? FEW_IDS : Infinity} />;
  if (span.tone === 'strong')
    return (
      <strong>
        <bdi>{shownText(span.text, most)}</bdi>
      </strong>
    );
  return (
    <span class="dim">
      <bdi>{shownText(span.text, most)}</bdi>
    </span>
  );
};

/** Words of the program mostly, and sometimes of a document; where it is only a joint (`, `), nothing is wrapped around. */
const PlainText = ({ text }: { text: string }) => {
  const shown = shownText(text, MOST);
  return /^[\x20-\x7e→←·…]*$/.test(shown) ? <>{shown}</> : <bdi>{shown}</bdi>;
};

/** An id, or a requirement in words (`any of a, b`): each id in it is a link. */
const Ids = ({ text, most }: { text: string; most: number }) => {
  const { answers } = useView();
  if (nodeOf(answers.facts, text) !== undefined) return <NodeLink id={text} />;
  const pieces = piecesOf(text);
  const ids = pieces.flatMap((piece, i) => (nodeOf(answers.facts, piece) === undefined ? [] : [i]));
  const end = ids.length > most ? ids[most - 1]! + 1 : pieces.length;
  return (
    <>
      {pieces.slice(0, end).map((piece, i) =>
        nodeOf(answers.facts, piece) === undefined ? (
          <bdi key={i} class="part-id">
            {shownText(piece)}
          </bdi>
        ) : (
          <NodeLink key={i} id={piece} />
        ),
      )}
      {ids.length > most ? ` and ${ids.length - most} more` : null}
    </>
  );
};
