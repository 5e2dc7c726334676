/** The failures that an audit looks at: what can drop as a whole, by itself. */
import { select } from '../../assemble/select.ts';
import type { Estate } from '../../model/estate.ts';
import type { Kind } from '../../model/kind.ts';

/**
 * What fails by itself: places, services, what holds data or carries traffic, control planes, other people's services.
 * Apps are what is asked about; functions, machines and plain resources fall with the service that runs them.
 */
const FAILING: ReadonlySet<Kind> = new Set<Kind>([
  'zone',
  'region',
  'service',
  'control-plane',
  'database',
  'cache',
  'queue',
  'storage',
  'cdn',
  'dns',
  'network',
  'identity',
  'external',
]);

/**
 * Positions of what may fail, ascending: what the selections match, or else everything of the kinds above.
 *
 * @throws UserError if a given selection matches nothing.
 */
export const universeOf = (estate: Estate, among: readonly string[] | undefined): readonly number[] =>
  among === undefined
    ? estate.nodes.flatMap(({ kind }, position) => (FAILING.has(kind) ? [position] : []))
    : select(estate, among);
