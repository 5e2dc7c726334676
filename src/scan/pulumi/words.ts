/** `camelCase` and `snake_case`: Pulumi's bridged providers spell Terraform's words in the manner of JavaScript. */

/** Words that are written as one, whatever their capitals say. */
const JOINED: readonly (readonly [RegExp, string])[] = [
  [/GraphQL/g, 'Graphql'],
  [/OpenId/g, 'Openid'],
  [/IPv(\d)/g, 'Ipv$1'],
  [/OAuth/g, 'Oauth'],
  [/BigQuery/g, 'Bigquery'],
  [/MySql/g, 'Mysql'],
  [/NodeJs/g, 'Nodejs'],
];

/** `TargetGroupArn`, `targetGroupArn` and `target-group-arn` are `target_group_arn`. */
export const snake = (word: string): string =>
  JOINED.reduce((text, [from, to]) => text.replaceAll(from, to), word)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/[-./]/g, '_')
    .toLowerCase();

/** `Function` is `function`: how a token spells its module's file. */
export const lowerFirst = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);

/** What a plural may be the plural of: `subnets`, `policies`, `addresses`. */
export const singulars = (word: string): readonly string[] => [
  ...(word.endsWith('ies') ? [`${word.slice(0, -3)}y`] : []),
  ...(word.endsWith('es') ? [word.slice(0, -2)] : []),
  ...(word.endsWith('s') ? [word.slice(0, -1)] : []),
];
