export type PolicyStatement = Readonly<Record<string, unknown>>;
type PolicyDocument = { Statement: readonly PolicyStatement[] } & Readonly<Record<string, unknown>>;

/** The policy with one more statement; null where the text is no policy, to which nothing can be added. */
export function withStatement(text: string, statement: PolicyStatement): string | null {
  const policy = readPolicy(text);
  return policy && JSON.stringify({ ...policy, Statement: [...policy.Statement, statement] });
}

/**
 * The policy with a statement changed that is known by its text, as decisions name it: `change` answers what it becomes, and
 * null takes it out. Null where no statement is left, which no policy can be, and where the statement is not there.
 */
export function withChangedStatement(
  text: string,
  written: string,
  change: (statement: PolicyStatement) => PolicyStatement | null,
): string | null {
  const policy = readPolicy(text);
  if (policy === null) return null;
  const statements = policy.Statement.flatMap((each) =>
    JSON.stringify(each) === written ? (change(each) ?? []) : [each],
  );
  return statements.length === 0 ? null : JSON.stringify({ ...policy, Statement: statements });
}

/**
 * The statement without these actions; null where it says nothing else. A pattern that covers one of them goes as a whole:
 * the language has no word for all but one of what a pattern covers.
 */
export function withoutActions(
  statement: PolicyStatement,
  actions: readonly string[],
): PolicyStatement | null {
  if (statement.Action === undefined) {
    const spared = toTexts(statement.NotAction);
    const more = actions.filter((action) => !spared.some((pattern) => covers(pattern, action)));
    return { ...statement, NotAction: [...spared, ...more] };
  }
  const left = toTexts(statement.Action).filter(
    (pattern) => !actions.some((action) => covers(pattern, action)),
  );
  return left.length === 0 ? null : { ...statement, Action: left };
}

/** The patterns of a statement that cover more than the one action that they are to be taken out for. */
export function widePatterns(statement: PolicyStatement, actions: readonly string[]): string[] {
  return toTexts(statement.Action).filter(
    (pattern) => /[*?]/.test(pattern) && actions.some((action) => covers(pattern, action)),
  );
}

const principal = "aws:PrincipalArn";

/** The statement for everyone else: of several values of a negated operator each one is excepted. */
export function exceptingRole(statement: PolicyStatement, roleArn: string): PolicyStatement {
  const condition = toRecord(statement.Condition);
  const excepted = toRecord(condition.ArnNotEquals);
  const key =
    Object.keys(excepted).find((each) => each.toLowerCase() === principal.toLowerCase()) ?? principal;
  const ArnNotEquals = { ...excepted, [key]: [...toTexts(excepted[key]), roleArn] };
  return { ...statement, Condition: { ...condition, ArnNotEquals } };
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
