/** Something that a change asks for less strictly than before. */
import type { FileLine } from '../../model/finding.ts';
import type { Origin } from '../../model/place.ts';

export interface Asked {
  readonly what: 'policy' | 'rule' | 'waiver' | 'suppression' | 'tier' | 'cost';
  /** The policy's rule, the rule, or the node. */
  readonly name: string;
  /** A sentence without a full stop. */
  readonly message: string;
  /** Where it stands now. */
  readonly origin?: Origin | undefined;
  /** Where it stood, of what is gone. */
  readonly originBefore?: Origin | undefined;
  readonly place?: FileLine | undefined;
}
