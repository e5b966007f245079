import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SyncRequest } from "../../lib/api/sync.ts";
import { api } from "../../lib/routes/api.ts";
import { syncsKey } from "../query/keys.ts";
import { sendJson } from "../query/read-json.ts";
import { toast } from "../ui/toast.ts";

/** Asks AWS again now: everything, some scopes, or single nodes. The progress comes over the event stream. */
export function useReadNow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: SyncRequest) => sendJson("POST", api.syncs(), request),
    onSuccess: () => client.invalidateQueries({ queryKey: syncsKey }),
    onError: (error) => toast({ title: "Nothing is read now.", detail: error.message, tone: "lost" }),
  });
}
