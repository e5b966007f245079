/** What the catalogue says of one cause, whatever the fleet. */
export type CauseText = {
  /** What is wrong, as a headline. */
  title: string;
  /** What it means and why it keeps a node from being reached, in one paragraph. */
  meaning: string;
  /** How people meet it: states, errors and lines of logs. */
  looksLike: readonly string[];
  /** The kinds of subject that it blames, and that nodes share; empty where nobody in the account is to blame. */
  blames: readonly string[];
  /** What it is of: nodes, or failures and preflight targets, or both. */
  of: readonly ("node" | "failure")[];
  /** Rows of the reference's table, or sections of it. */
  rows: readonly string[];
  /** What people believe of it wrongly, and how it is. */
  beliefs: readonly { belief: string; correct: string }[];
  /** What mends it, in plain words; the steps are the fixes' own. */
  fix: string;
};

const both = ["node", "failure"] as const;

type Given = Omit<CauseText, "of" | "beliefs" | "blames"> &
  Partial<Pick<CauseText, "of" | "beliefs">> & { blames: string | readonly string[] };

/** A cause of nodes and of failures alike, as most are. */
export function causeText({ blames, ...given }: Given): CauseText {
  return { of: both, beliefs: [], ...given, blames: [blames].flat() };
}

/** One that only a call or a target can have, and no node. */
export function failureText(given: Given): CauseText {
  return { ...causeText(given), of: ["failure"] };
}
