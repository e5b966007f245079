import { aDocument } from "../../testing/a-document.ts";
import { describeIdentityFix, theNode } from "../../testing/describe-identity-fix.ts";
import { enableMetadata } from "./enable-metadata.ts";

const off = {
  ...{ state: "applied", httpEndpoint: "disabled", httpTokens: "optional" },
  ...{ httpPutResponseHopLimit: 2, httpProtocolIpv6: null },
};
const parts = theNode({ metadataOptions: off });
const cause = "metadata-disabled instance/i-1";
const lost = { pingStatus: "ConnectionLost" } as const;

describeIdentityFix(enableMetadata, {
  fits: [
    {
      name: "by version 2 alone, as nothing can use the metadata yet",
      ...{ parts, cause, changed: ["instance/i-1"] },
      calls: [
        {
          operation: "ec2:ModifyInstanceMetadataOptions",
          input: { InstanceId: "i-1", HttpEndpoint: "enabled", HttpTokens: "required" },
        },
      ],
    },
    {
      name: "as it was set, where the agent is too old for version 2",
      parts: {
        ...parts,
        "managed-node": [aDocument("managed-node", "i-1", { ...lost, agentVersion: "2.3.1319.0" })],
      },
      cause,
      changed: ["instance/i-1"],
      calls: [
        {
          operation: "ec2:ModifyInstanceMetadataOptions",
          input: { HttpEndpoint: "enabled", HttpTokens: "optional" },
        },
      ],
    },
  ],
});
