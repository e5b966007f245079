import Link from "next/link";
import { causeCodeHref, causesHref, parsePagedCode } from "../../lib/routes/causes.ts";
import { Button } from "../ui/button.tsx";
import { Code } from "../ui/code.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { CodeNotFound } from "./code-not-found.tsx";

/** What a cause's page says when no node has it and none is known to have had it. */
export function CauseNotFound({ code, subjectKey }: { code: string; subjectKey: string }) {
  const paged = parsePagedCode(code);
  if (paged === undefined) return <CodeNotFound code={code} />;
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
          <Button asChild variant="bare">
            <Link href={causeCodeHref(paged)}>Who has {code}</Link>
          </Button>
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
