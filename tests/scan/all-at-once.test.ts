/** Proves that one run tells all mistakes: one in a node does not hide the others in the same node. */
import { expect, it } from 'vitest';
import { UserError } from '../../src/model/user-error.ts';
import { loadEstate } from '../../src/scan/document.ts';

const MISTAKEN = `faultline: 1
nodes:
  shop:
    kind: app
    in: { node: nowhere, impact: none, when: now }
    dependsOn:
      - { node: databse, impact: parital }
      - { anyOf: [chekout, { allOf: [database, 7] }], failover: { time: soon, requires: [dns] } }
      - 12
  database: { kind: database }
  checkout: { kind: service, dependsOn: [databse] }
scenarios:
  drop: { faults: [{ fail: shpo }] }
`;

it('tells the mistakes of a node, its unknown references and those of others, in the order of their places', async () => {
  const error: unknown = await loadEstate([{ file: 'f.yaml', text: MISTAKEN }]).catch(
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(UserError);
  const told = (error as UserError).problems.map(({ place, message }) => `${place?.line}: ${message}`);
  expect(told).toEqual([
    '5: unknown node "nowhere"',
    '5: unknown key "when"',
    '7: unknown node "databse"',
    '7: unknown impact "parital"',
    '8: unknown node "chekout"',
    '8: an entry of "allOf" must be an id or a requirement, not 7',
    '8: "time" must be a duration, not "soon"',
    '8: unknown node "dns"',
    '9: an entry of "dependsOn" must be an id or a requirement, not 12',
    '11: unknown node "databse"',
    '13: nothing matches "shpo"',
  ]);
});
