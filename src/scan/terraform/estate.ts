/** What is counted once for a whole scan: what was not understood, and how much may still be opened. */
import type { Finding } from '../../model/fact.ts';

/** Instances of modules in one scan: more is a blow-up, or a module that calls itself. */
const MOST_INSTANCES = 20_000;

/** Findings, each said once. */
export class Findings {
  private readonly found = new Map<string, Finding>();

  /** `topic`: what it is about; a second finding of the same topic is not told. */
  add(finding: Finding, topic = `${finding.file}:${finding.line ?? 0}:${finding.message}`): void {
    if (!this.found.has(topic)) this.found.set(topic, finding);
  }

  all(): readonly Finding[] {
    const said = new Map<string, Finding>();
    for (const finding of this.found.values())
      said.set(`${finding.file}:${finding.line ?? 0}:${finding.message}`, finding);
    return [...said.values()];
  }
}

/** How much may still be opened. */
export class Budget {
  private instances = 0;
  /** How deep values are being asked for in one another. */
  depth = 0;

  /** Counts one more instance of a module; false if it is one too many. */
  opens(): boolean {
    this.instances += 1;
    return this.instances <= MOST_INSTANCES;
  }
}
