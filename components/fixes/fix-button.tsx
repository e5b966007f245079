"use client";

import { usePathname } from "next/navigation";
import { lazy, Suspense, useCallback } from "react";
import type { CauseCode } from "../../lib/model/cause.ts";
import type { SubjectKey } from "../../lib/model/subject-key.ts";
import { useAddress } from "../shell/address-provider.tsx";
import { Button } from "../ui/button.tsx";

export type FixedCause = { code: CauseCode; key: SubjectKey };

const loadPanel = async () => ({ default: (await import("./fix-panel.tsx")).FixPanel });
const FixPanel = lazy(loadPanel);

/** The one button that matters: it opens the fixes of a cause beside the page. Which one is open is in the address. */
export function FixButton({ cause }: { cause: FixedCause }) {
  const [open, setOpen] = useOpenFix();
  const fetchAhead = () => void loadPanel();
  return (
    <>
      <Button
        variant="ink"
        aria-haspopup="dialog"
        onPointerEnter={fetchAhead}
        onFocus={fetchAhead}
        onClick={() => setOpen("yes")}
      >
        Fix it
      </Button>
      <Suspense>
        {open !== null && (
          <FixPanel cause={cause} open={open} onOpen={setOpen} onClose={() => setOpen(null)} />
        )}
      </Suspense>
    </>
  );
}

/** `yes` while the fixes of the page's cause are to choose from, or the walkthrough that is open. */
function useOpenFix(): [string | null, (fix: string | null) => void] {
  const { search, write } = useAddress();
  const pathname = usePathname();
  const setOpen = useCallback(
    (fix: string | null) => {
      const parameters = new URLSearchParams(search);
      if (fix === null) parameters.delete("fix");
      else parameters.set("fix", fix);
      const text = parameters.toString();
      write(text === "" ? pathname : `${pathname}?${text}`, "push");
    },
    [search, pathname, write],
  );
  return [new URLSearchParams(search).get("fix"), setOpen];
}
