/**
 * The page that the build made, and what is put into it: the data, and a policy that allows just the scripts and styles
 * that stand in it.
 *
 * Names come from documents that nobody vouches for. In the page they stand in an element that is no script, in which
 * nothing can end it; and if something of them were ever taken for markup after all, the policy would not let it run.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../model/user-error.ts';

/** Where the build leaves it, from the sources as from what is built of them. */
const PAGE = new URL('../../../dist/viewer/index.html', import.meta.url);

/** The page without data. @throws UserError if it was not built. */
export const builtPage = async (): Promise<string> => {
  try {
    return await readFile(PAGE, 'utf8');
  } catch {
    throw new UserError({
      message: `the page of the viewer is not there (${fileURLToPath(PAGE)})`,
      hint: '"npm run build" makes it',
    });
  }
};

/** A page with its data in it; it asks nobody for anything. */
export const selfContained = (page: string, data: string): string => {
  const parts = partsOf(page);
  const policy = policyOf(parts, { connect: "'none'" });
  return [
    parts.beforeHead,
    `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    parts.beforeData,
    `<script type="application/json" id="data">${escaped(data)}</script>`,
    parts.afterData,
  ].join('');
};

/** A page that fetches its data, and the policy that is sent with it. */
export const livePage = (page: string): { readonly html: string; readonly policy: string } => {
  const parts = partsOf(page);
  const { beforeHead, beforeData, afterData } = parts;
  const data = '<script type="application/json" id="data" data-live="true"></script>';
  return {
    html: `${beforeHead}${beforeData}${data}${afterData}`,
    // What a meta element cannot say: who may show the page within another one.
    policy: `${policyOf(parts, { connect: "'self'" })}; frame-ancestors 'none'`,
  };
};

/** JSON that no parser of HTML or of scripts can end too early. */
const escaped = (json: string): string =>
  json
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);

/** A page around the two places where something is put in, and what of it is run. */
interface Parts {
  /** Up to and with the start of the head. */
  readonly beforeHead: string;
  readonly beforeData: string;
  readonly afterData: string;
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

const PLACEHOLDER = '<!--data-->';

/**
 * Tags of scripts and styles with all that is in them, which is no markup whatever it looks like; comments; the start of
 * the head. Whatever comes first is found first, so that nothing is found inside of another.
 */
const PIECE = /<(script|style)\b([^>]*)>([\s\S]*?)<\/\1\s*>|<!--[\s\S]*?-->|<head\b[^>]*>/gi;

const partsOf = (built: string): Parts => {
  // A browser reads one kind of line ends, and takes the digests of what it has read.
  const page = built.replaceAll(/\r\n?/g, '\n');
  const scripts: string[] = [];
  const styles: string[] = [];
  let head: number | undefined;
  let data: number | undefined;
  for (const match of page.matchAll(PIECE)) {
    const [piece, element, attributes = '', inside = ''] = match;
    if (element?.toLowerCase() === 'style') styles.push(inside);
    else if (element !== undefined && !/\btype\s*=\s*"application\/json"/.test(attributes))
      scripts.push(inside);
    else if (piece === PLACEHOLDER) data ??= match.index;
    else if (/^<head\b/i.test(piece)) head ??= match.index + piece.length;
  }
  if (head === undefined || data === undefined || data < head)
    throw new Error('the page of the viewer has no head, or no place for data');
  return {
    beforeHead: page.slice(0, head),
    beforeData: page.slice(head, data),
    afterData: page.slice(data + PLACEHOLDER.length),
    scripts,
    styles,
  };
};

/** What the page may do: run what stands in it, draw, work in a worker of its own, and ask `connect`. */
const policyOf = ({ scripts, styles }: Parts, { connect }: { readonly connect: string }): string =>
  [
    "default-src 'none'",
    `script-src ${digestsOf(scripts)}`,
    `style-src ${digestsOf(styles)}`,
    'img-src data: blob:',
    'worker-src blob:',
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const digestsOf = (texts: readonly string[]): string =>
  texts.length === 0
    ? "'none'"
    : [
        ...new Set(texts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)),
      ].join(' ');
