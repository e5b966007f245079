import type { ScopeKey } from "../model/scope.ts";
import { errors } from "./aws-errors.ts";
import { accountOf } from "./judge-node.ts";
import type { ExpectedError } from "./outcome.ts";
import type { MalformedId, Operation } from "./request.ts";

export function explainMalformed(what: string, { reason, isExpression }: MalformedId): string {
  return `${what} is no ${isExpression ? "target" : "id"}: ${reason}.`;
}

/** The form that SSM's own model asks of an id: any letters will do, where EC2 only gives hexadecimal digits. */
const modelPattern = /^(?:i-(?:\w{8}|\w{17})|mi-\w{17})$/;

/** What AWS says to it: a session asks nothing of the form, and what passes for an id is looked up and not found. */
export function errorOfMalformed(
  { text, isExpression }: MalformedId,
  operation: Operation,
  home: ScopeKey | null,
): ExpectedError | null {
  // The tool that was to send it gives up before AWS hears of it.
  if (isExpression) return null;
  switch (operation) {
    case "StartAutomationExecution":
      return errors.automationParameters();
    case "StartSession":
      return errors.targetNotConnected(text);
    case "SendCommand":
      return modelPattern.test(text)
        ? errors.invalidInstanceId(text, home === null ? null : accountOf(home))
        : errors.validation();
    default:
      return errors.validation();
  }
}
