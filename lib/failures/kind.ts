/** AWS's words for failures of targets, in its own spelling. SDKs, protocols and guides vary suffix, case and spaces. */
const words = [
  "AccessDenied",
  "BadRequest",
  "DeliveryTimedOut",
  "DuplicateInstanceId",
  "IncorrectInstanceState",
  "InvalidAutomationExecutionParameters",
  "InvalidAutomationParameters",
  "InvalidInstanceId",
  "InvalidInstanceID.Malformed",
  "InvalidInstanceID.NotFound",
  "InvalidNotificationConfig",
  "InvalidPlatform",
  "InvalidRole",
  "InvalidTarget",
  "InvalidTargetMaps",
  "NoInstancesInTag",
  "RateExceeded",
  "TargetNotConnected",
  "Undeliverable",
  "UnsupportedPlatformType",
  "Validation",
] as const;
export type TargetKind = (typeof words)[number];

const bySmallLetters = new Map<string, TargetKind>(words.map((word) => [word.toLowerCase(), word]));
// One word filters and another is printed; and not every service that speaks for EC2 keeps its dot.
bySmallLetters.set("limitexceeded", "RateExceeded");
bySmallLetters.set("unauthorizedoperation", "AccessDenied");

/** A kind as it is stored: AWS's word without namespace, suffix and spaces, spelled as AWS's models spell it. */
export function toKind(code: string): string {
  const bare = code
    .replace(/^.*#/, "")
    .replace(/\s+/g, "")
    .replace(/:.*$/, "")
    .replace(/^(?:Client|Server|Sender)\./i, "")
    .replace(/(?<=.)Exception$/i, "");
  return bySmallLetters.get(bare.toLowerCase()) ?? bare;
}

/** Kinds that are about a target whatever their text says. */
const alwaysOfTargets: ReadonlySet<string> = new Set<TargetKind>([
  "DeliveryTimedOut",
  "DuplicateInstanceId",
  "IncorrectInstanceState",
  "InvalidInstanceId",
  "InvalidInstanceID.Malformed",
  "InvalidInstanceID.NotFound",
  "InvalidNotificationConfig",
  "InvalidPlatform",
  "InvalidRole",
  "InvalidTarget",
  "InvalidTargetMaps",
  "NoInstancesInTag",
  "RateExceeded",
  "TargetNotConnected",
  "Undeliverable",
  "UnsupportedPlatformType",
]);

const aboutTargets =
  /\binstance[ _-]?ids?\b|\binstances?\b.*\bvalid\b|\btargets?\b|\bresource[ -]?groups?\b|\btags?\b|\bmanaged nodes?\b|\bm?i-[0-9a-z]{8,}/i;
const nodeArn = /:(?:instance|managed-instance)\/(?:\*|m?i-[0-9a-z]*)/i;

/**
 * Whether an error of Systems Manager is about what was aimed at. The general codes are only where their text says so:
 * a document that may not be used, or a parameter of the wrong kind, is another story. No text at all leaves the target.
 */
export function isOfTarget(kind: string, message: string | null): boolean {
  if (alwaysOfTargets.has(kind)) return true;
  switch (kind as TargetKind) {
    case "AccessDenied":
      return isDeniedTarget(message);
    case "BadRequest":
      return message !== null && /advanced-instances tier/i.test(message);
    case "Validation":
      return (
        message !== null &&
        (isOfNotification(message) || aboutTargets.test(message)) &&
        !/'parameters/i.test(message)
      );
    case "InvalidAutomationExecutionParameters":
    case "InvalidAutomationParameters":
      return message === null || message === "" || aboutTargets.test(message);
    default:
      return false;
  }
}

/** The events and the type of a notification are words that have to be written as AWS writes them. */
export function isOfNotification(message: string): boolean {
  return /'notificationConfig\b/i.test(message);
}

/** Rights are checked on the document, on the role that is passed and on each node; only the last is a target's. */
function isDeniedTarget(message: string | null): boolean {
  if (message === null || message === "") return true;
  const resource = /on resource:?\s*(\S+)/i.exec(message)?.[1];
  if (/\biam:PassRole\b/i.test(message)) return true;
  if (resource === undefined) return !/\bdocument\b/i.test(message);
  return nodeArn.test(resource) || resource.replace(/[,.]$/, "") === "*" || !resource.startsWith("arn:");
}

/** Kinds that say of a whole call that it met nothing at all. */
export function matchedNothing(kind: string): boolean {
  return kind === "NoInstancesInTag" || kind === noTargets;
}

/** AWS has no word for an automation whose targets came to none: it ends green. */
export const noTargets = "NoTargets";

const inText =
  /\b(InvalidInstanceID\.(?:NotFound|Malformed)|InvalidInstanceId|InvalidTargetMaps|InvalidTarget|TargetNotConnected|IncorrectInstanceState|DuplicateInstanceId|UnsupportedPlatformType|InvalidNotificationConfig|InvalidAutomationExecutionParameters|Undeliverable|DeliveryTimedOut|Delivery Timed Out|NoInstancesInTag|InvalidPlatform)(?:Exception)?\b/;

/** The failure of a target that a free text tells of (a step's message, a window's details); null where it tells of none. */
export function kindInText(text: string | null | undefined): string | null {
  if (!text) return null;
  const [, code] = /An error occurred \(([\w.]+)\) when calling/.exec(text) ?? [];
  if (code !== undefined && isOfTarget(toKind(code), text)) return toKind(code);
  const [, named] = inText.exec(text) ?? [];
  if (named !== undefined && isOfTarget(toKind(named), text)) return toKind(named);
  const [, result] = /unexpected invocation result\D*?Status=\[([\w ]+)\]/.exec(text) ?? [];
  if (result !== undefined && alwaysOfTargets.has(toKind(result))) return toKind(result);
  if (/not in a valid state(?: for account)?/i.test(text)) return "InvalidInstanceId";
  if (/\bm?i-[0-9a-f]{8,17} is not connected/i.test(text)) return "TargetNotConnected";
  return null;
}

/** General codes that say, as a status of what was aimed at nodes, that these were not to be used. */
const alsoAsStatus: ReadonlySet<string> = new Set<TargetKind>([
  "AccessDenied",
  "InvalidAutomationExecutionParameters",
  "InvalidAutomationParameters",
]);

/** The first status that an invocation's or an association target's words say, if it is one of a target's failures. */
export function kindOfStatus(...statuses: readonly (string | null | undefined)[]): string | null {
  for (const status of statuses) {
    if (!status) continue;
    const kind = toKind(status);
    if (alwaysOfTargets.has(kind) || alsoAsStatus.has(kind)) return kind;
    const told = kindInText(status);
    if (told !== null) return told;
  }
  return null;
}
