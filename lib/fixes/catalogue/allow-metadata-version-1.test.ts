import { aDocument } from "../../testing/a-document.ts";
import { describeIdentityFix, theNode } from "../../testing/describe-identity-fix.ts";
import { allowMetadataVersion1 } from "./allow-metadata-version-1.ts";

const metadataOptions = {
  ...{ state: "applied", httpEndpoint: "enabled", httpTokens: "required" },
  ...{ httpPutResponseHopLimit: 2, httpProtocolIpv6: null },
};
const record = { pingStatus: "ConnectionLost", agentVersion: "2.3.1319.0" } as const;

describeIdentityFix(allowMetadataVersion1, {
  fits: [
    {
      name: "version 1 beside version 2, and nothing else of the options",
      parts: {
        ...theNode({ metadataOptions }),
        "managed-node": [aDocument("managed-node", "i-1", record)],
      },
      cause: "metadata-version-unusable instance/i-1",
      // With its credentials it is still an old agent.
      next: [],
      changed: ["instance/i-1"],
      calls: [
        {
          operation: "ec2:ModifyInstanceMetadataOptions",
          input: { InstanceId: "i-1", HttpTokens: "optional" },
        },
      ],
    },
  ],
});
