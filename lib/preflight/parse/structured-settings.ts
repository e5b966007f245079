import type { Request } from "../request.ts";

type Fields = Record<string, unknown>;

/** What a structure says beside its targets: the document, the Region, the error, the notification. */
export function noteSettings(request: Request, fields: ReadonlyMap<string, unknown>): void {
  request.documentName ??= text(fields.get("documentname")) ?? documentOfAssociation(request, fields);
  request.documentVersion ??= text(fields.get("documentversion")) ?? null;
  request.targetParameterName ??=
    text(fields.get("targetparametername")) ?? text(fields.get("automationtargetparametername")) ?? null;
  request.region ??= text(fields.get("awsregion")) ?? null;
  request.maxConcurrency ??= text(fields.get("maxconcurrency")) ?? null;
  request.maxErrors ??= text(fields.get("maxerrors")) ?? null;
  const code = text(fields.get("errorcode"));
  if (code !== undefined)
    request.error ??= { code, message: (text(fields.get("errormessage")) ?? "").slice(0, 1000) };
  const notification = fields.get("notificationconfig");
  if (isFields(notification)) {
    request.notification = toNotification(notification, text(fields.get("servicerolearn")) ?? null);
  }
}

/** An association names its document plainly `Name`. */
function documentOfAssociation(request: Request, fields: ReadonlyMap<string, unknown>): string | null {
  const isAssociation =
    request.operation === "CreateAssociation" || request.operation === "UpdateAssociation";
  return isAssociation && (fields.has("targets") || fields.has("instanceid"))
    ? (text(fields.get("name")) ?? null)
    : null;
}

export function toNotification(raw: Fields, roleArn: string | null): NonNullable<Request["notification"]> {
  const fields = new Map(Object.entries(raw).map(([key, value]) => [key.toLowerCase(), value]));
  return {
    topicArn: text(fields.get("notificationarn")) ?? null,
    events: toTexts(fields.get("notificationevents")),
    type: text(fields.get("notificationtype")) ?? null,
    roleArn,
  };
}

export function text(value: unknown): string | undefined {
  if (typeof value === "string" && value !== "") return value;
  return typeof value === "number" ? String(value) : undefined;
}

/** A list, or a text with commas. A reference to something else (`{ Ref: … }`) is written as `${…}`: it is filled in elsewhere. */
export function toTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(toTexts);
  if (isFields(value)) return [`\${${text(value.Ref) ?? Object.keys(value)[0] ?? ""}}`];
  const one = text(value);
  return one === undefined
    ? []
    : one
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== "");
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
