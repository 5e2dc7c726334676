/** The files whose code a construct runs: what that code needs, the construct needs. */
import { joined } from '../paths.ts';
import { entryOf, libraryOf, patternOf } from '../typescript/read.ts';
import type { Value } from '../typescript/value.ts';
import type { Setting } from './place.ts';
import { entryText } from './texts.ts';
import type { Construct } from './construct.ts';

/** Files and folders, as `SourceFile.inside` gives them. */
export const codeOf = (construct: Construct, setting: Setting): readonly string[] => {
  const { props, containers, isRaw } = construct;
  if (isRaw) return [];
  const found = [
    ...(construct.type === 'AWS::Lambda::Function' ? functionCode(construct, setting) : []),
    ...containers.flatMap((container) => assetsIn(entryOf(container, 'image'), setting)),
  ];
  if (construct.type === 'AWS::Synthetics::Canary') found.push(...assetsIn(entryOf(props, 'test'), setting));
  return [...new Set(found)];
};

const functionCode = (
  { props, site, id, class: { name } }: Construct,
  setting: Setting,
): readonly string[] => {
  if (name === 'NodejsFunction') {
    const entry = pathOf(entryOf(props, 'entry'), setting);
    // Its default lies beside the file that makes it, and is called after both.
    const stem = site.inside.replace(/\.[cm]?[jt]sx?$/, '');
    return entry === undefined ? [`${stem}.${id}.ts`] : [entry];
  }
  const entry = pathOf(entryOf(props, 'entry'), setting);
  if (entry !== undefined) {
    const index = entryText(props, 'index');
    return [index === undefined ? entry : joined(entry, index)];
  }
  return assetsIn(entryOf(props, 'code'), setting);
};

/** The folders of assets that a value is made of: `Code.fromAsset('lambda')`, `DockerImageCode.fromImageAsset(…)`. */
const assetsIn = (value: Value | undefined, setting: Setting, depth = 0): readonly string[] => {
  if (value === undefined || depth > 8) return [];
  if (value.kind === 'either') return value.of.flatMap((arm) => assetsIn(arm, setting, depth + 1));
  if (value.kind === 'result') {
    const isAsset = /^from(?:Image)?Asset$|^asset$|^fromDockerBuild$/.test(value.call.name);
    if (!isAsset || libraryOf(value.call.callee) === undefined)
      return value.call.args.flatMap((arg) => assetsIn(arg, setting, depth + 1));
    const path = pathOf(value.call.args[0], setting);
    return path === undefined ? [] : [path];
  }
  if (value.kind === 'made') {
    const path =
      pathOf(entryOf(value.made.args[2], 'directory') ?? entryOf(value.made.args[2], 'path'), setting) ??
      (value.made.class.path.at(-1) === 'AssetCode' ? pathOf(value.made.args[0], setting) : undefined);
    return path === undefined ? [] : [path];
  }
  if (value.kind === 'member') return assetsIn(value.of, setting, depth + 1);
  return [];
};

/** A path from the app's folder, where its tools run; below `__dirname` the interpreter knows it whole. */
const pathOf = (value: Value | undefined, { folder }: Setting): string | undefined => {
  const text = patternOf(value);
  if (text === undefined || text.includes('${') || text === '') return undefined;
  const isWhole = folder === '' || text === folder || text.startsWith(`${folder}/`);
  const path = isWhole ? joined('.', text) : joined(folder, text);
  return path.startsWith('..') || path.startsWith('/') ? undefined : path;
};
