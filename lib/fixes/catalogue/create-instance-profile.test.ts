import { aDocument } from "../../testing/a-document.ts";
import {
  describeIdentityFix,
  hostManagement,
  nodeProfileArn,
  theNode,
} from "../../testing/describe-identity-fix.ts";
import { createInstanceProfile } from "./create-instance-profile.ts";

const made = [
  "instance-profile/arn:aws:iam::123456789012:instance-profile/ManagedNode",
  "instance/i-1",
  "profile-association/iip-assoc-to-be-created-i-1",
  "role/arn:aws:iam::123456789012:role/ManagedNode",
];

describeIdentityFix(createInstanceProfile, {
  fits: [
    {
      name: "a role of its own for an instance without any, by a person",
      parts: { ...theNode({ instanceProfileArn: null }), ...hostManagement(null) },
      cause: "instance-profile-missing instance/i-1",
      changed: made,
      calls: [],
    },
    {
      name: "one in place of a profile that is gone",
      parts: {
        ...hostManagement(null),
        "instance-profile": [],
        "profile-association": [
          aDocument("profile-association", "iip-1", {
            instanceId: "i-1",
            instanceProfileArn: nodeProfileArn,
          }),
        ],
      },
      cause: `instance-profile-empty instance-profile/${nodeProfileArn}`,
      changed: [...made, "profile-association/iip-1"],
      calls: [],
    },
  ],
});
