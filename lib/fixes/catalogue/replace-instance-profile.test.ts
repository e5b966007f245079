import { expect, test } from "vitest";
import { aDocument, aSnapshot, type WorldParts } from "../../testing/a-document.ts";
import {
  aProfileWithRole,
  describeIdentityFix,
  hostManagement,
  nodeProfileArn,
} from "../../testing/describe-identity-fix.ts";
import { bothEndpoints } from "../../testing/documented-vpcs.ts";
import { contextOf } from "../../testing/try-fix.ts";
import { replaceInstanceProfile } from "./replace-instance-profile.ts";

const { profile, role } = aProfileWithRole("plain");
const association = aDocument("profile-association", "iip-1", {
  instanceId: "i-1",
  instanceProfileArn: nodeProfileArn,
});
const account = (...profiles: (typeof profile)[]): WorldParts => ({
  ...hostManagement(null),
  "instance-profile": [...profiles, profile],
  "profile-association": [association],
  role: [role],
});
const cause = `instance-profile-empty instance-profile/${nodeProfileArn}`;
const empty = aDocument("instance-profile", nodeProfileArn, { roles: [] });

describeIdentityFix(replaceInstanceProfile, {
  fits: [
    {
      name: "another profile for an empty one",
      parts: account(empty),
      cause,
      changed: [
        "instance/i-1",
        "profile-association/iip-1",
        "profile-association/iip-assoc-to-be-created-i-1",
      ],
      calls: [
        {
          operation: "ec2:ReplaceIamInstanceProfileAssociation",
          input: { AssociationId: "iip-1", IamInstanceProfile: { Name: "plain" } },
        },
      ],
    },
  ],
  fitsNot: [
    {
      name: "where EC2 tells of no association",
      parts: { ...account(empty), "profile-association": [] },
      cause,
    },
  ],
});

test("what takes the place of a profile that is gone cannot be taken back, and says so", () => {
  const snapshot = aSnapshot({ ...bothEndpoints, ...account() });
  const context = contextOf(snapshot, "instance-profile-empty", {
    kind: "instance-profile",
    id: nodeProfileArn,
  });
  const [step] = replaceInstanceProfile.steps(context);
  expect(step?.call?.undo).toBeNull();
  expect(step?.changes).toContain("Nothing takes it back");
});
