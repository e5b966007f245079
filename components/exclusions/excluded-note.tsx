import type { NodeSummary } from "../../lib/api/node.ts";
import { Callout } from "../ui/callout.tsx";
import { TextLink } from "../ui/link.tsx";
import { Moment } from "../ui/time.tsx";

/** Says of a node that nobody expects it to answer: why, who answers for it, and until when. */
export function ExcludedNote({
  excluded,
  className,
}: {
  excluded: NodeSummary["excluded"];
  className?: string;
}) {
  if (excluded === null) return null;
  return (
    <Callout {...(className === undefined ? {} : { className })}>
      Not meant to answer until <Moment at={excluded.until} />: {excluded.reason} ({excluded.owner}){" "}
      <TextLink href="/settings#exclusions" prefetch={false} className="underline">
        All exclusions
      </TextLink>
    </Callout>
  );
}
