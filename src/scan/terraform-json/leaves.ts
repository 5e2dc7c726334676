/** The texts inside of a resource's values, each with the property that it stands in. */
import type { Plain, Properties } from '../../model/fact.ts';
import { entriesOf } from '../tree.ts';

interface Text {
  /** Names joined by `.`, indexes left out. */
  readonly property: string;
  /** The last name of the property. */
  readonly key: string;
  readonly text: string;
}

/** Calls back for each text; `inside` may take over a map by returning true. */
export const eachText = (
  values: Properties,
  visit: (text: Text) => void,
  inside: (property: string, map: Plain) => boolean = () => false,
): void => {
  const walk = (value: Plain, property: string, key: string): void => {
    if (typeof value === 'string') visit({ property, key, text: value });
    else if (Array.isArray(value)) for (const item of value as readonly Plain[]) walk(item, property, key);
    else if (typeof value === 'object' && value !== null && !inside(property, value)) {
      for (const [name, member] of entriesOf(value)) walk(member, `${property}.${name}`, name);
    }
  };
  for (const [name, value] of Object.entries(values)) walk(value, name, name);
};
