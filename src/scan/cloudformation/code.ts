/** The code that a template's functions run, where it lies beside the template: before packaging puts it elsewhere. */
import type { Plain } from '../../model/fact.ts';
import { entriesAt } from '../aws-sdk/entry.ts';
import { folderOf } from '../paths.ts';
import { at, itemsOf, textOf } from '../tree.ts';

/** Runtimes of which a handler names a file: `src/app.handler`. */
const NAMES_FILES = /^(?:nodejs|python|ruby)/;

/** `ResourceFact.code` of a resource. `file`: the template's, as `SourceFile.inside` gives it. */
export const codeOf = (file: string, type: string, body: Plain): readonly string[] => {
  const isSam = type === 'AWS::Serverless::Function';
  if (!isSam && type !== 'AWS::Lambda::Function') return [];
  const properties = at(body, 'Properties');
  const folder = folderOf(file);
  const image = textOf(at(body, 'Metadata', 'DockerContext'));
  if (image !== undefined) return entriesAt(folder, image);
  const code =
    textOf(at(properties, isSam ? 'CodeUri' : 'Code')) ?? (isSam && isAbsent(properties) ? '.' : undefined);
  if (code === undefined) return [];
  const runtime = textOf(at(properties, 'Runtime'));
  const handler = textOf(at(properties, 'Handler'));
  const points = itemsOf(at(body, 'Metadata', 'BuildProperties', 'EntryPoints')).flatMap(
    (point) => textOf(point) ?? [],
  );
  if (points.length > 0) return points.flatMap((point) => entriesAt(folder, code, point));
  const isNamed = runtime === undefined || NAMES_FILES.test(runtime) || runtime.includes('${');
  return entriesAt(folder, code, isNamed ? handler : undefined);
};

/** SAM takes the template's own folder if nothing says where the code is. */
const isAbsent = (properties: Plain | undefined): boolean =>
  ['CodeUri', 'InlineCode', 'ImageUri'].every((name) => at(properties, name) === undefined) &&
  at(properties, 'PackageType') !== 'Image';
