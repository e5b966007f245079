/**
 * The sentence with the resource to blame at its beginning, for a row that is cut off: "Security group sg-1 lets nothing
 * out." becomes "sg-1 lets nothing out." Where more than what kind of thing it is stands before it, nothing is left out.
 */
export function leadWith(id: string, sentence: string): string {
  const at = sentence.indexOf(id);
  return at > 0 && isKind(sentence.slice(0, at)) ? sentence.slice(at) : sentence;
}

/** `Security group `, `NAT gateway `, `VPC `: up to three words, of which the first has a capital and none a stop. */
function isKind(words: string): boolean {
  return /^[A-Z][A-Za-z]* (?:[A-Za-z]+ ){0,2}$/.test(words) && !/^(?:It|The|Its|This|An?|No) /.test(words);
}
