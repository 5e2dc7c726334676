import { describe, expect, it } from 'vitest';
import type { NodeFacts, SideFacts } from '../../../viewer/model/messages.ts';
import { alternativesFor } from '../../../viewer/panels/node/alternatives.ts';
import { ownersIn, worstFirst } from '../../../viewer/panels/node/inside.ts';
import { isAddress } from '../../../viewer/panels/node/source.tsx';

const sideOf = (...nodes: readonly (Partial<NodeFacts> & { readonly id: string })[]): SideFacts => ({
  name: '',
  nodes: nodes.map((node) => ({ kind: 'service', tags: [], isShipped: false, ...node })),
  edges: 0,
  scenarios: [],
  findings: [],
});

describe('alternatives', () => {
  const facts = sideOf(
    { id: 'app', kind: 'app' },
    { id: 'db/east', kind: 'database' },
    { id: 'db/west', kind: 'database' },
    { id: 'east/cache', kind: 'cache' },
    { id: 'zoo', kind: 'database' },
  );
  it('are of the same kind, the most alike first', () => {
    expect(alternativesFor(facts, 'app', 'db/east', '')).toEqual(['db/west', 'zoo']);
  });

  it('have what was typed, those of the kind before others', () => {
    expect(alternativesFor(facts, 'app', 'db/west', 'EAST')).toEqual(['db/east', 'east/cache']);
  });

  it('are never one of the two ends', () => {
    expect(alternativesFor(facts, 'db/west', 'db/east', 'db')).toEqual([]);
  });
});

describe('what is inside', () => {
  it('has owners by how much they have, then by name', () => {
    const facts = sideOf(
      { id: 'a', owner: 'b' },
      { id: 'b', owner: '__proto__' },
      { id: 'c', owner: 'z' },
      { id: 'd', owner: 'z' },
      { id: 'e' },
    );
    expect(ownersIn(facts, [0, 1, 2, 3, 4])).toEqual([
      { owner: 'z', count: 2 },
      { owner: '__proto__', count: 1 },
      { owner: 'b', count: 1 },
    ]);
  });

  it('has the worst first', () => {
    expect(worstFirst([0, 1, 2, 3], Uint8Array.of(0, 3, 1, 3))).toEqual([1, 3, 2, 0]);
  });
});

describe('a source', () => {
  it.each(['https://aws.amazon.com/message/41926/', 'HTTP://example.com/a?b=c#d'])(
    '%s can be opened',
    (text) => expect(isAddress(text)).toBe(true),
  );

  it.each([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    ' https://example.com',
    'https://example.com/ and more',
    'https://exa"mple.com',
    'data:text/html,<b>',
    '//example.com',
    'deploy/cdn.tf:12',
    `https://example.com/${'x'.repeat(5000)}`,
  ])('%j is text', (text) => expect(isAddress(text)).toBe(false));
});
