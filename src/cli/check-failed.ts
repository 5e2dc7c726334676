/** A check that found what it looks for: told on standard error, and the exit code is 1. */
export class CheckFailed extends Error {
  readonly findings: readonly string[];

  constructor(message: string, findings: readonly string[]) {
    super(message);
    this.findings = findings;
  }
}
