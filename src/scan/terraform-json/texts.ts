/** Literal texts in values that may name something: ARNs, URLs, hosts of a provider, environments, images, policies. */
import type { EdgeClass, Plain, Target } from '../../model/fact.ts';
import { at, entriesOf, textOf } from '../tree.ts';
import type { Described } from './described.ts';
import type { Identities } from './identifiers.ts';
import { eachText } from './leaves.ts';
import { allowedBy, statementsOf } from './policy.ts';

interface Literal {
  readonly to: Target & { readonly by: 'text' };
  readonly property: string;
  readonly class?: EdgeClass;
}

/** Texts of one resource that are kept: a list of thousands of URLs is data, not dependencies. */
const MOST = 500;

/** Maps from a setting's name to its value. */
const ENVIRONMENT =
  /(?:^|\.)(?:environment(?:\.variables)?|environment_variables|env_variables|env|env_vars|app_settings)$/;

const IMAGE = /^(?:image|image_uri|image_identifier|docker_image_name|docker_image|linux_fx_version)$/;

/** Machine images and the provider's own build images are no containers. */
const NO_CONTAINER =
  /^(?:google_compute_|aws_(?:codebuild|imagebuilder|instance|launch|spot|ami)|azurerm_(?:image|.*virtual_machine))/;

/** What says something of the resource itself, or nothing that it needs. */
const ASIDE =
  /^(?:tags|tags_all|labels|effective_labels|terraform_labels|description|timeouts|id|arn|self_link|url|uri|fqdn|hostname|address|endpoint|reader_endpoint|dns_name|issuer|etag|json|minified_json|assume_role_policy|invoke_\w+|execution_arn|qualified_\w+|repository_url|website_\w+|bucket_\w*domain_name|default_hostname|(?:primary|secondary)_\w+_(?:endpoint|host)|latest_\w+)(?:\.|$)/;

export const literalsIn = (resource: Described, { owners }: Identities): readonly Literal[] => {
  const found = new Map<string, Literal>();
  const add = (
    text: string,
    as: Literal['to']['as'],
    property: string,
    more: { key?: string; class?: EdgeClass } = {},
  ) => {
    const { key, class: kind } = more;
    const name = [as, property, key, text].join('\n');
    if (found.size >= MOST || found.has(name) || text.trim() === '') return;
    const to = { by: 'text', text, as, ...(key === undefined ? {} : { key }) } as const;
    found.set(name, { to, property, ...(kind === undefined ? {} : { class: kind }) });
  };
  const isOurs = (property: string): boolean =>
    !ASIDE.test(property) && resource.configured?.has(property.split('.', 1)[0]!) !== false;

  for (const { values } of resource.instances) {
    const { arn, id } = values;
    const own = [arn, id].filter((text) => typeof text === 'string' && text.startsWith('arn:')) as string[];
    const isOwn = (text: string): boolean => owners.has(text) || own.some((one) => text.includes(one));
    const allow = (property: string, statement: Plain): void => {
      for (const { text, as, property: below } of allowedBy(statement)) {
        if (!isOwn(text)) add(text, as, `${property}.${below}`, { class: 'permission' });
      }
    };

    eachText(
      values,
      ({ property, key, text }) => {
        if (!isOurs(property) || isOwn(text) || resource.mode !== 'managed') return;
        if (ENVIRONMENT.test(property.slice(0, -key.length - 1))) add(text, 'env', property, { key });
        else if (IMAGE.test(key)) {
          if (!NO_CONTAINER.test(resource.type)) add(text.replace(/^DOCKER\|/i, ''), 'image', property);
        } else for (const [part, as] of namedIn(text)) if (!isOwn(part)) add(part, as, property);
      },
      (property, map) => {
        if (!isOurs(property)) return true;
        const statements = statementsOf(map);
        for (const statement of statements) allow(`${property}.Statement`, statement);
        if (statements.length > 0) return true;
        if (resource.type === 'aws_iam_policy_document' && property === 'statement') {
          allow(property, map);
          return true;
        }
        // A list of names and values means the same as a map.
        const name = textOf(at(map, 'name'));
        const value = textOf(at(map, 'value'));
        if (name === undefined || value === undefined || !ENVIRONMENT.test(property)) return false;
        if (resource.mode === 'managed') add(value, 'env', `${property}.value`, { key: name });
        return entriesOf(map).length > 0;
      },
    );
  }
  return [...found.values()];
};

/** ARNs wherever they stand in a text; a URL or a host of Amazon's as the whole of it. */
const namedIn = (text: string): readonly (readonly [string, 'arn' | 'host'])[] => {
  const arns = text.match(/\barn:[a-z-]+:[^\s"',;(){}[\]]+/g);
  // Policies that AWS keeps itself are everybody's, and nothing that fails.
  if (arns !== null)
    return arns.filter((arn) => !/^arn:[^:]*:iam::aws:/.test(arn)).map((arn) => [arn, 'arn'] as const);
  return /:\/\/|\.amazonaws\.com/.test(text) && text.length <= 2_000 && !/\s/.test(text.trim())
    ? [[text.trim(), 'host']]
    : [];
};
