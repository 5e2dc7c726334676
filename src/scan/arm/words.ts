/** Expressions in words: how a part that is not known is written in a text, the same from JSON and from Bicep. */
import type { Expr } from './syntax.ts';

/** Characters of an expression's words: beyond that, two that begin alike are taken to be alike. */
const MOST = 120;

const MOST_DEEP = 12;

/** An expression in short words. A parameter is its name, however the language asks for it. */
export const wordsOf = (expr: Expr): string => cut(inWords(expr, 0).replaceAll(/[{}]/g, ''));

const cut = (words: string): string => (words.length > MOST ? `${words.slice(0, MOST)}…` : words);

const inWords = (expr: Expr, depth: number): string => {
  if (depth > MOST_DEEP) return '…';
  const deeper = (inner: Expr): string => inWords(inner, depth + 1);
  switch (expr.kind) {
    case 'literal':
      return String(expr.value);
    case 'name':
      return expr.name;
    case 'call': {
      const [first] = expr.args;
      const isAsked = /^(?:parameters|variables)$/i.test(expr.name) && first?.kind === 'literal';
      return isAsked ? String(first.value) : `${expr.name}(${expr.args.map(deeper).join(',')})`;
    }
    case 'member':
      return `${deeper(expr.of)}.${deeper(expr.key)}`;
    case 'text':
      return expr.parts.map(deeper).join('');
    case 'list':
      return `[${expr.items.slice(0, 8).map(deeper).join(',')}]`;
    case 'map':
    case 'each':
    case 'opaque':
      return '…';
  }
};
