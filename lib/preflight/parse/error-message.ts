import { operations, type Request } from "../request.ts";

const wording = [
  /An error occurred \((\w+)\) when calling the (\w+) operation(?: \([^)]*\))?:\s*([^\n]*)/,
  /\b(InvalidInstanceId|InvalidTarget|TargetNotConnected|DuplicateInstanceId|UnsupportedPlatformType|InvalidNotificationConfig|InvalidRole|AccessDenied|Validation)(?:Exception)?\b:?\s*()([^\n]*)/,
  /()()(Instances (?:\[\[[^[\]\n]*\]\] )?not in a valid state for account[^\n]*)/,
  /()()((?:m?i-[0-9a-f]+) is not connected\.?)/,
  // The whole line: anchored, as each position of a long one would be tried otherwise.
  /^()()(.*is not authorized to perform: ssm:\w+ on resource:.*)$/m,
];

/** The error of AWS that a text holds, with the operation that gave it; undefined where it holds none. */
export function findError(
  text: string,
): { error: NonNullable<Request["error"]>; operation: Request["operation"] | undefined } | undefined {
  for (const pattern of wording) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [, code = "", operationName = "", message = ""] = match;
    const named =
      operationName ||
      (/ssm:(\w+) on resource|operation error SSM: (\w+)/.exec(text)?.slice(1).find(Boolean) ?? "");
    return {
      error: {
        code: (code || codeOf(message)).replace(/Exception$/, ""),
        message: message.trim().slice(0, 1000),
      },
      operation:
        operations.find((operation) => operation === named) ??
        (/is not connected/.test(message) || /^TargetNotConnected/.test(code) ? "StartSession" : undefined),
    };
  }
  return undefined;
}

function codeOf(message: string): string {
  if (/not in a valid state/.test(message)) return "InvalidInstanceId";
  return /is not connected/.test(message) ? "TargetNotConnected" : "AccessDenied";
}
