import type { BundleFile } from "../aws/bundle/recorder.ts";
import { cleanMessage } from "../failures/sources/clean-message.ts";
import { actionsBesideDocuments } from "../failures/sources/index.ts";

/** What somebody handed to a run, and what it printed: it may be anything, and no failure is told by it. */
const contents = new Set([
  "accesskeyid",
  "clienttoken",
  "comment",
  "commandplugins",
  "environment",
  "ownerinformation",
  "reason",
  "sessioncontext",
  "tags",
  "tagset",
  "tagspecificationset",
  "tokenvalue",
  "traceoutput",
  "useragent",
  "userdata",
  "streamurl",
  "standarderrorurl",
  "standardoutputurl",
]);
/**
 * What CloudTrail tells is text, and nobody looked into it; of parameters elsewhere, whoever recorded them kept the ids of
 * nodes alone. The names of what a call was about stand in its request.
 */
const contentsOfTrail = new Set(["parameters", "resources", "taskinvocationparameters", "taskparameters"]);
const messages = new Set(["detailedstatus", "errormessage", "failuremessage", "message", "statusdetails"]);

/** The bundle without what past runs were given and printed, so that whoever reads it learns what failed, and no secret. */
export function stripRuns(bundle: BundleFile): BundleFile {
  const kept = new Set<string>(actionsBesideDocuments);
  const documents = Object.entries(bundle.documents).map(([action, answer]) => [
    action,
    kept.has(action) ? strip(answer, "", action === "cloudtrail:LookupEvents") : answer,
  ]);
  return { ...bundle, documents: Object.fromEntries(documents) };
}

function strip(value: unknown, key = "", isOfTrail = false): unknown {
  if (typeof value === "string") return stripText(value, key);
  if (Array.isArray(value)) return value.map((element) => strip(element, key, isOfTrail));
  if (typeof value !== "object" || value === null) return value;
  const isKept = (field: string) => !contents.has(field) && !(isOfTrail && contentsOfTrail.has(field));
  const kept = Object.entries(value).filter(([field]) => isKept(field.toLowerCase()));
  return Object.fromEntries(kept.map(([field, inner]) => [field, strip(inner, field, isOfTrail)]));
}

function stripText(text: string, key: string): string {
  if (key === "CloudTrailEvent") return JSON.stringify(strip(parseJson(text), "", true));
  return messages.has(key.toLowerCase()) ? (cleanMessage(text) ?? text) : text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
