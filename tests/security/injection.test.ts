/** Proves that no text of a document becomes more than a text in any format: each payload, in each place, in each of them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDocument } from '../../src/document/read.ts';
import { writeYaml } from '../../src/document/write.ts';
import type { Report } from '../../src/model/report.ts';
import { REPORTERS } from '../../src/report/index.ts';
import type { Surroundings } from '../../src/report/reporter.ts';
import { folderWith } from '../cli/folders.ts';
import { runHere } from '../cli/run.ts';
import { TRICKS, checkReportOf, checkedOf, findingOf } from '../report/checks.ts';
import { HOSTILE, OBEYED, plainAt } from '../report/reports.ts';

/** What each threat looks like; those that tests of single formats know come with them. */
const PAYLOADS: readonly string[] = [
  ...TRICKS,
  HOSTILE,
  '\u009b2J\u009d0;title\u009c\u0090x\u0085',
  '\u001b]8;;http://evil.example\u0007here\u001b]8;;\u0007',
  '\u2066\u202etxt.exe\u2069\u200f\u061c',
  '::error file=x,line=1::pwned',
  '  ::add-mask::x',
  'a\n::stop-commands::x',
  'a\r::set-output name=x::y',
  '##[error]pwned',
  'x ##vso[task.setvariable variable=a]b',
  "##teamcity[message text='x']",
  '"><svg/onload=alert(1)>',
  "' onmouseover='alert(1)",
  '&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;',
  '<a href="javascript:alert(1)">x</a>',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
  ']]></failure><failure message="x"/>',
  '<?xml-stylesheet href="x"?>',
  '![x](http://evil.example/pixel.png)',
  '[x]: http://evil.example',
  '<http://evil.example>',
  '<details open><summary>x',
  '$(touch x) `touch x` $x',
  '*bold* _it_ ~~no~~ ==x==',
  '"]\n  click n0 call alert()\n  n1["',
  '";URL="javascript:alert(1)";x="',
  '%%{init: {"securityLevel": "loose"}}%%',
  'key: value\n- !!js/function "x"\n? &a *a',
  '|=1+1',
  '＝1+1',
  '@SUM(1)',
  '-1+1|x!A0',
  '__proto__',
  'constructor',
];

/** A report that has a text in every place that a text may stand in. */
const reportWith = (text: string): Report => {
  const line = [text, { text, tone: 'strong' }, ' ', { text, tone: 'id' }, { text, tone: 'dim' }] as const;
  const graph = {
    nodes: [
      { id: text, kind: 'app', name: text, owner: text, tier: 1, state: 'outage' },
      { id: `${text}/in`, kind: 'database', state: 'degraded', parent: text, isFault: true },
      { id: 'other', kind: 'service', state: 'operational' },
    ],
    edges: [
      { from: text, to: 'other', why: text, source: text, confidence: text, group: text, impact: 'partial' },
      { from: 'other', to: `${text}/in`, why: text, change: 'added' },
    ],
  } as const;
  const finding = findingOf({
    node: text,
    message: text,
    remedy: text,
    place: { file: text, line: 3 },
    related: [{ message: text, node: text, place: { file: text, line: 4 } }],
    flows: [[{ node: text, state: 'outage', message: text, place: { file: text, line: 1 } }]],
  });
  return checkReportOf(
    checkedOf(
      [
        finding,
        {
          ...finding,
          fingerprint: 'f',
          severity: 'note',
          excused: { by: 'waived', owner: text, reason: text },
        },
      ],
      [{ rule: 'single-zone', subject: text, findings: [], skipped: text }],
    ),
    {
      title: line,
      blocks: () => [
        { type: 'heading', text },
        { type: 'text', lines: [line, [text]] },
        {
          type: 'table',
          columns: [{ title: text }, { title: text, cut: 'end' }],
          rows: [[[text], [{ text, tone: 'id' }]]],
          more: text,
        },
        {
          type: 'tree',
          branches: [
            { depth: 0, line },
            { depth: 1, line: [text] },
          ],
        },
        { type: 'code', language: 'yaml', lines: ['a: 1'] },
        { type: 'graph', title: text, graph },
        { type: 'folded', title: text, blocks: [{ type: 'text', lines: [[text]] }] },
        {
          type: 'timeline',
          end: 60,
          notes: [text],
          sections: [
            {
              title: text,
              tracks: [{ label: [text], stretches: [{ from: 0, state: 'outage' }], notes: [[text]] }],
              more: text,
            },
          ],
        },
      ],
      data: () => ({ text, list: [text, { [text === '__proto__' ? 'x' : text]: text }] }),
      table: () => ({
        columns: ['a', 'b'],
        rows: [
          [text, 1],
          [`x${text}`, null],
        ],
      }),
      graph: () => graph,
      failures: () => [text],
    },
  );
};

const AROUND: Surroundings = {
  ...plainAt(100),
  pathOf: (file) => file,
  document: 'faultline.yaml',
  tool: { version: '1.0.0' },
};

const rendered = async (name: string, text: string): Promise<string> =>
  (await REPORTERS.find((one) => one.name === name)!.load()).render(reportWith(text), AROUND);

/** Tags and names of attributes, in order. */
const elementsOf = (html: string): readonly string[] =>
  html
    .replaceAll(/<(style|script)\b([^>]*)>[\s\S]*?<\/\1>/g, '<$1$2>')
    .match(/<[^>]*>/g)!
    .map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));

interface Xml {
  readonly shape: readonly string[];
  readonly texts: string;
}

/** What a parser of XML makes of it. @throws if it is none. */
const xmlOf = (xml: string): Xml => {
  const shape: string[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    shape.push(`${name} ${Object.keys(attributes).join(' ')}`);
    texts.push(...Object.values(attributes));
  });
  parser.on('text', (text) => void texts.push(text));
  for (const what of ['doctype', 'comment', 'cdata', 'processinginstruction'] as const)
    parser.on(what, () => void shape.push(what));
  parser.write(xml).close();
  return { shape, texts: texts.join('\n') };
};

/** Names of all keys, deep. */
const keysOf = (json: string): string => {
  const keys: string[] = [];
  JSON.parse(json, (key, value: unknown) => {
    keys.push(/^\d+$/.test(key) ? '#' : key);
    return value;
  });
  return keys.join(' ');
};

const JSONS = new Set(['sarif', 'gitlab', 'cytoscape']);

describe.each(REPORTERS.map(({ name }) => name))('in %s', (name) => {
  it('no text is obeyed by a terminal or a build machine', async () => {
    for (const payload of PAYLOADS) {
      const all = await rendered(name, payload);
      const text = name === 'csv' ? all.replaceAll('\r\n', '\n').replaceAll('\t', ' ') : all;
      expect({ payload, obeyed: OBEYED.exec(text)?.[0] }).toEqual({ payload, obeyed: undefined });
      if (name === 'github')
        expect(text.split('\n').filter((line) => !/^$|^::error file=|^::notice file=/.test(line))).toEqual(
          [],
        );
      else expect({ payload, line: /^\s*::.*/m.exec(text)?.[0] }).toEqual({ payload, line: undefined });
      // The commands of GitHub are read by GitHub alone, and after its own sign.
      if (name !== 'github')
        expect({ payload, mark: /##\w*\[/.exec(text)?.[0] }).toEqual({ payload, mark: undefined });
    }
  });

  if (name === 'html')
    it('no text makes an element or an attribute', async () => {
      const plain = elementsOf(await rendered(name, 'a'));
      expect(plain.join('')).not.toMatch(/\son\w+=|href|src=/);
      for (const payload of PAYLOADS) {
        const page = await rendered(name, payload);
        expect(elementsOf(page).join('') === plain.join(''), payload).toBe(true);
        const [, data] = /id="data">([\s\S]*?)<\/script>/.exec(page)!;
        expect(JSON.parse(data!)).toHaveProperty('findings');
      }
    });

  if (name === 'junit' || name === 'graphml')
    it('a parser finds the same elements, whatever is in them', async () => {
      const plain = xmlOf(await rendered(name, 'a'));
      expect(plain.shape.length).toBeGreaterThan(5);
      for (const payload of PAYLOADS) {
        const { shape, texts } = xmlOf(await rendered(name, payload));
        expect({ payload, shape }).toEqual({ payload, shape: plain.shape });
        if (/^[ -~]*$/.test(payload)) expect(texts.includes(payload), payload).toBe(true);
      }
    });

  if (JSONS.has(name))
    it('no text makes a key', async () => {
      const plain = keysOf(await rendered(name, 'a'));
      for (const payload of PAYLOADS)
        expect(keysOf(await rendered(name, payload)) === plain, payload).toBe(true);
    });

  if (name === 'json')
    it('every text comes back as it was', async () => {
      for (const payload of PAYLOADS)
        expect((JSON.parse(await rendered(name, payload)) as { text: string }).text).toBe(payload);
    });

  if (name === 'csv')
    it('no cell is a formula', async () => {
      for (const payload of PAYLOADS) {
        const [, first] = /^a,b\r\n"?([^]*)$/.exec(await rendered(name, payload))!;
        expect({ payload, first: first!.slice(0, 1) }).not.toEqual({
          payload,
          first: expect.stringMatching(/[=+\-@\t\r＝]/) as string,
        });
      }
    });

  if (name.includes('markdown') || name === 'github-summary')
    it('no text is HTML, a link, a picture or a call to somebody', async () => {
      for (const payload of PAYLOADS) {
        const page = (await rendered(name, payload))
          // In fences and code spans nothing is markup.
          .replaceAll(/^ *(`{3,})\w*\n[^]*?^ *\1$/gm, '')
          .replaceAll(/(?<![\\`])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '')
          .replaceAll(/<\/?(?:details|summary)>/g, '');
        expect({ payload, tag: /<[a-z/!?]/i.exec(page)?.[0] }).toEqual({ payload, tag: undefined });
        expect({ payload, link: /(?<!\\)\]\(|(?<!\\)!\[|^(?<!\\)\[[^\]]*\]:/m.exec(page)?.[0] }).toEqual({
          payload,
          link: undefined,
        });
        expect({ payload, call: /(?<![\\&])[@#]\w/.exec(page)?.[0] }).toEqual({ payload, call: undefined });
      }
    });

  if (name === 'dot')
    it('no text ends the quotes around it', async () => {
      const outside = (text: string): string => text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
      const plain = outside(await rendered(name, 'a'));
      for (const payload of PAYLOADS)
        expect(outside(await rendered(name, payload)) === plain, payload).toBe(true);
    });

  if (name === 'mermaid')
    it('no text ends the quotes around it, or is a statement', async () => {
      const outside = (text: string): string => text.replaceAll(/"[^"]*"/g, '""');
      const plain = outside(await rendered(name, 'a'));
      for (const payload of PAYLOADS)
        expect(outside(await rendered(name, payload)) === plain, payload).toBe(true);
    });
});

// —— from a document to what is printed ——————————————————————————————————————————————————————————————————————————————

/** Texts that a document can hold: all but what JSON has no place for. */
const IN_DOCUMENTS = PAYLOADS.filter((text) => text.length < 1_000 && !/\p{Cs}/u.test(text));

const documentWith = (text: string): string =>
  JSON.stringify({
    faultline: 1,
    title: text,
    description: text,
    nodes: {
      shop: {
        kind: 'app',
        name: text,
        owner: text,
        description: text,
        tags: [text.trim() === '' ? 'x' : text],
        tier: 1,
        dependsOn: [
          { node: 'db', why: text, source: text },
          { anyOf: ['a', 'b'], why: text },
        ],
      },
      db: { kind: 'database', name: text, source: text },
      a: { kind: 'service', in: 'db' },
      b: { kind: 'service', in: 'db' },
    },
    scenarios: {
      drop: { title: text, description: text, faults: [{ fail: 'db', from: '0s', until: '1h' }] },
    },
  });

const COMMANDS: readonly (readonly [args: readonly string[], formats: readonly string[]])[] = [
  [
    ['impact', 'db'],
    ['text', 'markdown', 'html', 'csv', 'dot', 'mermaid', 'graphml', 'cytoscape', 'json'],
  ],
  [
    ['why', 'shop', '--fail', 'db'],
    ['text', 'markdown', 'html', 'json'],
  ],
  [
    ['replay', 'drop'],
    ['text', 'markdown', 'html', 'json'],
  ],
  [
    ['recovery', 'drop'],
    ['text', 'markdown', 'json'],
  ],
  [['check'], ['text', 'markdown', 'html', 'sarif', 'junit', 'gitlab', 'github', 'json']],
  [['nodes'], ['text', 'markdown', 'csv', 'json']],
  [
    ['show', 'shop'],
    ['text', 'markdown', 'json'],
  ],
  [
    ['spof', 'shop'],
    ['text', 'markdown', 'json'],
  ],
];

describe('a document full of each of them', () => {
  it('is answered by every question, and obeyed by nobody', { timeout: 120_000 }, async () => {
    for (const payload of IN_DOCUMENTS.filter((_, i) => i % 5 === 0)) {
      const cwd = folderWith({ 'faultline.json': documentWith(payload) });
      for (const [args, formats] of COMMANDS) {
        const to = formats.flatMap((format) => ['--format', `${format}=out.${format}`]);
        const { code, stdout, stderr } = await runHere([...args, ...to], { cwd });
        expect([0, 1], `${JSON.stringify(payload)} ${args.join(' ')} ${stderr}`).toContain(code);
        for (const [format, text] of [
          ['stdout', stdout],
          ['stderr', stderr],
          ...formats.map((one) => [one, readFileSync(path.join(cwd, `out.${one}`), 'utf8')] as const),
        ] as const) {
          const where = { payload, args, format };
          const shown = text.replaceAll('\r\n', '\n').replaceAll(format === 'csv' ? '\t' : '\r\n', '');
          expect({ ...where, found: OBEYED.exec(shown)?.[0] }).toEqual({ ...where, found: undefined });
          if (format !== 'github') {
            expect({ ...where, found: /^\s*::.*/m.exec(text)?.[0] }).toEqual({ ...where, found: undefined });
            expect({ ...where, found: /##\w*\[/.exec(text)?.[0] }).toEqual({ ...where, found: undefined });
          }
          if (format === 'graphml' || format === 'junit') xmlOf(text);
        }
      }
    }
  });

  it('is the same when it is written as YAML and read again', { timeout: 60_000 }, async () => {
    for (const payload of IN_DOCUMENTS) {
      const { document, problems } = await readDocument({
        file: 'faultline.json',
        text: documentWith(payload),
      });
      expect(problems).toEqual([]);
      const text = writeYaml(document!);
      expect({ payload, found: OBEYED.exec(text)?.[0] }).toEqual({ payload, found: undefined });
      const { nodes, title } = parse(text) as { title: string; nodes: Record<string, object> };
      expect(title).toBe(payload);
      expect(nodes['shop']).toMatchObject({ name: payload, owner: payload, description: payload });
      // By our own reader, too, which knows another YAML than that of the library.
      const again = await readDocument({ file: 'again.yaml', text });
      expect({ payload, problems: again.problems }).toEqual({ payload, problems: [] });
      expect(again.document!.nodes.get('shop')!.dependsOn[0]).toMatchObject({ why: payload });
    }
  });
});
