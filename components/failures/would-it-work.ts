import type { FailureAnswer } from "../../lib/api/failure.ts";

type Attempt = Pick<FailureAnswer, "operation" | "documentName" | "scope" | "targets">;

/** The most ids that one command can name. */
const mostIds = 50;

/**
 * The call as a command line that can be judged again: the same operation on the same targets, without the parameters, which
 * nobody kept. Null where nothing was aimed at.
 */
export function commandLineOf({ operation, documentName, scope, targets }: Attempt): string | null {
  const words = targets.map(({ id }) => id);
  if (words.length === 0) return null;
  const region = `--region ${scope.slice(scope.indexOf(":") + 1)}`;
  const document = quote(documentName ?? "");
  const ids = words.filter(isNodeId);
  const expressions = words.filter((word) => !isNodeId(word));
  const targetsOption = expressions.length > 0 ? `--targets ${expressions.map(toTarget).join(" ")}` : "";
  switch (operation) {
    case "StartSession":
      return ids.length === 0 ? null : `aws ssm start-session --target ${ids[0]} ${region}`;
    case "SendCommand":
      if (documentName === null || ids.length > mostIds) return words.join("\n");
      return `aws ssm send-command --document-name ${document} ${targetsOption || `--instance-ids ${ids.join(" ")}`} ${region}`;
    case "AssociationExecution":
      if (documentName === null) return words.join("\n");
      return `aws ssm create-association --name ${document} --targets ${
        expressions.length > 0
          ? expressions.map(toTarget).join(" ")
          : `Key=InstanceIds,Values=${ids.join(",")}`
      } ${region}`;
    default:
      return words.join("\n");
  }
}

/** The same call on the targets of several failures; of other scopes only where there is no command line for it. */
export function commandLineOfAll(failures: readonly Attempt[]): string | null {
  const [newest] = failures;
  if (!newest) return null;
  const alike = failures.filter(({ scope }) => scope === newest.scope);
  const targets = new Map(alike.flatMap((failure) => failure.targets.map((target) => [target.id, target])));
  return commandLineOf({ ...newest, targets: [...targets.values()] });
}

function isNodeId(word: string): boolean {
  return /^m?i-[0-9a-f]+$/.test(word);
}

/** `tag:Role=batch` as the command line has it. */
function toTarget(expression: string): string {
  const equals = expression.indexOf("=");
  if (equals <= 0) return quote(expression);
  return quote(`Key=${expression.slice(0, equals)},Values=${expression.slice(equals + 1)}`);
}

function quote(word: string): string {
  return /^[\w:@%+=,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
