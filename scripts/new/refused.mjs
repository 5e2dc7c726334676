/** What the one who asked can mend: what is wrong, and what to do. */
export class Refused extends Error {
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}
