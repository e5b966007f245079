"use client";

import { lazy, Suspense, useState } from "react";
import { Button, type ButtonProps } from "../ui/button.tsx";

const ExcludeDialog = lazy(async () => ({
  default: (await import("../exclusions/exclude-dialog.tsx")).ExcludeDialog,
}));

/** Asks why the nodes of a filter are not meant to answer, and excludes them. The dialog is fetched when it is asked for. */
export function ExcludeButton({
  filter,
  onDone,
  look = { variant: "bare", size: "small" },
  children,
}: {
  filter: string;
  onDone?: () => void;
  look?: Pick<ButtonProps, "variant" | "size">;
  children: string;
}) {
  const [askedAt, setAskedAt] = useState<number | null>(null);
  return (
    <>
      <Button {...look} aria-haspopup="dialog" onClick={() => setAskedAt(Date.now())}>
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
