import { isNotFound } from "../../aws/errors.ts";
import type { AwsReader } from "../../aws/reader.ts";
import type { Platform } from "../../model/node.ts";
import type { ScopeKey } from "../../model/scope.ts";
import type { Caller, RightsAnswer, RightsQuestion } from "../../preflight/caller-rights.ts";
import type { KnownDocument } from "../../preflight/fleet-view.ts";
import { askRights } from "./ask-rights.ts";

/** What a preflight asks AWS for itself, as no sync reads it: documents, and who is in a resource group. */
export type AwsQuestions = {
  /** Undefined where AWS has no such document; null where it could not be asked. */
  document(name: string, scope: ScopeKey): Promise<KnownDocument | undefined | null>;
  /** Ids of instances in the group; null where it could not be asked, empty where there is no such group. */
  members(group: string, scope: ScopeKey): Promise<readonly string[] | null>;
  /** What IAM's simulator says of the caller. */
  rights(caller: Caller, question: RightsQuestion): Promise<RightsAnswer>;
};

/** Somebody waits for the answer while typing. */
const patienceMs = 4_000;
const keptMs = 10 * 60_000;

/** Asks with `readerOf`, and keeps each answer for a while. What could not be asked is asked again the next time. */
export function createAwsQuestions(
  readerOf: (scope: ScopeKey) => AwsReader | undefined,
  now: () => number,
): AwsQuestions {
  const kept = new Map<string, { at: number; answer: Promise<unknown> }>();
  const once = <Answer>(key: string, ask: () => Promise<Answer | null>): Promise<Answer | null> => {
    const known = kept.get(key);
    if (known !== undefined && now() - known.at < keptMs) return known.answer as Promise<Answer | null>;
    const answer = ask().then((value) => {
      if (value === null) kept.delete(key);
      return value;
    });
    kept.set(key, { at: now(), answer });
    return answer;
  };
  return {
    document: (name, scope) => once(`document ${scope} ${name}`, () => askDocument(readerOf(scope), name)),
    members: (group, scope) => once(`group ${scope} ${group}`, () => askMembers(readerOf(scope), group)),
    rights: (caller, question) => askRights(readerOf(question.scope), caller, question),
  };
}

const platforms: Record<string, Platform> = { Linux: "linux", Windows: "windows", MacOS: "macos" };

async function askDocument(
  reader: AwsReader | undefined,
  Name: string,
): Promise<KnownDocument | undefined | null> {
  if (reader === undefined) return null;
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const { Document } = await reader.call("ssm:DescribeDocument", { Name }, { signal });
    if (Document === undefined) return null;
    return {
      name: Document.Name ?? Name,
      type: Document.DocumentType ?? null,
      platforms: (Document.PlatformTypes ?? []).flatMap((platform) => platforms[platform] ?? []),
    };
  } catch (error) {
    return isNotFound(error) ? undefined : null;
  }
}

async function askMembers(reader: AwsReader | undefined, Group: string): Promise<readonly string[] | null> {
  if (reader === undefined) return null;
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const ids: string[] = [];
    for await (const { Resources = [] } of reader.pages(
      "resource-groups:ListGroupResources",
      { Group },
      { signal },
    )) {
      for (const { Identifier } of Resources) {
        const id = /\/(m?i-[0-9a-f]+)$/.exec(Identifier?.ResourceArn ?? "")?.[1];
        if (id !== undefined) ids.push(id);
      }
    }
    return ids;
  } catch (error) {
    return isNotFound(error) ? [] : null;
  }
}
