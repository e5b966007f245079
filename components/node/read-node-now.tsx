"use client";

import { useReadNow } from "../sync/use-read-now.ts";
import { Button } from "../ui/button.tsx";

/** Asks AWS for this one node now, without waiting for its scope's turn. */
export function ReadNodeNow({ node }: { node: { scope: string; id: string } }) {
  const readNow = useReadNow();
  return (
    <Button
      disabled={readNow.isPending}
      onClick={() => readNow.mutate({ nodes: [{ scope: node.scope, id: node.id }] })}
    >
      {readNow.isSuccess ? "Asked AWS" : "Read now"}
    </Button>
  );
}
