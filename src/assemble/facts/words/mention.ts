/** What a text may name, before anybody knows whether there is such a thing. */
import type { Kind } from '../../../model/kind.ts';

/**
 * `host`: lower case, no port; one word or a DNS name. `sure` if a scheme, `@`, a port or the key says that it is a
 * host: what is not sure counts only if something answers to it.
 * `arn`: canonical; partition always `aws`, region and account empty if they are not known; a `*` left in the name
 * is a pattern. `service`: as the provider's pack calls it. `registry`: where an image comes from. `name`: what a key
 * like `TABLE_NAME` names, of one of these kinds.
 */
export type Mention =
  | { readonly form: 'host'; readonly host: string; readonly port?: number; readonly sure: boolean }
  | { readonly form: 'arn'; readonly arn: string }
  | {
      readonly form: 'service';
      readonly provider: 'aws' | 'gcp' | 'azure';
      readonly service: string;
      readonly region?: string;
    }
  | { readonly form: 'registry'; readonly host: string }
  | { readonly form: 'name'; readonly text: string; readonly kinds: readonly Kind[] };
