import { describeWalkthrough } from "../../testing/describe-network-fix.ts";
import { bothEndpoints, changed } from "../../testing/documented-vpcs.ts";
import { acceptEndpointConnection } from "./accept-endpoint-connection.ts";

const cause = "endpoint-unavailable vpc-endpoint/vpce-ssm";
const inState = (state: string) => changed(bothEndpoints, "vpc-endpoint", "vpce-ssm", { state });

describeWalkthrough(acceptEndpointConnection, {
  fits: [
    {
      name: "it waits for its provider",
      parts: inState("pendingacceptance"),
      cause,
      says: /Ask the provider.*accept-vpc-endpoint-connections/,
    },
  ],
  fitsNot: [{ name: "it failed", parts: inState("failed"), cause }],
});
