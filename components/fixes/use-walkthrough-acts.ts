"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { WalkthroughChange } from "../../lib/api/walkthrough.ts";
import { api } from "../../lib/routes/api.ts";
import { sendJson } from "../query/read-json.ts";
import { fixKeys, walkthroughOptions } from "./fix-queries.ts";

type Verb = "proof" | "dry-run" | "apply" | "undo" | "verify";

/** What can be done on a walkthrough. Whatever came of it, the page then shows what the server knows. */
export function useWalkthroughVerb<Input>(id: string, verb: Verb) {
  const readAgain = useReadAgain(id);
  return useMutation({
    mutationFn: (input: Input) => sendJson<unknown>("POST", api.walkthroughVerb(id, verb), input),
    onSettled: readAgain,
  });
}

/** Marks a step, or writes the note. */
export function useWalkthroughChange(id: string) {
  const readAgain = useReadAgain(id);
  return useMutation({
    mutationFn: (change: WalkthroughChange) => sendJson<unknown>("PATCH", api.walkthrough(id), change),
    onSettled: readAgain,
  });
}

function useReadAgain(id: string) {
  const client = useQueryClient();
  return async () => {
    for (const queryKey of fixKeys.byPeople) void client.invalidateQueries({ queryKey });
    await client.invalidateQueries({ queryKey: walkthroughOptions(id).queryKey });
  };
}
