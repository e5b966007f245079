export type PolicyStatement = Readonly<Record<string, unknown>>;
type PolicyDocument = { Statement: readonly PolicyStatement[] } & Readonly<Record<string, unknown>>;

/** The policy with one more statement; null where the text is no policy, to which nothing can be added. */
export function withStatement(text: string, statement: PolicyStatement): string | null {
  const policy = readPolicy(text);
  return policy && JSON.stringify({ ...policy, Statement: [...policy.Statement, statement] });
}

/**
 * The policy with a statement changed that is known by its text, as decisions name it: `change` answers what stands there
 * instead. Null where no statement is left, which no policy can be.
 */
export function withChangedStatement(
  text: string,
  written: string,
  change: (statement: PolicyStatement) => readonly PolicyStatement[],
): string | null {
  const policy = readPolicy(text);
  if (policy === null) return null;
  const statements = policy.Statement.flatMap((each) =>
    JSON.stringify(each) === written ? change(each) : [each],
  );
  return statements.length === 0 ? null : JSON.stringify({ ...policy, Statement: statements });
}

/**
 * The statement without these actions; nothing where it says nothing else. A pattern that covers more than them goes as a whole,
 * as the language has no word for all but one of what a pattern covers, unless the pattern is for everything.
 */
export function withoutActions(
  statement: PolicyStatement,
  actions: readonly string[],
): readonly PolicyStatement[] {
  const { Action, NotAction, ...rest } = statement;
  if (Action === undefined) {
    const spared = toTexts(NotAction);
    const more = actions.filter((action) => !spared.some((pattern) => covers(pattern, action)));
    return [{ ...rest, NotAction: [...spared, ...more] }];
  }
  const patterns = toTexts(Action);
  if (patterns.some(isForEverything)) return [{ ...rest, NotAction: [...actions] }];
  const left = patterns.filter((pattern) => !actions.some((action) => covers(pattern, action)));
  return left.length === 0 ? [] : [{ ...rest, Action: left }];
}

/** The patterns that have to go for some of these actions, though they cover more. */
export function widePatterns({ Action }: PolicyStatement, actions: readonly string[]): string[] {
  const patterns = toTexts(Action);
  if (patterns.some(isForEverything)) return [];
  return patterns.filter(
    (pattern) => /[*?]/.test(pattern) && actions.some((action) => covers(pattern, action)),
  );
}

/**
 * The statement for everyone but the role, and beside it what it goes on saying of the role: all but these actions. Nothing
 * that others are denied changes.
 */
export function exceptingRole(
  statement: PolicyStatement,
  roleArn: string,
  actions: readonly string[],
): readonly PolicyStatement[] {
  const forOthers = withCondition(statement, "ArnNotEquals", roleArn);
  const { Sid, ...rest } = statement;
  const forRole = withoutActions(rest, actions).map((each) => withCondition(each, "ArnEquals", roleArn));
  return [forOthers, ...forRole];
}

const principal = "aws:PrincipalArn";

/** Of several values of a negated operator each is excepted. A positive one takes any of them: so it stays by itself. */
function withCondition(
  statement: PolicyStatement,
  operator: "ArnEquals" | "ArnNotEquals",
  roleArn: string,
): PolicyStatement {
  const conditions = toRecord(statement.Condition);
  const present = toRecord(conditions[operator]);
  const key =
    Object.keys(present).find((each) => each.toLowerCase() === principal.toLowerCase()) ?? principal;
  const values = operator === "ArnNotEquals" ? [...toTexts(present[key]), roleArn] : [roleArn];
  return { ...statement, Condition: { ...conditions, [operator]: { ...present, [key]: values } } };
}

export function readPolicy(text: string): PolicyDocument | null {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return null;
  }
  const { Statement } = toRecord(policy);
  if (typeof Statement !== "object" || Statement === null) return null;
  return { ...toRecord(policy), Statement: [Statement].flat() as PolicyStatement[] };
}

function isForEverything(pattern: string): boolean {
  return /^\*+(:\*+)?$/.test(pattern);
}

/** As IAM compares actions: a star is any text, a question mark one letter, and case does not matter. */
function covers(pattern: string, action: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i").test(action);
}

function toTexts(value: unknown): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
