import type { GetConnectionStatusResponse } from "@aws-sdk/client-ssm";
import type { ConnectionStatus } from "../model/documents/connection-status.ts";
import { defineCollector } from "./define-collector.ts";
import { readEach } from "./listing.ts";
import { oneOf, required } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const connectionStatuses = defineCollector({
  kind: "connection-status",
  actions: ["ssm:GetConnectionStatus"],
  isOfNodes: true,
  // One call a node: it is asked of those only of which it could tell something new.
  needs: { "managed-node": (node) => (node.pingStatus === "Online" ? [node.id] : []) },
  read: (reader, { needed }) =>
    readEach(needed("managed-node"), async (id) => ({
      id,
      body: { ...(await reader.call("ssm:GetConnectionStatus", { Target: id })), Target: id },
    })),
  parse: toConnectionStatus,
});

export function toConnectionStatus(answer: Stored<GetConnectionStatusResponse>): ConnectionStatus {
  // AWS documents lower case; older SDKs printed it capitalised.
  const status = answer.Status?.toLowerCase();
  return {
    id: required(answer.Target, "Target"),
    status: oneOf(status, ["connected", "notconnected"], "Status"),
  };
}
