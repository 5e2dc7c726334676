/** Files that a resource takes its definition from: a state machine's, an API's. ARNs in them are what it calls. */
import type { Facts, Finding, ReferenceFact } from '../../model/fact.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, textOf } from '../tree.ts';
import { addressIn, type Declared, type Stack } from './stack.ts';
import { arnsIn } from './texts.ts';

const INCLUDE = ['Fn::Transform', 'Parameters', 'Location'];
const API = [['DefinitionUri'], ['DefinitionBody', ...INCLUDE]];

/** Properties that name a local file; left out are those of code. */
const FILES: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['AWS::Serverless::StateMachine', [['DefinitionUri']]],
  ['AWS::StepFunctions::StateMachine', [['DefinitionS3Location']]],
  ['AWS::Serverless::Api', API],
  ['AWS::Serverless::HttpApi', API],
  ['AWS::ApiGateway::RestApi', [['BodyS3Location'], ['Body', ...INCLUDE]]],
]);

/** Whether what is included there is read: the definition of an API. */
export const isReadHere = (type: string, property: string): boolean =>
  (FILES.get(type) ?? []).some(([first, ...rest]) => first === property && rest.length > 0);

/** References that the definition files of a stack's resources hold. */
export const definitionFacts = async (
  stack: Stack,
  context: ScanContext,
  idOf: (name: string) => string | undefined,
): Promise<Facts> => {
  const references: ReferenceFact[] = [];
  const findings: Finding[] = [];
  for (const declared of stack.declared.values()) {
    for (const property of FILES.get(declared.type) ?? []) {
      const path = textOf(at(declared.body, 'Properties', ...property));
      if (path === undefined || path.includes('://')) continue;
      const file = await context.file(stack.folder, path);
      if (file === undefined)
        findings.push({
          kind: 'skipped',
          message: `${declared.id}: its definition ${path} is not there`,
          ...stack.where([...declared.path, 'Properties', ...property]),
        });
      else references.push(...(await referencesIn(file, declared, property[0]!, stack, idOf)));
    }
  }
  return { resources: [], references, findings };
};

const referencesIn = async (
  file: SourceFile,
  declared: Declared,
  property: string,
  stack: Stack,
  idOf: (name: string) => string | undefined,
): Promise<readonly ReferenceFact[]> => {
  const seen = new Set<string>();
  const lines = (await file.text()).split('\n');
  return lines.flatMap((line, i) =>
    targetsIn(line, stack, idOf).flatMap((to): readonly ReferenceFact[] => {
      const key = JSON.stringify(to);
      if (seen.has(key) || (to.by === 'address' && to.address.local === declared.id)) return [];
      seen.add(key);
      const where = { file: file.path, line: i + 1 };
      return [{ from: addressIn(stack, declared.id), to, property, where, confidence: 'documented' }];
    }),
  );
};

/** An API's definition may call functions as the template does: `${Function.Arn}` in a `Fn::Sub`. */
const targetsIn = (
  line: string,
  stack: Stack,
  idOf: (name: string) => string | undefined,
): readonly ReferenceFact['to'][] => {
  const named = [...line.matchAll(/\$\{([A-Za-z0-9]+)(?:\.[\w.]+)?\}/g)].flatMap(([, name]) => {
    const id = idOf(name!);
    return id === undefined ? [] : [{ by: 'address', address: addressIn(stack, id) } as const];
  });
  return named.length > 0 ? named : arnsIn(line).filter(({ text }) => !/\$\{(?!AWS::)/.test(text));
};
