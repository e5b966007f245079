const quoted = /(["'`])((?:(?!\1)[^\\\n]){0,256})\1/y;

/** `Key: "tag:Env"`, `'Key': 'tag:Env'`, `key = "tag:Env"`, `.key("tag:Env")`, `Key: aws.String("tag:Env")`. */
const keyPattern =
  /(?<!\w)["']?key["']?\s{0,20}(?:=>|[:=(])\s{0,20}(?:[\w.:]{1,40}\()?(["'`])([^"'`\n]{1,163})\1[\s,;)]{0,80}(?:\n\s{0,80})?["'.]?values?["']?\s{0,20}(?:=>|[:=(])/gi;

/**
 * Takes the targets out of a program's text, in whatever language it is: a key in quotes, and behind it values in quotes.
 * Answers the text without them.
 */
export function takeKeysAndValues(
  text: string,
  add: (key: string, values: readonly string[]) => void,
): string {
  let rest = "";
  let from = 0;
  for (const match of text.matchAll(keyPattern)) {
    if (match.index < from) continue;
    const { values, end } = readValues(text, match.index + match[0].length);
    if (values.length === 0) continue;
    add(match[2]!, values);
    rest += `${text.slice(from, match.index)} `;
    from = end;
  }
  return rest + text.slice(from);
}

/** The strings that begin here and are separated by nothing but commas; `[]string{`, `@(` or `List.of(` may stand before. */
export function readValues(text: string, at: number): { values: string[]; end: number } {
  const values: string[] = [];
  let end = at;
  let gap = /[\s\w[\](){}@.<>&:]{0,80}?(?=["'`])/y;
  for (;;) {
    gap.lastIndex = end;
    const between = gap.exec(text);
    if (between === null) return { values, end };
    quoted.lastIndex = end + between[0].length;
    const value = quoted.exec(text);
    // What a colon stands behind is a name, as in { Ref: … }.
    if (value === null || /^\s{0,9}(?::|=>)/.test(text.slice(quoted.lastIndex, quoted.lastIndex + 12)))
      return { values, end };
    values.push(value[2]!);
    end = quoted.lastIndex;
    gap = /\s{0,40}\)?\s{0,40},\s{0,80}(?:[\w.]{1,40}\(\s{0,20})?(?=["'`])/y;
  }
}
