"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "../ui/button.tsx";

const ExcludeDialog = lazy(async () => ({
  default: (await import("../exclusions/exclude-dialog.tsx")).ExcludeDialog,
}));

/** Asks why the nodes of a filter are not meant to answer, and excludes them. The dialog is fetched when it is asked for. */
export function ExcludeButton({
  filter,
  onDone,
  children,
}: {
  filter: string;
  onDone?: () => void;
  children: string;
}) {
  const [askedAt, setAskedAt] = useState<number | null>(null);
  return (
    <>
      <Button variant="bare" size="small" aria-haspopup="dialog" onClick={() => setAskedAt(Date.now())}>
        {children}
      </Button>
      <Suspense>
        {askedAt !== null && (
          <ExcludeDialog
            filter={filter}
            now={askedAt}
            onClose={() => setAskedAt(null)}
            {...(onDone === undefined ? {} : { onDone })}
          />
        )}
      </Suspense>
    </>
  );
}
