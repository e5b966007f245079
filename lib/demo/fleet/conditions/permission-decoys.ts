import {
  legacyChannelActions,
  messageChannelActions,
  nodeActions,
} from "../../cloud/iam/aws-managed-policies.ts";
import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { accountOf } from "../estate.ts";
import { addCustomerPolicy, addInstanceProfile, addNodeRole, policy } from "../iam/roles.ts";
import { plantDecoy } from "./plant.ts";
import { mainGround, standNodes } from "./stand.ts";

export function plantPermissionDecoys(estate: Estate): void {
  const ground = mainGround(estate, "prod", "us-east-1");
  const roleArn = (name: string) => `arn:aws:iam::${accountIds.prod}:role/${name}`;
  const decoy = (name: string, node: string, service: string, sentence: string) =>
    plantDecoy(estate, ground, {
      id: `decoy/${name}`,
      subject: { kind: "role", id: roleArn(name) },
      nodes: standNodes(estate, ground, { service, names: [node], profile: name }),
      sentence,
    });

  const everything = addCustomerPolicy(
    estate,
    "prod",
    "node-baseline",
    policy(
      {
        Effect: "Allow",
        Action: [...nodeActions, ...messageChannelActions, ...legacyChannelActions],
        Resource: "*",
      },
      {
        Effect: "Allow",
        Action: ["s3:GetObject", "kms:Decrypt", "logs:*", "cloudwatch:PutMetricData"],
        Resource: "*",
      },
    ),
  );
  addNodeRole(estate, "prod", { name: "search-baseline", customer: [everything] });
  decoy(
    "search-baseline",
    "search-51",
    "search",
    "The role lacks AmazonSSMManagedInstanceCore and has all of its actions.",
  );

  addNodeRole(estate, "prod", {
    name: "fraud-no-lateral",
    managed: ["AmazonSSMManagedInstanceCore"],
    inline: {
      "no-lateral": policy({
        Effect: "Deny",
        Action: ["ssm:SendCommand", "ssm:StartSession"],
        Resource: "*",
      }),
    },
  });
  decoy(
    "fraud-no-lateral",
    "fraud-51",
    "fraud",
    "The role is denied to command other nodes, which no agent does.",
  );

  const wide = addCustomerPolicy(
    estate,
    "prod",
    "platform-boundary",
    policy({ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }),
  );
  addNodeRole(estate, "prod", {
    name: "k8s-bounded",
    managed: ["AmazonSSMManagedInstanceCore", "AmazonEKSWorkerNodePolicy"],
    boundaryArn: wide,
  });
  decoy(
    "k8s-bounded",
    "k8s-node-51",
    "k8s-node",
    "The role has a boundary, which leaves everything but IAM.",
  );
  addCustomerPolicy(
    estate,
    "prod",
    "retired-boundary",
    policy({ Effect: "Deny", Action: "ssm:*", Resource: "*" }),
  );

  addNodeRole(estate, "prod", { name: "cache-nodes-2024", managed: ["AmazonSSMManagedInstanceCore"] });
  addInstanceProfile(estate, "prod", "cache-rotated", ["cache-nodes-2024"]);
  plantDecoy(estate, ground, {
    id: "decoy/profile-of-another-name",
    subject: {
      kind: "instance-profile",
      id: `arn:aws:iam::${accountIds.prod}:instance-profile/cache-rotated`,
    },
    nodes: standNodes(estate, ground, { service: "cache", names: ["cache-51"], profile: "cache-rotated" }),
    sentence: "The profile's role has another name than the profile.",
  });

  plantHarmlessOrganizationPolicies(estate);
}

/** Service control policies that deny what no agent does. */
function plantHarmlessOrganizationPolicies(estate: Estate): void {
  for (const account of ["prod", "staging", "data"] as const) {
    accountOf(estate, account).serviceControlPolicies.unshift(
      policy({ Sid: "FullAWSAccess", Effect: "Allow", Action: "*", Resource: "*" }),
      policy(
        {
          Sid: "StayInTheOrganization",
          Effect: "Deny",
          Action: "organizations:LeaveOrganization",
          Resource: "*",
        },
        {
          Sid: "NoFullAccessToSystemsManager",
          Effect: "Deny",
          Action: ["ssm:DeleteParameter*", "ssm:DeleteDocument", "ssm:ModifyDocumentPermission"],
          Resource: "*",
        },
      ),
    );
  }
  const ground = mainGround(estate, "prod", "eu-west-1");
  plantDecoy(estate, ground, {
    id: "decoy/organization-denies-other-things",
    subject: { kind: "organization", id: accountOf(estate, "prod").organizationId },
    nodes: standNodes(estate, ground, { service: "worker", names: ["worker-81"] }),
    sentence: "A service control policy denies some of ssm, and nothing that an agent does.",
  });
}
