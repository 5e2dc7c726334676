/** Functions of the library that say what their arguments do not: exports, stored values, names within the template. */
import { choicesOf, entriesOf, patternOf, textOf } from '../typescript/read.ts';
import type { Call, Value } from '../typescript/value.ts';
import { type Statement, rawStatement } from './statements.ts';

/** What a call means; nothing in it means that there is nothing to tell. */
interface Said {
  /** Told unless a construct is found in the rest. */
  readonly text?: string;
  readonly export?: string;
  readonly statement?: Statement;
  /** What the template calls so. */
  readonly byLogicalId?: readonly string[];
  /** A value that is held beside. */
  readonly given?: Value;
}

/** What a function of the library says, by its class and name: `Fn.importValue`; undefined if it has nothing of its own to say. */
export const saidBy = ({ args: [first, second] }: Call, name: string): Said | undefined => {
  switch (name) {
    case 'Fn.importValue': {
      const text = patternOf(first);
      return text === undefined ? {} : { export: text };
    }
    case 'Fn.ref':
    case 'Fn.getAtt': {
      const id = textOf(first);
      return id === undefined ? {} : { byLogicalId: [id] };
    }
    case 'Fn.sub':
      return substituted(first, second);
    case 'SecretValue.secretsManager':
      return texted(arn('secretsmanager', 'secret:', patternOf(first)));
    case 'SecretValue.ssmSecure':
      return texted(arn('ssm', 'parameter', withSlash(patternOf(first))));
    case 'StringParameter.valueForStringParameter':
    case 'StringParameter.valueForTypedStringParameter':
    case 'StringParameter.valueForTypedStringParameterV2':
    case 'StringParameter.valueForSecureStringParameter':
    case 'StringParameter.valueFromLookup':
      return texted(arn('ssm', 'parameter', withSlash(patternOf(second))));
    case 'SecretValue.unsafePlainText':
    case 'SecretValue.plainText':
    case 'Duration.seconds':
      return {};
    case 'PolicyStatement.fromJson': {
      const statement = rawStatement(first);
      return statement === undefined ? {} : { statement };
    }
    default:
      return undefined;
  }
};

const texted = (text: string | undefined): Said => (text === undefined ? {} : { text });

/** `Fn.sub('${Bucket.Arn}/${key}', {key})`: what is not given is a resource of the template. */
const substituted = (template: Value | undefined, given: Value | undefined): Said => {
  const own = new Set(entriesOf(choicesOf(given)[0]).map(([key]) => key));
  const words = [...(textOf(template) ?? '').matchAll(/\$\{([A-Za-z0-9]+)[^}]*\}/g)].map(
    ([, word = '']) => word,
  );
  return {
    ...texted(patternOf(template)),
    byLogicalId: words.filter((word) => !own.has(word)),
    ...(given === undefined ? {} : { given }),
  };
};

const arn = (service: string, kind: string, name: string | undefined): string | undefined =>
  name === undefined || name === ''
    ? undefined
    : name.startsWith('arn:')
      ? name
      : `arn:aws:${service}:::${kind}${name}`;

const withSlash = (name: string | undefined): string | undefined =>
  name === undefined || name === '' || name.startsWith('/') ? name : `/${name}`;
