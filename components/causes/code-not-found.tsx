import Link from "next/link";
import { catalogueHref, causesHref, isOfFailuresAlone } from "../../lib/routes/causes.ts";
import { failuresHref } from "../../lib/routes/failures.ts";
import { Button } from "../ui/button.tsx";
import { Code } from "../ui/code.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

/** What a code's page says where nodes cannot have it: what failures alone have is told apart from what does not exist. */
export function CodeNotFound({ code }: { code: string }) {
  const isOfFailures = isOfFailuresAlone(code);
  return (
    <EmptyState
      isPage
      title={isOfFailures ? "No node can have this cause." : "The catalogue has no such cause."}
      className="max-w-160"
      actions={
        <>
          {isOfFailures && (
            <Button asChild>
              <Link href={failuresHref({ q: `cause:${code}` })}>Failures that it explains</Link>
            </Button>
          )}
          <Button asChild variant={isOfFailures ? "bare" : "plain"}>
            <Link href={catalogueHref()}>The catalogue</Link>
          </Button>
          <Button asChild variant="bare">
            <Link href={causesHref()}>Causes that are open</Link>
          </Button>
        </>
      }
    >
      {isOfFailures && (
        <p>
          <Code>{code}</Code> is why calls and runs fail, and stands with those.
        </p>
      )}
    </EmptyState>
  );
}
