import { Fragment } from "react";
import { shortenId } from "../../lib/format/id.ts";
import { Moment } from "../ui/time.tsx";

// What AWS would print: ids, ARNs and IAM actions. Times, as machines write them. And names in scripts that run from right to
// left, which would take the words and numbers behind them to their other side.
const special =
  /(?<name>[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[\s_-]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*)|(?<time>\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z| \d\d:\d\d UTC\b))|\b[a-z]+(?:-[a-z]+)*-[0-9a-f]{8,}\b|\b(?:[a-z][a-z0-9-]*\.)*(?:com\.amazonaws|amazonaws\.com|api\.aws)(?:\.[a-z0-9-]*[a-z0-9])*|\barn:aws[\w-]*:[^\s,;]+[^\s,;.]|\b[a-z][a-z0-9-]{1,30}:[A-Z][A-Za-z]{3,}\b/g;

/** What is longer, as the ARN of a session, has to break somewhere; ids never do, not even on a phone. */
const wholeAtMost = { short: 40, full: 30 };

type Part = { at: number; text: string; kind: "said" | "printed" | "time" | "name" };

/** A sentence in the parts that people say, those that AWS would print, times and names that run leftwards; joined again they are the sentence. */
export function splitSentence(sentence: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of sentence.matchAll(special)) {
    if (match.index > at) parts.push({ at, text: sentence.slice(at, match.index), kind: "said" });
    parts.push({ at: match.index, text: match[0], kind: kindOf(match) });
    at = match.index + match[0].length;
  }
  if (at < sentence.length) parts.push({ at, text: sentence.slice(at), kind: "said" });
  return parts;
}

function kindOf({ 0: text, groups }: RegExpExecArray): Part["kind"] {
  if (groups?.name !== undefined) return "name";
  return groups?.time !== undefined && !Number.isNaN(momentOf(text)) ? "time" : "printed";
}

/** A time as machines write it, or as sentences name one: `2026-11-25 15:42 UTC`. */
function momentOf(text: string): number {
  return Date.parse(text.replace(/ (\S+) UTC$/, "T$1Z"));
}

/** A name with dots, as a service's, breaks after a dot alone: halves of a Region are nobody's name. */
function breakable(text: string) {
  if (!/^[a-z0-9.-]+$/.test(text)) return text;
  return text.split(/(?<=\.)/).map((label, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the labels of one name, which stand as they are
    <Fragment key={at}>
      <span className="whitespace-nowrap">{label}</span>
      <wbr />
    </Fragment>
  ));
}

/**
 * A sentence in which what AWS would print stands in mono, and times in the reader's zone. `isShort` shortens ids; the whole
 * one is in the title.
 */
export function Sentence({ text, isShort = false }: { text: string; isShort?: boolean }) {
  const most = isShort ? wholeAtMost.short : wholeAtMost.full;
  return splitSentence(text).map((part) => {
    if (part.kind === "said") return <Fragment key={part.at}>{part.text}</Fragment>;
    if (part.kind === "name") return <bdi key={part.at}>{part.text}</bdi>;
    if (part.kind === "time") return <Moment key={part.at} at={momentOf(part.text)} />;
    const shown = isShort ? shortenId(part.text) : part.text;
    return (
      <code
        key={part.at}
        title={shown === part.text ? undefined : part.text}
        className={shown.length <= most ? "whitespace-nowrap" : "wrap-anywhere"}
      >
        {shown.length <= most ? shown : breakable(shown)}
      </code>
    );
  });
}
