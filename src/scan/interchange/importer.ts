/** What an importer is: a plain object that knows how one kind of program writes graphs down. It touches no files. */
import type { AppsBy } from '../../assemble/facts/apps.ts';
import type { Facts } from '../../model/fact.ts';
import type { ForeignGraph } from './graph/foreign.ts';
import type { Mapping } from './graph/mapping.ts';

/** A text that somebody handed in. */
export interface ForeignText {
  /** As the user would write it; `<stdin>` for what came by a pipe. */
  readonly file: string;
  readonly text: string;
}

/** What can be said about an import besides what is in the texts. */
interface ReadQuestion {
  /** Which column of a table holds what. */
  readonly mapping: Mapping;
}

/**
 * What was read.
 *
 * A plain graph becomes nodes and edges as they are. What names things of a cloud becomes facts, which are assembled as
 * those of a scan: so regions, zones and services come to it, and names meet.
 */
export type Imported =
  | { readonly form: 'graph'; readonly graph: ForeignGraph }
  | { readonly form: 'facts'; readonly facts: Facts; readonly apps: AppsBy };

export interface Importer {
  /** `graphml`: the word after `--from`. */
  readonly name: string;
  /** `GraphML (yEd, Gephi, networkx, igraph)`. */
  readonly title: string;
  /** Whether a text is of this format, by its content. Cheap; it sees every text. */
  claims(text: ForeignText): boolean;
  /**
   * All texts of this format together: what one of them names, another may describe.
   *
   * @throws UserError for a text that cannot be read at all. What is not understood in it is a finding.
   */
  read(texts: readonly ForeignText[], question: ReadQuestion): Promise<Imported>;
}
