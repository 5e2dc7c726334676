/** The list of scanners. A new one is its file, its line here and its page in docs/scanners/. */
import { arm } from './arm.ts';
import { awsSdk } from './aws-sdk.ts';
import { backstage } from './backstage.ts';
import { bicep } from './bicep.ts';
import { cdk } from './cdk.ts';
import { cdktf } from './cdktf.ts';
import { cloudformation } from './cloudformation.ts';
import { compose } from './compose.ts';
import { kubernetes } from './kubernetes.ts';
import { pulumi } from './pulumi.ts';
import type { Scanner } from './scanner.ts';
import { serverless } from './serverless.ts';
import { terraform } from './terraform.ts';
import { terraformJson } from './terraform-json.ts';
import { traces } from './traces.ts';

/** In the order in which they are asked whether a file is theirs. */
export const SCANNERS: readonly Scanner[] = [
  backstage,
  traces,
  arm,
  bicep,
  terraform,
  terraformJson,
  cloudformation,
  serverless,
  compose,
  kubernetes,
  cdk,
  pulumi,
  cdktf,
  awsSdk,
];
