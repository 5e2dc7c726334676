/** Random HCL: every kind of expression, templates, heredocs and comments, laid out as the language allows. */
import fc from 'fast-check';

/** Names, some of which begin like a word of the language. */
const name = fc.constantFrom(
  'a',
  'b_c',
  'aws_x',
  'd-e',
  'for_x',
  'iffy',
  'inner',
  'true_',
  'nullable',
  '_u',
  'var',
  'été',
);

const number = fc.constantFrom('0', '7', '42', '1.5', '0.25', '2.5e-3', '65536');

/** What a quoted text may hold, as it is written. */
const quotedPiece = fc.constantFrom(
  'ab',
  ' ',
  '  ',
  '$',
  '%',
  '{',
  '}',
  '#',
  '//',
  '/*',
  "'",
  'é',
  '\\n',
  '\\t',
  '\\"',
  '\\\\',
  '\\u00e9',
  '$${',
  '%%{',
  '~',
  '-',
  'EOT',
  '=',
  ',',
);

/** What a line of a heredoc may hold. */
const linePiece = fc.constantFrom(
  'ab',
  ' ',
  '  ',
  '\t',
  '$',
  '%',
  '{',
  '}',
  '#',
  '//',
  '"',
  '\\n',
  '\\',
  'é',
  '$${',
  '%%{',
  'EO',
  ',',
);

/** What both may hold; directives are given by them as they are written, escapes and all. */
const plainPiece = fc.constantFrom('ab', ' ', '$', '%', '{', '}', '#', '/*', 'é', 'EO');

/** A sign before a brace would begin an insertion. */
const glued = (pieces: readonly string[]): string =>
  pieces.reduce(
    (text, piece) => (/[$%]$/.test(text) && /^[{$%]/.test(piece) ? `${text} ${piece}` : text + piece),
    '',
  );

const separated = (items: readonly string[], between: string, last: boolean): string =>
  items.join(between) + (last && items.length > 0 ? between : '');

/** Space that changes nothing; in brackets it may hold line ends. */
const space = fc.constantFrom(' ', ' ', ' ', '  ', ' /* x "y */ ');
const wide = fc.constantFrom(' ', '\n  ', ' # it is "so"\n', ' // ${\n\n', '\n /* } */ ');

/** Of an index that is a truth, a null or a text with escapes their tree does not tell enough. */
const index = (key: string): string => (/^(?:true|false|null)$|^".*\\/s.test(key) ? '[a]' : `[${key}]`);

/** A splat of names takes no other after it. */
const oneSplat = (steps: readonly string[]): string => {
  const splats = steps.filter((step) => step.includes('*'));
  const isOld = splats.some((step) => step.startsWith('.*'));
  return steps.filter((step) => !isOld || !step.includes('*') || step === splats[0]).join('');
};

interface Parts {
  readonly expression: string;
  readonly operand: string;
  readonly term: string;
  readonly quoted: string;
  readonly heredoc: string;
}

const { expression, heredoc } = fc.letrec<Parts>((tie: fc.LetrecTypedTie<Parts>) => {
  const list = fc
    .tuple(fc.array(tie('expression'), { maxLength: 3 }), wide, fc.boolean())
    .map(([items, gap, last]) => `[${gap}${separated(items, `,${gap}`, last)}${gap}]`);
  const key = fc.oneof(
    { weight: 3, arbitrary: name },
    { weight: 2, arbitrary: tie('quoted') },
    { weight: 1, arbitrary: tie('expression').map((inner) => `(${inner})`) },
    { weight: 1, arbitrary: fc.constantFrom('1', '42') },
  );
  const pair = fc
    .tuple(key, fc.constantFrom(' = ', ': ', '='), tie('expression'))
    .map(([one, sign, value]) => one + sign + value);
  const object = fc
    .tuple(
      fc.uniqueArray(pair, { maxLength: 3 }),
      fc.constantFrom(', ', '\n', ',\n', '\n # (x) = y\n'),
      fc.boolean(),
    )
    .map(
      ([pairs, between, last]) =>
        `{ ${separated(pairs, pairs.some((one) => one.startsWith('(')) ? ', ' : between, last)} }`,
    );
  const call = fc
    .tuple(
      fc.constantFrom('f', 'merge', 'provider::x::y'),
      fc.array(tie('expression'), { maxLength: 3 }),
      fc.constantFrom('', '', '...', ','),
      wide,
    )
    .map(
      ([called, args, end, gap]) =>
        `${called}(${args.join(`,${gap}`)}${args.length > 0 ? end : ''}${end === '...' ? '' : gap})`,
    );
  const names = fc.constantFrom('k', 'k, v');
  const when = fc
    .option(tie('expression'), { nil: undefined })
    .map((test) => (test === undefined ? '' : ` if ${test}`));
  const listFor = fc
    .tuple(names, tie('expression'), tie('expression'), when, wide)
    .map(([own, of, value, test, gap]) => `[${gap}for ${own} in ${of} :${gap}${value}${test}${gap}]`);
  const objectFor = fc
    .tuple(names, tie('expression'), tie('expression'), tie('expression'), fc.constantFrom('', '...'), when)
    .map(
      ([own, of, one, value, grouped, test]) =>
        `{ for ${own} in ${of} : ${one} => ${value}${grouped}${test} }`,
    );
  const brackets = fc.tuple(tie('expression'), wide).map(([inner, gap]) => `(${gap}${inner}${gap})`);
  const steps = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: name.map((own) => `.${own}`) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '[0]',
          '["k"]',
          '["a b"]',
          '.0.x',
          '[*].id',
          '[*]',
          '.*.id',
          '[*].id[0]',
          '.*',
        ),
      },
      { weight: 1, arbitrary: tie('expression').map((key) => index(key)) },
    ),
    { maxLength: 3 },
  );
  // Never a value by itself: what they can work out they give as the text that it makes.
  const insertion = fc.oneof(
    name.map((own) => `\${${own}}`),
    tie('expression').map((inner) => `\${f(${inner})}`),
  );
  const directive = (piece: fc.Arbitrary<string>) =>
    fc.oneof<fc.Arbitrary<string>[]>(
      fc
        .tuple(tie('expression'), piece, fc.option(piece, { nil: undefined }))
        .map(
          ([test, yes, no]) => `%{ if ${test} }${yes} ${no === undefined ? '' : `%{ else }${no} `}%{ endif }`,
        ),
      fc
        .tuple(names, tie('expression'), piece)
        .map(([own, of, body]) => `%{ for ${own} in ${of} }${body} %{ endfor }`),
    );
  const quoted = fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: quotedPiece },
        { weight: 2, arbitrary: insertion },
        { weight: 1, arbitrary: directive(plainPiece) },
      ),
      { maxLength: 4 },
    )
    .map((pieces) => `"${glued(pieces)}"`);
  const line = fc
    .tuple(
      fc.constantFrom('', '', '  ', '    ', '\t'),
      fc.array(
        fc.oneof(
          { weight: 6, arbitrary: linePiece },
          { weight: 2, arbitrary: insertion },
          { weight: 1, arbitrary: directive(plainPiece) },
        ),
        { maxLength: 4 },
      ),
    )
    .map(([indent, pieces]) => glued([indent, ...pieces]));
  return {
    quoted,
    term: fc.oneof(
      { maxDepth: 4, depthSize: 'xsmall', withCrossShrink: true },
      fc.tuple(name, steps).map(([root, after]) => root + oneSplat(after)),
      fc.oneof(number, fc.constantFrom('true', 'false', 'null')),
      tie('quoted'),
      list,
      object,
      call,
      listFor,
      objectFor,
      fc.tuple(fc.oneof(brackets, call), steps).map(([root, after]) => root + oneSplat(after)),
    ),
    operand: fc.oneof(
      { maxDepth: 4, depthSize: 'xsmall', withCrossShrink: true },
      tie('term'),
      fc.tuple(fc.constantFrom('-', '!'), tie('term')).map(([sign, operand]) => sign + operand),
    ),
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'xsmall', withCrossShrink: true },
      { weight: 5, arbitrary: tie('operand') },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            tie('operand'),
            fc.array(
              fc.tuple(
                space,
                fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '&&', '||'),
                space,
                tie('operand'),
              ),
              { minLength: 1, maxLength: 4 },
            ),
          )
          .map(([first, others]) => first + others.map((part) => part.join('')).join('')),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie('expression'), tie('expression'), tie('expression'))
          .map(([test, yes, no]) => `${test} ? ${yes} : ${no}`),
      },
    ),
    heredoc: fc
      .tuple(
        fc.constantFrom('<<', '<<-'),
        fc.constantFrom('EOT', 'X_1', 'A-B'),
        fc.array(line, { maxLength: 4 }),
        fc.constantFrom('', '  '),
      )
      .map(
        ([sign, mark, lines, indent]) =>
          `${sign}${mark}\n${lines.map((one) => `${one}\n`).join('')}${indent}${mark}`,
      ),
  };
});

const attribute = fc.oneof(
  { weight: 5, arbitrary: expression },
  { weight: 1, arbitrary: heredoc },
  { weight: 1, arbitrary: fc.tuple(heredoc, expression).map(([text, other]) => `f(${text}\n, ${other})`) },
);

const label = fc.constantFrom('"x"', '"x y"', 'bare', '"a.b"', '"\\u00e9"', '"$"');

/** Attributes have names of their own in each body, and other names than blocks. */
const body = (depth: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(attribute, { maxLength: 3 }),
      depth === 0 ? fc.constant<string[]>([]) : fc.array(block(depth - 1), { maxLength: 2 }),
      fc.constantFrom('\n', '\n\n', ' # ends "so\n', ' // }\n', ' /* { */\n'),
    )
    .map(([values, blocks, end]) =>
      [...values.map((value, at) => `at_${at} = ${value}\n`), ...blocks]
        .map(
          (item) =>
            `${item.trimEnd()}${/[A-Z]$/.test(item.trimEnd()) || /\d$/.test(item.trimEnd()) ? '\n' : end}`,
        )
        .join(''),
    );

const block = (depth: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('block', 'inner'), body(depth), fc.array(label, { maxLength: 2 }))
    // Blocks of one type have the same number of labels: their JSON tells no others apart.
    .map(([type, inside, labels]) => `${[`${type}_${labels.length}`, ...labels].join(' ')} {\n${inside}}\n`);

/** The text of a whole file. */
export const hclTexts: fc.Arbitrary<string> = body(2);
