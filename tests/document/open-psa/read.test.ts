/** Proves what the reader of Open-PSA makes of each construct, what it refuses, and where it says the mistake is. */
import { describe, expect, it } from 'vitest';
import { readOpenPsa } from '../../../src/document/open-psa/read.ts';
import type { OpenPsaModel } from '../../../src/document/open-psa/model.ts';
import { UserError } from '../../../src/model/user-error.ts';
import { evaluated } from '../../engine/monte-carlo/evaluated.ts';
import { full, short } from '../told.ts';

const read = (...texts: readonly string[]): OpenPsaModel =>
  readOpenPsa(texts.map((text, i) => ({ file: `${'abc'[i]}.xml`, text })));

/** A model with the events a, b and c, of probability 0.1, and a top of this formula. */
const withTop = (formula: string, more = ''): string =>
  `<opsa-mef>
<define-fault-tree name="T">
<define-gate name="top">${formula}</define-gate>
${more}
</define-fault-tree>
<model-data>
${['a', 'b', 'c'].map((name) => `<define-basic-event name="${name}"><float value="0.1"/></define-basic-event>`).join('\n')}
</model-data>
</opsa-mef>`;

const problemOf = (...texts: readonly string[]): string => {
  try {
    read(...texts);
  } catch (error) {
    if (error instanceof UserError) return error.problems.map(short).join('\n');
    throw error;
  }
  return 'no problem';
};

/** The combinations of a, b and c in which the top holds, as bits: 001 is a alone. */
const holdsIn = (text: string): readonly string[] => {
  const { events, gates, tops } = read(text);
  const tree = { eventCount: events.length, gates, top: 2 * tops.at(-1)!.vertex };
  const names = events.map(({ name }) => name);
  return Array.from({ length: 8 }, (_, bits) => bits)
    .filter((bits) =>
      evaluated(
        tree,
        names.map((name) => ((bits >> ['a', 'b', 'c'].indexOf(name)) & 1) === 1),
      ),
    )
    .map((bits) => bits.toString(2).padStart(3, '0'));
};

const [A, B, C] = ['a', 'b', 'c'].map((name) => `<basic-event name="${name}"/>`) as [string, string, string];
const ALL = ['000', '001', '010', '011', '100', '101', '110', '111'];
const without = (...some: readonly string[]): readonly string[] => ALL.filter((each) => !some.includes(each));

describe('a formula', () => {
  it.each<[string, readonly string[]]>([
    [`<and>${A}${B}${C}</and>`, ['111']],
    [`<or>${A}${B}${C}</or>`, without('000')],
    [`<nand>${A}${B}${C}</nand>`, without('111')],
    [`<nor>${A}${B}${C}</nor>`, ['000']],
    [`<not>${A}</not>`, ['000', '010', '100', '110']],
    [`<xor>${A}${B}</xor>`, ['001', '010', '101', '110']],
    [`<xor>${A}${B}${C}</xor>`, ['001', '010', '100', '111']],
    [`<iff>${A}${B}</iff>`, ['000', '011', '100', '111']],
    [`<imply>${A}${B}</imply>`, ['000', '010', '011', '100', '110', '111']],
    [`<atleast min="2">${A}${B}${C}</atleast>`, ['011', '101', '110', '111']],
    [`<atleast min="2">${A}${A}${B}</atleast>`, ['001', '011', '101', '111']],
    [`<atleast min="2">${A}${B}</atleast>`, ['011', '111']],
    [`<atleast min="1">${A}</atleast>`, ['001', '011', '101', '111']],
    [`<and>${A}${A}</and>`, ['001', '011', '101', '111']],
    [A, ['001', '011', '101', '111']],
    [`<constant value="true"/>`, ALL],
    [`<or>${A}<constant value="false"/></or>`, ['001', '011', '101', '111']],
    [`<and><not><or>${A}<nand>${B}${C}</nand></or></not>${C}</and>`, ['110']],
    [`<or><event name="a"/><event name="b" type="basic-event"/></or>`, without('000', '100')],
  ])('%s', (formula, combinations) => {
    expect(holdsIn(withTop(formula))).toEqual(combinations);
  });

  it('refers to other gates, also to those of other trees', () => {
    const other = `<define-fault-tree name="U"><define-gate name="u"><not><gate name="top"/></not></define-gate></define-fault-tree>`;
    const text = withTop(
      `<or>${A}<gate name="g"/></or>`,
      `<define-gate name="g"><and>${B}${C}</and></define-gate>`,
    );
    expect(holdsIn(text)).toEqual(without('000', '010', '100'));
    expect(holdsIn(text.replace('<model-data>', `${other}<model-data>`))).toEqual(['000', '010', '100']);
  });

  it('refers to house events, which hold always or never', () => {
    const house = `<define-house-event name="h"><constant value="true"/></define-house-event><define-house-event name="off"/>`;
    expect(holdsIn(withTop(`<and>${A}<house-event name="h"/></and>`, house))).toEqual([
      '001',
      '011',
      '101',
      '111',
    ]);
    expect(holdsIn(withTop(`<or>${A}<event name="off"/></or>`, house))).toEqual(['001', '011', '101', '111']);
  });
});

describe('the tops', () => {
  it('are the gates that no other gate of their tree uses, with their labels', () => {
    const { tops } = read(
      withTop(
        `<label> Everything\nis lost </label><not><and><gate name="g"/>${A}</and></not>`,
        `<define-gate name="g">${B}</define-gate><define-gate name="second">${C}</define-gate>`,
      ),
    );
    expect(tops.map(({ tree, name, label }) => [tree, name, label])).toEqual([
      ['T', 'top', 'Everything\nis lost'],
      ['T', 'second', undefined],
    ]);
  });
});

describe('names', () => {
  const component = `<define-component name="C" role="private">
<define-gate name="g"><basic-event name="x"/></define-gate>
<define-basic-event name="x"><float value="0.5"/></define-basic-event>
</define-component>`;

  it('that are private are known inside, and outside by the way to them', () => {
    const model = read(withTop('<gate name="T.C.g"/>', component));
    expect(model.events.map(({ name }) => name)).toContain('T.C.x');
    expect(problemOf(withTop('<gate name="g"/>', component))).toMatch(/there is no gate or event "g"/);
  });

  it('that are private may be used again elsewhere', () => {
    const outside = '<define-basic-event name="x"><float value="0.25"/></define-basic-event>';
    const model = read(withTop(`<or><gate name="T.C.g"/><basic-event name="x"/></or>`, component + outside));
    expect(model.events.map(({ name, probability }) => [name, probability])).toEqual(
      expect.arrayContaining([
        ['T.C.x', 0.5],
        ['x', 0.25],
      ]),
    );
  });

  it('may be defined in another file', () => {
    const gates =
      '<opsa-mef><define-fault-tree name="T"><define-gate name="top"><basic-event name="e"/></define-gate></define-fault-tree></opsa-mef>';
    const data =
      '<opsa-mef><model-data><define-basic-event name="e"><float value="1e-3"/></define-basic-event></model-data></opsa-mef>';
    expect(read(gates, data).events).toEqual([{ name: 'e', probability: 0.001 }]);
    expect(problemOf(gates)).toMatch(/there is no gate or event "e"/);
  });
});

describe('a probability', () => {
  const probabilityOf = (expression: string, parameters = ''): number | undefined =>
    read(
      `<opsa-mef><model-data><define-basic-event name="e"><label>E</label>${expression}</define-basic-event>${parameters}</model-data></opsa-mef>`,
    ).events[0]!.probability;

  it.each<[string, number]>([
    ['<float value="1.5e-3"/>', 0.0015],
    ['<int value="1"/>', 1],
    ['<bool value="true"/>', 1],
    ['<exponential><float value="1e-3"/><float value="1000"/></exponential>', 1 - Math.exp(-1)],
    ['<exponential><float value="1e-6"/><system-mission-time/></exponential>', 1 - Math.exp(-0.00876)],
    ['<GLM><float value="0"/><float value="1"/><float value="3"/><float value="1000"/></GLM>', 0.25],
    [
      '<Weibull><float value="10"/><float value="2"/><float value="5"/><float value="15"/></Weibull>',
      1 - Math.exp(-1),
    ],
    ['<add><float value="0.1"/><float value="0.2"/></add>', 0.1 + 0.2],
    ['<sub><float value="0.5"/><float value="0.1"/><float value="0.1"/></sub>', 0.3],
    ['<mul><float value="0.5"/><float value="0.5"/></mul>', 0.25],
    ['<div><float value="1"/><int value="4"/></div>', 0.25],
    ['<max><float value="0.1"/><float value="0.2"/></max>', 0.2],
    [
      '<lognormal-deviate><float value="0.01"/><float value="3"/><float value="0.95"/></lognormal-deviate>',
      0.01,
    ],
    ['<uniform-deviate><float value="0.1"/><float value="0.3"/></uniform-deviate>', 0.2],
  ])('%s', (expression, value) => {
    expect(probabilityOf(expression)).toBeCloseTo(value, 12);
  });

  it('may hang on parameters, in any order and however long the chain', () => {
    const count = 20_000;
    const parameters = Array.from(
      { length: count },
      (_, i) =>
        `<define-parameter name="p${i}">${i === count - 1 ? '<float value="0.25"/>' : `<parameter name="p${i + 1}"/>`}</define-parameter>`,
    ).join('');
    expect(probabilityOf('<parameter name="p0"/>', parameters)).toBe(0.25);
  });

  it('may be left out', () => {
    expect(probabilityOf('')).toBeUndefined();
  });

  it('of the members of a common-cause group is what the group says of each', () => {
    const model = read(`<opsa-mef>
<define-fault-tree name="T"><define-gate name="top"><and><event name="p"/><event name="q"/></and></define-gate></define-fault-tree>
<define-CCF-group name="G" model="beta-factor"><members><basic-event name="p"/><basic-event name="q"/></members>
<distribution><float value="0.1"/></distribution><factor level="2"><float value="0.2"/></factor></define-CCF-group>
</opsa-mef>`);
    expect(model.events).toEqual([
      { name: 'p', probability: 0.1 },
      { name: 'q', probability: 0.1 },
    ]);
    expect(model.leftOut).toEqual([
      'the members of 1 group of common-cause failures fail independently of each other',
    ]);
  });
});

describe('a mistake', () => {
  const event = (expression: string): string =>
    `<opsa-mef><model-data><define-basic-event name="e">${expression}</define-basic-event></model-data></opsa-mef>`;
  const parameter = (name: string, value: string): string =>
    `<define-parameter name="${name}"><parameter name="${value}"/></define-parameter>`;

  it.each<[string, string, string]>([
    [
      'an undefined event',
      withTop('<and><event name="a"/><event name="bb"/></and>'),
      '3:60 there is no gate or event "bb"\n  hint: did you mean "b"?',
    ],
    [
      'a wrong type',
      withTop('<gate name="a"/>'),
      '3:25 "a" is a basic-event, not a gate\n  hint: write <basic-event name="a"/>',
    ],
    [
      'two of a name',
      withTop(A, `<define-gate name="a">${B}</define-gate>`),
      '7:1 "a" is defined twice\n  hint: give one of the two another name',
    ],
    ['no name', withTop('<gate/>'), '3:25 <gate> needs a name'],
    [
      'an unknown formula',
      withTop(`<atlest min="1">${A}</atlest>`),
      '3:25 <atlest> is no formula\n  hint: did you mean <atleast>?',
    ],
    ['a formula like no other', withTop(`<zzzzzzzzz>${A}</zzzzzzzzz>`), '3:25 <zzzzzzzzz> is no formula'],
    [
      'cardinality',
      withTop(`<cardinality min="1" max="2">${A}</cardinality>`),
      '3:25 <cardinality> is not supported\n  hint: write it with <atleast>: at least min, and not at least max + 1',
    ],
    [
      'too few',
      withTop(`<atleast min="3">${A}${B}</atleast>`),
      '3:39 <atleast> takes a number from 1 to that of its inputs, here 2\n  hint: write <atleast min="…">',
    ],
    ['no inputs', withTop('<and/>'), '3:25 <and> takes at least 1 input, not 0'],
    ['two formulas', withTop(A + B), '3:48 <define-gate name="top"> says two things'],
    ['no formula', withTop(''), '3:1 <define-gate name="top"> has no formula'],
    [
      'a substitution',
      '<opsa-mef><define-substitution name="s"/></opsa-mef>',
      '1:11 <define-substitution> is not supported',
    ],
    [
      'an unknown element',
      '<opsa-mef><define-fault-trees name="s"/></opsa-mef>',
      '1:11 <define-fault-trees name="s"> is not known here\n  hint: did you mean <define-fault-tree>?',
    ],
    [
      'another root',
      '<scram/>',
      '1:1 this is no Open-PSA model: it begins with <scram>\n  hint: it begins with <opsa-mef>',
    ],
    [
      'a negative probability',
      event('<float value="-0.1"/>'),
      '1:52 the probability of "e" is -0.1, which is not between 0 and 1',
    ],
    ['a number that is none', event('<float value="one"/>'), '1:66 "one" is no float'],
    [
      'an unknown expression',
      event('<periodic-test/>'),
      '1:52 the expression <periodic-test> is not supported\n  hint: write its value as <float value="…"/>',
    ],
    [
      'a missing value',
      event('<exponential><float value="1"/></exponential>'),
      '1:52 <exponential> takes 2 values, not 1',
    ],
    [
      'division by nothing',
      event('<div><float value="1"/><float value="0"/></div>'),
      '1:52 <div> of these values is no number',
    ],
    [
      'circular parameters',
      `<opsa-mef><model-data>${parameter('p', 'q')}${parameter('q', 'p')}</model-data></opsa-mef>`,
      '1:117 the parameter "p" is defined by itself',
    ],
    [
      'an unknown role',
      withTop(A, '<define-gate name="g" role="secret"/>'),
      '4:29 a role is private or public, not "secret"',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('of gates in a circle names the circle', () => {
    const more = `<define-gate name="g"><or>${A}<gate name="h"/></or></define-gate><define-gate name="h"><and><not><gate name="g"/></not>${B}</and></define-gate>`;
    expect(problemOf(withTop('<gate name="g"/>', more))).toBe(
      '4:1 gates in a circle: g → h → g\n  hint: the format has no circles; of a model that has some, faultline availability --open-psa writes a tree without',
    );
  });

  it('is shown in its line', () => {
    try {
      read(
        '<opsa-mef>\n  <define-fault-tree name="T">\n    <define-gate name="top"><gate name="to"/></define-gate>\n  </define-fault-tree>\n</opsa-mef>',
      );
      expect.unreachable();
    } catch (error) {
      expect((error as UserError).problems.map(full)).toEqual([
        [
          '3:41 there is no gate or event "to"',
          '  hint: did you mean "top"?',
          '  2 |   <define-fault-tree name="T">',
          '> 3 |     <define-gate name="top"><gate name="to"/></define-gate>',
          '    |                                         ^',
          '  4 |   </define-fault-tree>',
        ].join('\n'),
      ]);
    }
  });
});

describe('hostile text', () => {
  it.each<[string, string, RegExp]>([
    ['nothing', '', /not well-formed XML/],
    ['no XML', 'faultline: 1', /not well-formed XML/],
    ['an end that is missing', '<opsa-mef>', /unclosed tag/],
    ['a wrong end', '<opsa-mef></opsa>', /unexpected close tag/],
    ['two roots', '<opsa-mef/><opsa-mef/>', /one root/],
    ['control characters', '<opsa-mef>\u0000</opsa-mef>', /disallowed character/],
    [
      'entities of its own',
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><opsa-mef>&b;</opsa-mef>',
      /^1:1 the file defines entities/,
    ],
    [
      'files from elsewhere',
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><opsa-mef>&a;</opsa-mef>',
      /defines entities/,
    ],
    ['an unknown entity', '<opsa-mef>&secret;</opsa-mef>', /undefined entity/],
    ['great depth', `<opsa-mef>${'<and>'.repeat(100_000)}`, /more than 256 deep/],
    ['a name that objects have', withTop('<constructor/>'), /<constructor> is no formula/],
    [
      'an expression that objects have',
      '<opsa-mef><model-data><define-basic-event name="__proto__"><toString/></define-basic-event></model-data></opsa-mef>',
      /<toString> is not supported/,
    ],
  ])('%s', (_, text, problem) => {
    expect(problemOf(text)).toMatch(problem);
  });

  it('is taken by its size: a chain of gates may be long', () => {
    const count = 50_000;
    const gates = Array.from(
      { length: count },
      (_, i) => `<define-gate name="g${i}">${i === count - 1 ? A : `<gate name="g${i + 1}"/>`}</define-gate>`,
    ).join('\n');
    const { tops } = read(withTop('<gate name="g0"/>', gates));
    expect(tops.map(({ name }) => name)).toEqual(['top']);
  });

  it('may name a grammar, which is not fetched', () => {
    expect(
      holdsIn(
        `<?xml version="1.0"?>\n<!DOCTYPE opsa-mef SYSTEM "https://example.org/mef.dtd">\n${withTop(A)}`,
      ),
    ).toHaveLength(4);
  });
});
