"use client";

import { useRouter } from "next/navigation";
import type { FailureAnswer } from "../../lib/api/failure.ts";
import { preflightHref } from "../../lib/routes/preflight.ts";
import { handText } from "../preflight/hand-over.ts";
import { Button } from "../ui/button.tsx";
import { commandLineOfAll } from "./would-it-work.ts";

/** Leads to preflight with the same call on the same targets. */
export function WouldItWork({ failures }: { failures: readonly FailureAnswer[] | undefined }) {
  const router = useRouter();
  const text = failures && commandLineOfAll(failures);
  if (text === null) return null;
  return (
    <Button
      size="small"
      disabled={text === undefined}
      onClick={() => {
        if (text === undefined) return;
        handText(text);
        router.push(preflightHref({ text }));
      }}
    >
      Would it work now?
    </Button>
  );
}
