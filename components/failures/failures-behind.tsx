import { formatCountOf } from "../../lib/format/count.ts";
import { failuresHref } from "../../lib/routes/failures.ts";
import { TextLink } from "../ui/link.tsx";

/** The way to the failures that a number elsewhere counts: each link leads to the tab that shows as many as it says. */
export function FailuresBehind({
  q,
  total,
  silent,
  word,
}: {
  q: string;
  total: number;
  silent: number;
  /** As "Show" before what is counted. */
  word?: string;
}) {
  const told = total - silent;
  const before = word === undefined ? "" : `${word} `;
  return (
    <>
      {told > 0 && (
        <TextLink href={failuresHref({ q })} prefetch={false} className="underline">
          {before}
          {formatCountOf(told, "failure")}
        </TextLink>
      )}
      {told > 0 && silent > 0 && " and "}
      {silent > 0 && (
        <TextLink href={failuresHref({ q, tab: "silent" })} prefetch={false} className="underline">
          {told === 0 && before}
          {formatCountOf(silent, "silent miss", "silent misses")}
        </TextLink>
      )}
    </>
  );
}
