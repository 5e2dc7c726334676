/** The list of scanners. A new one is its file, its line here and its page in docs/scanners/. */
import { cloudformation } from './cloudformation.ts';
import { compose } from './compose.ts';
import { kubernetes } from './kubernetes.ts';
import type { Scanner } from './scanner.ts';
import { serverless } from './serverless.ts';
import { terraform } from './terraform.ts';
import { terraformJson } from './terraform-json.ts';

/** In the order in which they are asked whether a file is theirs. */
export const SCANNERS: readonly Scanner[] = [
  terraform,
  terraformJson,
  cloudformation,
  serverless,
  compose,
  kubernetes,
];
