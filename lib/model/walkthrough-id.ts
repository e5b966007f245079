import { type CauseCode, isCauseCode } from "./cause.ts";
import { parseSubjectKey, type SubjectKey } from "./subject-key.ts";

/** A fix on the subject of a cause. */
export type WalkthroughKey = { fixId: string; code: CauseCode; key: SubjectKey };

/** `fix~cause~subject's key`: one segment of an address once it is encoded, and the same whoever asks. */
export function walkthroughId({ fixId, code, key }: WalkthroughKey): string {
  return `${fixId}~${code}~${key}`;
}

/** Undefined where `text` is no such id. That there is the fix, and the cause, is for others to say. */
export function parseWalkthroughId(text: string): WalkthroughKey | undefined {
  const [, fixId, code, key] = /^([a-z0-9-]+)~([a-z0-9-]+)~(.+)$/s.exec(text) ?? [];
  if (fixId === undefined || !isCauseCode(code!) || !parseSubjectKey(key!)) return undefined;
  return { fixId, code: code!, key: key! };
}
