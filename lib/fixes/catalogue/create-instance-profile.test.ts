import { expect, test } from "vitest";
import { aDocument, aSnapshot } from "../../testing/a-document.ts";
import {
  describeIdentityFix,
  hostManagement,
  nodeProfileArn,
  theNode,
} from "../../testing/describe-identity-fix.ts";
import { bothEndpoints } from "../../testing/documented-vpcs.ts";
import { contextOf } from "../../testing/try-fix.ts";
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

const empty = aDocument("instance-profile", "arn:aws:iam::123456789012:instance-profile/ManagedNode", {
  roles: [],
});

function stepsWithEmptyProfile() {
  const snapshot = aSnapshot({
    ...{ ...bothEndpoints, ...theNode({ instanceProfileArn: empty.id }), ...hostManagement(null), role: [] },
    "instance-profile": [empty],
    "profile-association": [
      aDocument("profile-association", "iip-1", { instanceId: "i-1", instanceProfileArn: empty.id }),
    ],
  });
  const subject = { kind: "instance-profile", id: empty.id };
  return createInstanceProfile.steps(contextOf(snapshot, "instance-profile-empty", subject));
}

test("the name that it makes is that of no profile that is there", () => {
  const lines = stepsWithEmptyProfile().flatMap(({ cli }) => cli);
  expect(lines).toContain(
    "aws iam create-instance-profile --region eu-west-1 --instance-profile-name SystemsManagerNode",
  );
});

test("who had an empty profile is given it back", () => {
  const [, given] = stepsWithEmptyProfile();
  expect(given?.undo?.cli.at(-1)).toBe(
    `aws ec2 replace-iam-instance-profile-association --region eu-west-1 --association-id "$ASSOCIATION_ID" --iam-instance-profile Arn=${empty.id}`,
  );
});
