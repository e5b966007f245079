/** A request whose text does not fit the operation's schema. Each protocol has a code of its own for it. */
export class MalformedInput extends Error {
  readonly member: string;
  readonly text: string;

  constructor(member: string, text: string) {
    super(`Invalid value '${text}' for ${member}`);
    this.member = member;
    this.text = text;
  }
}
