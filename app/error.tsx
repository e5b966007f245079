"use client";

import { Button } from "../components/ui/button.tsx";
import { EmptyState } from "../components/ui/empty-state.tsx";

/** A fault in a page. The frame around it still works. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <div role="alert">
      <EmptyState
        isPage
        title="This page could not be drawn."
        actions={<Button onClick={retry}>Try again</Button>}
      >
        <p>
          A fault in Muster, not in your fleet; nothing is lost.
          {digest && (
            <>
              {" "}
              The server's log has it under <code className="whitespace-nowrap">{digest}</code>.
            </>
          )}
        </p>
      </EmptyState>
    </div>
  );
}
