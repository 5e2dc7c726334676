/** Several findings of a rule about one node, told as one. */
import type { Found } from './rule.ts';

/** The finding with that message, where the first one stands, and a line for each of them; each has a `failure` and a `short`. */
export const asOne = (parts: readonly Found[], message: string): Found => {
  const { node, key, spot, proof } = parts[0]!;
  return {
    node,
    message,
    key,
    ...(spot === undefined ? {} : { spot }),
    ...(proof === undefined ? {} : { proof }),
    related: parts.map((part) => ({
      message: part.short!,
      node: part.failure!,
      ...(part.spot === undefined ? {} : { spot: part.spot }),
    })),
  };
};
