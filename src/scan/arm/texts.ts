/** What a text in a template may name: a setting of code, an image, a host that something is sent to. */
import type { Target } from '../../model/fact.ts';
import { isOpen } from './value.ts';

/** Members that hold where something is called. */
const HOSTS =
  /^(?:url|uri|hostname|host|fqdn|endpoint|endpoints|target|serviceUrl|backendUrl|hostNames?|originHostHeader|webHookUrl|endpointUrl|servers?)$/i;

/** What people read, what is only fetched once, and who may ask. */
const NOT_NEEDED =
  /^(?:metadata|description|displayName|tags|allowedOrigins|cors|fileUris|scriptUri|templateLink|parametersLink|contentLink|packageUri|repoUrl|primaryScriptUri|supportingScriptUris|redirectUris?|replyUrls|notes|outputs|publicFQDN|domainNameLabel|certificate|issuer|loginEndpoint|openIdIssuer)$/i;

const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[\w${}().,@:-]+\.[\w${}().,@-]+(?::\d+)?(?:[/?]|$)/i;

/** The target of a text at a path of a body. `key`: of the setting that it is the value of. */
export const textTarget = (
  text: string,
  path: readonly string[],
  key: string | undefined,
): Target | undefined => {
  if (text === '' || path.some((step) => NOT_NEEDED.test(step))) return undefined;
  if (key !== undefined) return isOnlyGap(text) ? undefined : { by: 'text', text, as: 'env', key };
  const last = path.at(-1) ?? '';
  if (/^image$/i.test(last)) return { by: 'text', text, as: 'image' };
  if (/^(?:linuxFxVersion|windowsFxVersion)$/i.test(last)) {
    const image = /^DOCKER\|(.+)$/i.exec(text)?.[1];
    return image === undefined ? undefined : { by: 'text', text: image, as: 'image' };
  }
  return HOSTS.test(last) && ADDRESS.test(text) && !isOpen(hostIn(text))
    ? { by: 'text', text, as: 'host', key: last }
    : undefined;
};

const hostIn = (text: string): string => text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split(/[/?]/, 1)[0]!;

const isOnlyGap = (text: string): boolean => isOpen(text) && /^\$\{[^}]*\}$/.test(text);
