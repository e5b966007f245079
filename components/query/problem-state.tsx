"use client";

import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ProblemError } from "./read-json.ts";

/** What a region says when its question failed: the problem in its own words, and the way to ask again. */
export function ProblemState({
  error,
  onRetry,
  className,
}: {
  error: Error;
  onRetry?: () => void;
  className?: string;
}) {
  const title = error instanceof ProblemError ? error.problem.title : "This could not be shown";
  return (
    <div role="alert">
      <EmptyState
        title={`${title}.`}
        {...(className === undefined ? {} : { className })}
        actions={onRetry && <Button onClick={onRetry}>Try again</Button>}
      >
        <p>{error.message}</p>
      </EmptyState>
    </div>
  );
}
