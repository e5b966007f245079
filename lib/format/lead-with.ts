/**
 * The sentence with the resource to blame at its beginning, for a row that is cut off: "Security group sg-1 lets nothing
 * out." becomes "sg-1 lets nothing out.", and "No rule of sg-1 covers TCP 443." becomes "sg-1: no rule covers TCP 443." A
 * sentence that does not name it stays as it is.
 */
export function leadWith(id: string, sentence: string): string {
  const at = sentence.indexOf(id);
  if (at <= 0) return sentence;
  if (isKind(sentence.slice(0, at))) return sentence.slice(at);
  return `${id}: ${uncapitalised(withoutPlace(id, sentence))}`;
}

/** "Of it" and "in it" go without saying once it leads; what is of something of its own stays. */
function withoutPlace(id: string, sentence: string): string {
  for (const place of [` of ${id}`, ` in ${id}`]) {
    const at = sentence.indexOf(place);
    if (at > 0 && /^(?:[\s,.;:]|$)/.test(sentence.slice(at + place.length)))
      return sentence.slice(0, at) + sentence.slice(at + place.length);
  }
  return sentence;
}

/** `Security group `, `NAT gateway `, `VPC `: up to three words, of which the first has a capital and none a stop. */
function isKind(words: string): boolean {
  return /^[A-Z][A-Za-z]* (?:[A-Za-z]+ ){0,2}$/.test(words) && !/^(?:It|The|Its|This|An?|No) /.test(words);
}

function uncapitalised(sentence: string): string {
  return /^[A-Z][a-z]+ /.test(sentence) ? sentence[0]!.toLowerCase() + sentence.slice(1) : sentence;
}
