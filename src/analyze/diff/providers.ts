/** What a provider runs, which no change of ours adds or removes: it is only used or not. */
import type { Estate } from '../../model/estate.ts';

/** Whether a node is a provider or stands below one: `aws/us-east-1/s3` below `aws`. */
export const isProviders = (estate: Estate, id: string): boolean => {
  for (let end = id.length; end > 0; end = id.lastIndexOf('/', end - 1)) {
    const position = estate.positions.get(id.slice(0, end));
    if (position !== undefined && estate.nodes[position]!.kind === 'provider') return true;
  }
  return false;
};
