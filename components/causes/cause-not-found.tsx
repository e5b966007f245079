import Link from "next/link";
import { causeCodeHref, causesHref, parseCauseSegments } from "../../lib/routes/causes.ts";
import { Button } from "../ui/button.tsx";
import { Code } from "../ui/code.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

/** What a cause's page says when no node has it and none is known to have had it. */
export function CauseNotFound({ code, subjectKey }: { code: string; subjectKey: string }) {
  const asked = parseCauseSegments({ code, subjectKey: encodeURIComponent(subjectKey) });
  return (
    <EmptyState
      isPage
      title="No node has this cause."
      className="max-w-160"
      actions={
        <>
          <Button asChild>
            <Link href={causesHref()}>All causes</Link>
          </Button>
          {asked && (
            <Button asChild variant="bare">
              <Link href={causeCodeHref(asked.code)}>Who has {code}</Link>
            </Button>
          )}
        </>
      }
    >
      <p>
        <Code className="whitespace-normal! wrap-anywhere">{code}</Code> of{" "}
        <Code className="whitespace-normal! wrap-anywhere">{subjectKey}</Code> is not so now, and was not so
        for as long as the past is kept.
      </p>
    </EmptyState>
  );
}
