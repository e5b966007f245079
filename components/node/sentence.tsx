import { Fragment } from "react";
import { shortenId } from "../../lib/format/id.ts";

// What AWS would print: ids, ARNs and IAM actions.
const printed =
  /\b[a-z]+(?:-[a-z]+)*-[0-9a-f]{8,}\b|\barn:aws[\w-]*:[^\s,;]+[^\s,;.]|\b[a-z][a-z0-9-]{1,30}:[A-Z][A-Za-z]{3,}\b/g;

type Part = { at: number; text: string; isPrinted: boolean };

/** A sentence in the parts that people say and those that AWS would print; joined again they are the sentence. */
export function splitSentence(sentence: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of sentence.matchAll(printed)) {
    if (match.index > at) parts.push({ at, text: sentence.slice(at, match.index), isPrinted: false });
    parts.push({ at: match.index, text: match[0], isPrinted: true });
    at = match.index + match[0].length;
  }
  if (at < sentence.length) parts.push({ at, text: sentence.slice(at), isPrinted: false });
  return parts;
}

/** A sentence in which what AWS would print stands in mono. `isShort` shortens ids; the whole one is in the title. */
export function Sentence({ text, isShort = false }: { text: string; isShort?: boolean }) {
  return splitSentence(text).map((part) => {
    if (!part.isPrinted) return <Fragment key={part.at}>{part.text}</Fragment>;
    const shown = isShort ? shortenId(part.text) : part.text;
    return (
      <code
        key={part.at}
        title={shown === part.text ? undefined : part.text}
        className={isShort ? "whitespace-nowrap" : "wrap-anywhere"}
      >
        {shown}
      </code>
    );
  });
}
