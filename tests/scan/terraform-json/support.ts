/** Files and scans for the tests of Terraform's JSON. */
import { terraformJson } from '../../../src/scan/terraform-json.ts';
import { sourceFile } from '../../support/source-files.ts';
import type { ScanContext, SourceFile } from '../../../src/scan/scanner.ts';
import type { Facts } from '../../../src/model/fact.ts';

/** A file of that path and content: a text, or a value to be printed as JSON. */
export const file = (path: string, content: unknown): SourceFile => {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  return sourceFile(path, text);
};

/** A context of which only the folders' files are asked. */
const context = (beside: readonly string[] = []): ScanContext => ({
  file: async () => undefined,
  folder: async () => beside.map((name) => file(name, '')),
  everything: async () => [],
  variables: new Map(),
  progress: () => {},
});

export const scan = (files: readonly SourceFile[], beside: readonly string[] = []): Promise<Facts> =>
  terraformJson.scan(files, context(beside));

export const scanOne = (content: unknown, path = 'plan.json'): Promise<Facts> => scan([file(path, content)]);

/** References between resources: `aws_a.b > aws_c.d (property)`. */
export const edgesOf = ({ references }: Facts): readonly string[] =>
  references.flatMap(({ from, to, property }) =>
    to.by === 'address' ? `${from.local} > ${to.address.local} (${property})` : [],
  );

/** References in words: `aws_a.b: env KEY=value (property)`. */
export const textsOf = ({ references }: Facts): readonly string[] =>
  references.flatMap(({ from, to, property }) =>
    to.by === 'text'
      ? `${from.local}: ${to.as} ${to.key === undefined ? '' : `${to.key}=`}${to.text} (${property})`
      : [],
  );

/** A raw state of version 4. */
export const state = (resources: readonly object[], more: object = {}): object => ({
  version: 4,
  terraform_version: '1.9.0',
  serial: 1,
  lineage: 'aaaa',
  outputs: {},
  resources,
  ...more,
});

/** A managed resource of a raw state, with one instance. */
export const stored = (address: string, attributes: object, dependencies: readonly string[] = []): object => {
  const [type, name] = address.split('.').slice(-2);
  const module = address.split('.').slice(0, -2).join('.');
  return {
    ...(module === '' ? {} : { module }),
    mode: 'managed',
    type,
    name,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ schema_version: 0, attributes, dependencies }],
  };
};
