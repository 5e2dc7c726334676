// Damage to texts and bytes, whatever they are written in.
import { FRAGMENTS, hostileNumber, hostileWord } from './leaves.mjs';

/** Bytes: some strokes repeat what is there, and a text that several of them met would have no end. */
const LONG_ENOUGH = 8_000_000;

/** One to five strokes against the bytes of a file; `other` is a file whose parts may get in. */
export const damagedBytes = (draw, bytes, other) => {
  let now = bytes;
  const strokes = 1 + draw.below(draw.oneIn(5) ? 10 : 3);
  for (let i = 0; i < strokes && now.length < LONG_ENOUGH; i++) now = stroke(draw, now, other);
  return now;
};

const stroke = (draw, bytes, other) => {
  const kind = draw.below(20);
  if (kind === 0) return flipped(draw, bytes);
  if (kind === 1) return bytes.subarray(0, draw.below(bytes.length + 1));
  if (kind === 2) return draw.oneIn(4) ? reencoded(draw, bytes) : bytes;
  const text = bytes.toString('utf8');
  return Buffer.from(textStroke(draw, kind, text, other), 'utf8');
};

const flipped = (draw, bytes) => {
  const now = Buffer.from(bytes);
  for (let i = draw.below(8); i >= 0 && now.length > 0; i--)
    now[draw.below(now.length)] ^= 1 << draw.below(8);
  return now;
};

const reencoded = (draw, bytes) => {
  const text = bytes.toString('utf8');
  const kind = draw.below(8);
  if (kind === 0) return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (kind === 1) return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  if (kind === 2) return Buffer.from(text, 'utf16le');
  if (kind === 3) return Buffer.from(text, 'latin1');
  if (kind === 4) return Buffer.from(`\ufeff${text}`, 'utf8');
  if (kind === 5)
    return Buffer.from(text.replaceAll('\n', draw.pick(['\r', '\r\n', '\u2028', '\u0085'])), 'utf8');
  const at = draw.below(bytes.length + 1);
  const broken = kind === 6 ? [0xc0, 0x80, 0xff, 0xed, 0xa0, 0x80] : [0];
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(broken), bytes.subarray(at)]);
};

const textStroke = (draw, kind, text, other) => {
  if (kind <= 7) return lineStroke(draw, kind, text, other);
  if (kind <= 10) return tokenStroke(draw, kind, text, other);
  const at = draw.below(text.length + 1);
  if (kind === 11) return text.slice(0, at) + other.toString('utf8').slice(draw.below(other.length));
  if (kind <= 14) return text.slice(0, at) + draw.pick(FRAGMENTS) + text.slice(at);
  const end = Math.min(text.length, at + draw.below(draw.oneIn(3) ? 400 : 30));
  if (kind === 15) return text.slice(0, at) + text.slice(end);
  if (kind === 16)
    return (
      text.slice(0, end) +
      text.slice(at, end).repeat(draw.oneIn(40) ? 1 + draw.below(3_000) : 2) +
      text.slice(end)
    );
  if (kind === 17) return text.slice(0, at) + hostileWord(draw) + text.slice(end);
  if (kind === 18 && draw.oneIn(10))
    return text.slice(0, at) + draw.pick(FRAGMENTS).repeat(draw.pick([50, 1_000, 10_000])) + text.slice(at);
  return text.slice(0, at) + ' '.repeat(draw.below(4)) + text.slice(at);
};

const lineStroke = (draw, kind, text, other) => {
  const lines = text.split('\n');
  const at = draw.below(lines.length);
  const count = 1 + draw.below(draw.oneIn(4) ? 10 : 2);
  if (kind === 3) lines.splice(at, count);
  else if (kind === 4) lines.splice(draw.below(lines.length), 0, ...lines.slice(at, at + count));
  else if (kind === 5) {
    const to = draw.below(lines.length);
    [lines[at], lines[to]] = [lines[to], lines[at]];
  } else if (kind === 6) {
    for (let i = at; i < at + count && i < lines.length; i++)
      lines[i] = draw.pick([
        ` ${lines[i]}`,
        lines[i].replace(/^ {1,2}/, ''),
        `\t${lines[i]}`,
        lines[i].trimStart(),
      ]);
  } else {
    const others = other.toString('utf8').split('\n');
    const from = draw.below(others.length);
    lines.splice(at, draw.below(2), ...others.slice(from, from + count));
  }
  return lines.join('\n');
};

const TOKEN = /[A-Za-z_][\w-]*|\d+(?:\.\d+)?|"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s\w]/g;

const tokenStroke = (draw, kind, text, other) => {
  const tokens = [...text.matchAll(TOKEN)];
  if (tokens.length === 0) return text;
  const one = draw.pick(tokens);
  const put = (what) => text.slice(0, one.index) + what + text.slice(one.index + one[0].length);
  if (kind === 8) return put(draw.pick(tokens)[0]);
  if (kind === 9) return put(draw.pick([...other.toString('utf8').matchAll(TOKEN), one])[0]);
  return put(
    /^\d/.test(one[0])
      ? String(hostileNumber(draw))
      : /^["']/.test(one[0])
        ? JSON.stringify(hostileWord(draw))
        : '',
  );
};
