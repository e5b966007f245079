import type { BundleFile } from "../aws/bundle/recorder.ts";
import { cleanMessage } from "../failures/sources/clean-message.ts";
import { failureActions } from "../failures/sources/index.ts";

/** What somebody handed to a run, and what it printed: it may be anything, and no failure is told by it. */
const contents = new Set([
  "accesskeyid",
  "clienttoken",
  "comment",
  "commandplugins",
  "environment",
  "ownerinformation",
  "parameters",
  "reason",
  "resources",
  "sessioncontext",
  "tags",
  "tagset",
  "tagspecificationset",
  "taskinvocationparameters",
  "taskparameters",
  "tokenvalue",
  "traceoutput",
  "useragent",
  "userdata",
  "streamurl",
  "standarderrorurl",
  "standardoutputurl",
]);
const messages = new Set(["detailedstatus", "errormessage", "failuremessage", "message", "statusdetails"]);

/** The bundle without what past runs were given and printed, so that whoever reads it learns what failed, and no secret. */
export function stripRuns(bundle: BundleFile): BundleFile {
  const kept = new Set<string>(failureActions);
  const documents = Object.entries(bundle.documents).map(([action, answer]) => [
    action,
    kept.has(action) ? strip(answer) : answer,
  ]);
  return { ...bundle, documents: Object.fromEntries(documents) };
}

function strip(value: unknown, key = ""): unknown {
  if (typeof value === "string") return stripText(value, key);
  if (Array.isArray(value)) return value.map((element) => strip(element, key));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([field]) => !contents.has(field.toLowerCase()));
  return Object.fromEntries(kept.map(([field, inner]) => [field, strip(inner, field)]));
}

function stripText(text: string, key: string): string {
  if (key === "CloudTrailEvent") return JSON.stringify(strip(parseJson(text)));
  return messages.has(key.toLowerCase()) ? (cleanMessage(text) ?? text) : text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
