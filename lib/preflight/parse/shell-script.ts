import { split } from "shlex";

/** What a shell would make of a text, as far as text alone tells it: nothing is run, and no file or variable is read. */
export type Script = {
  /** Each simple command as its words, without pipes, redirections and comments. */
  commands: string[][];
  /** A quote is never closed, so that words may be split in the wrong places. */
  isBroken: boolean;
  /** In which a comma between words makes a list. */
  isPowerShell: boolean;
  /** What the text itself sets, as `AWS_REGION=eu-west-1`. */
  variables: ReadonlyMap<string, string>;
};

export function readScript(text: string): Script {
  const variables = new Map<string, string>();
  const script: Script = {
    commands: [],
    isBroken: false,
    isPowerShell: /`[ \t]*\r?\n|^\s*PS [^>\n]*>|^\s*\$\w+\s*=/m.test(text),
    variables,
  };
  let statement = "";
  const end = () => {
    const words = toWords(statement);
    statement = "";
    if (words.length === 0) return;
    if (!noteVariables(variables, words)) script.commands.push(words);
  };
  const plain = joinLines(withoutPrompts(withoutMarkdown(text))).replace(/\{\{[^{}\n]{0,200}\}\}/g, (each) =>
    each.replaceAll(/\s/g, ""),
  );
  for (const [token, kind] of tokensOf(plain)) {
    if (kind === "end") end();
    else if (kind === "text") statement += expand(token, variables);
    else if (kind === "substitution") statement += "$(…)";
    else if (kind === "quoted") statement += token;
    else if (kind === "unclosed") script.isBroken = true;
  }
  end();
  return script;
}

/** A backslash, a caret (Windows) or a backtick (PowerShell) at the end of a line carries the command on to the next. */
function joinLines(text: string): string {
  return text
    .replace(/[ \t]*[\\^`][ \t]*\r?\n[ \t]*/g, " ")
    .replace(/[ \t]\\[ \t]+(?=-)/g, " ")
    .replace(/[ \t]*\r\n/g, "\n");
}

/** A command in prose stands between backticks, in one line or in several. */
function withoutMarkdown(text: string): string {
  const fence = /^[ \t]*```[\w-]*[ \t]*\r?\n([\s\S]*?\bssm\b[\s\S]*?)^[ \t]*```/m.exec(text);
  if (fence) return fence[1]!;
  return /`((?:[\w./=-]+ )*aws [^`\n]*\bssm [^`\n]*)`/.exec(text)?.[1] ?? text;
}

function withoutPrompts(text: string): string {
  return text.replace(
    /^[ \t]*(?:[$>%]|PS [^>\n]{0,200}>|[A-Z]:\\[^>\n]{0,200}>|\[[^\]\n]{0,200}\][$#]|[\w.-]{1,64}@[\w.-]{1,64}[: ][^$#\n]{0,200}[$#])[ \t]*(?=(?:\w+=\S+ |sudo )*aws\b)/gm,
    "",
  );
}

type Kind = "text" | "quoted" | "substitution" | "end" | "unclosed" | "comment";

// An apostrophe inside of a word is English. The quoted forms are written so that one without an end is given up at once.
const tokenPattern =
  /(?<escaped>\\[\s\S])|(?<single>(?<!\w)'[^']*')|(?<double>"[^"\\]*(?:\\[\s\S][^"\\]*)*")|(?<substitution>\$\((?:[^()]|\([^()]*\))*\)|`[^`\n]*`)|(?<comment>(?<=^|\s)#[^\n]*)|(?<line>\n)|(?<separator>&&|\|\||(?<!>)&(?!>)|[;|]|(?<![\w@$])\(|(?<!\w)\))|(?<open>["'])|(?<text>[^\\'"$`#\n&|;()]+|\$\{?\w*\}?|[\s\S])/g;

function* tokensOf(text: string): Generator<[string, Kind]> {
  for (const match of text.matchAll(tokenPattern)) {
    const [token] = match;
    const { escaped, single, double, substitution, comment, line, separator, open } = match.groups!;
    if (escaped !== undefined || single !== undefined) yield [token, "quoted"];
    else if (double !== undefined) yield [token, "text"];
    else if (substitution !== undefined) yield [token, "substitution"];
    else if (comment !== undefined) yield [token, "comment"];
    else if (separator !== undefined) yield [token, "end"];
    else if (line !== undefined) yield isCarriedOn(text, match.index + 1) ? [" ", "text"] : [token, "end"];
    else if (open === "'" && /\w$/.test(text.slice(Math.max(0, match.index - 1), match.index))) continue;
    else if (open !== undefined) yield [token, "unclosed"];
    else yield [token, "text"];
  }
}

/** Options and ids on a line of their own belong to the command above: the sign that says so is easily lost. */
function isCarriedOn(text: string, at: number): boolean {
  const end = text.indexOf("\n", at);
  const line = text.slice(at, end < 0 ? undefined : Math.min(end, at + 4000)).trim();
  if (line.startsWith("-")) return /^--?[a-z]/i.test(line);
  const words = line.split(/[\s,"'[\]\\]+/).filter((word) => word !== "");
  return words.length > 0 && words.every((word) => /^m?i-\w+$/i.test(word));
}

function toWords(statement: string): string[] {
  try {
    return split(statement);
  } catch {
    return statement.split(/\s+/).flatMap((word) => (word === "" ? [] : [word.replaceAll(/["']/g, "")]));
  }
}

/** Whether a command does nothing but set variables, as `export IDS="i-… i-…"`. */
function noteVariables(variables: Map<string, string>, words: readonly string[]): boolean {
  const set = /^(?:export|set|declare|local)$/.test(words[0]!) ? words.slice(1) : words;
  const pairs = set.map((word) => /^(?:\$env:)?([A-Za-z_]\w*)=(.*)$/s.exec(word));
  if (pairs.length === 0 || pairs.some((pair) => pair === null)) return false;
  for (const pair of pairs) variables.set(pair![1]!, pair![2]!);
  return true;
}

/** A variable that the text itself has set; all others stay as they are, and are told as what only a shell knows. */
function expand(token: string, variables: ReadonlyMap<string, string>): string {
  if (variables.size === 0) return token;
  const isQuoted = token.startsWith('"');
  return token.replace(/\$\{(\w+)\}|\$(\w+)/g, (whole, braced?: string, bare?: string) => {
    const value = variables.get(braced ?? bare ?? "");
    if (value === undefined) return whole;
    return isQuoted ? value.replaceAll(/["\\]/g, String.raw`\$&`) : value;
  });
}
