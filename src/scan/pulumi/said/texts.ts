/** Words that may name something outside of the program: ARNs, hosts, images, settings of what it deploys. */
import type { Target } from '../../../model/fact.ts';

type TextTarget = Target & { readonly by: 'text' };

/** Policies that AWS itself keeps: everybody's, and nothing that fails. */
const KEPT_BY_AWS = /^arn:[^:]*:iam::aws:/;

/** Maps of settings that a program gets, by the last words of the path. */
const SETTINGS =
  /^(?:environment|environmentVariables|environment_variables|envVars|env|variables|appSettings|app_settings)$/;

/** What people write for people, and what says who may use something, not what it needs. */
const SILENT: ReadonlySet<string> = new Set(
  (
    'tags tagsAll tags_all defaultTags labels annotations description comment assumeRolePolicy assume_role_policy ' +
    'Principal principals NotPrincipal documentation userData user_data metadata oauthScopes oauth_scopes scopes'
  ).split(' '),
);

const IMAGES = /^(?:imageUri|image_uri|imageIdentifier|dockerImage|containerImage|linuxFxVersion)$/;

/** Whose `image` is a container's: elsewhere it is a machine's or a disk's. */
const CONTAINERS = /container|task|service|pod/i;

const isImage = (path: readonly string[], text: string): boolean => {
  const name = path.at(-1) ?? '';
  if (name !== 'image') return IMAGES.test(name);
  return path.length === 1 ? /[/:]/.test(text) : path.slice(0, -1).some((word) => CONTAINERS.test(word));
};

/** Longer texts are data, not names. */
const MOST = 2_000;

/** Whether a property is a map of settings, or a list of `{name, value}`. */
export const isSettings = (path: readonly string[]): boolean => {
  const name = path.at(-1) ?? '';
  return SETTINGS.test(name) && (name !== 'variables' || /^environment$/i.test(path.at(-2) ?? ''));
};

export const isSilent = (path: readonly string[]): boolean => path.some((word) => SILENT.has(word));

/** What a text means at a property; `key` if it is a setting. Parts that are not known are `${…}`. */
export const targetOf = (
  text: string,
  path: readonly string[],
  key: string | undefined,
): TextTarget | undefined => {
  if (text === '' || text.length > MOST) return undefined;
  if (key !== undefined) return text.includes('*') ? undefined : { by: 'text', as: 'env', text, key };
  if (isSilent(path)) return undefined;
  if (isImage(path, text) && !/[*\s]/.test(text) && !text.includes('${')) return imageOf(text);
  const arn = arnOf(text);
  if (arn !== undefined) return { by: 'text', as: 'arn', text: arn };
  if (text.startsWith('arn:') || text.includes('${')) return undefined;
  const host =
    /^[a-z][a-z0-9+.-]*:\/\/([^/?#\s]+)/i.exec(text)?.[1] ?? (text.includes('amazonaws.com') ? text : '');
  return host !== '' && !/[*\s]/.test(host) ? { by: 'text', as: 'host', text } : undefined;
};

/** Azure writes `DOCKER|nginx`, and `NODE|20` for what is no image. */
const imageOf = (text: string): TextTarget | undefined => {
  const [before, image] = text.split('|');
  if (image === undefined) return { by: 'text', as: 'image', text };
  return /^docker$/i.test(before ?? '') && image !== ''
    ? { by: 'text', as: 'image', text: image }
    : undefined;
};

/** A text that is an ARN and tells more than a service; what is not known of it is left open. */
export const arnOf = (text: string): string | undefined => {
  if (!text.startsWith('arn:')) return undefined;
  const arn = text.replaceAll(/\$\{[^}]*\}/g, '*');
  const resource = arn.split(':').slice(5).join(':');
  return resource !== '' && !/^[*/:]*$/.test(resource) && !KEPT_BY_AWS.test(arn) ? arn : undefined;
};

/** Keys of settings that name something to be reached; what `LOG_LEVEL` is does not matter. */
export const isNaming = (key: string): boolean =>
  /(?:^|_)(?:URLS?|URI|HOSTS?|ADDR(?:ESS)?|ENDPOINTS?|SERVERS?|BROKERS?|DSN|TABLE|BUCKET|QUEUE|TOPIC|STREAM)(?:_|$)/i.test(
    key,
  );
