import { causeText } from "./cause-text.ts";

const attachWorksLater = {
  belief: "It works as soon as it is attached",
  correct:
    "The agent waits up to 30 minutes after a refusal, and up to an hour when it hibernates. A restart skips that.",
};
const notFullAccess = {
  belief: "Give the node AmazonSSMFullAccess",
  correct:
    "That is for people who administer Systems Manager. The node needs AmazonSSMManagedInstanceCore; AmazonEC2RoleforSSM is no longer supported.",
};
const hostManagementIsRegional = {
  belief: "Default host management is a setting of the account",
  correct: "It is set in each Region by itself.",
};

/** Causes of who the node is and what it may do. */
export const identityTexts = {
  "instance-profile-missing": causeText({
    title: "The agent has no role to sign with",
    meaning:
      "Every call of the agent is signed with a role: that of the instance profile, or that of default host management where the Region has it on. With neither the agent cannot say that it is there.",
    looksLike: ["A running instance that never registers", "EC2RoleRequestError: no EC2 instance role found"],
    blames: "instance",
    rows: ["IAM-01"],
    beliefs: [attachWorksLater],
    fix: "Attach an instance profile whose role has AmazonSSMManagedInstanceCore, or switch on default host management in the Region.",
  }),
  "instance-profile-empty": causeText({
    title: "The instance profile has no role",
    meaning:
      "A profile is only the container of a role. When the role was deleted, or the profile itself, EC2 hands out no credentials, and the instance still shows a profile.",
    looksLike: [
      "A node that is lost after somebody cleaned up roles",
      "EC2RoleRequestError in the agent's log",
    ],
    blames: "instance-profile",
    rows: ["IAM-02"],
    beliefs: [
      {
        belief: "The profile's name is the role's name",
        correct: "Often, and not necessarily: read which role it holds.",
      },
    ],
    fix: "Add a role to the profile; all instances with the profile come back with it.",
  }),
  "role-trust-wrong": causeText({
    title: "The role may not be taken on by its node",
    meaning:
      "Who may take on a role stands in its trust policy. Without ec2.amazonaws.com there, EC2 hands out no credentials; a hybrid node's role has to name ssm.amazonaws.com.",
    looksLike: [
      "AssumeRoleUnauthorizedAccess in the agent's log",
      "A profile with a role, and a silent node",
    ],
    blames: "role",
    rows: ["IAM-03"],
    fix: "Allow the service sts:AssumeRole in the role's trust policy, beside what stands there.",
  }),
  "role-actions-missing": causeText({
    title: "The role does not allow what the agent must do",
    meaning:
      "Without ssm:UpdateInstanceInformation the node is never seen. Without the four actions of ssmmessages it is online, sessions do not arrive, and commands only where ec2messages may carry them.",
    looksLike: [
      "A node that never registers",
      "Online, and the session channel closed",
      "AccessDeniedException in the agent's log",
    ],
    blames: "role",
    rows: ["IAM-04", "3.4"],
    beliefs: [
      notFullAccess,
      {
        belief: "Online means that sessions work",
        correct:
          "Heartbeat and channel are other actions and other endpoints. Ask for the connection status.",
      },
      {
        belief: "Only the managed policy will do",
        correct: "Any policy that allows the actions does.",
      },
    ],
    fix: "Attach AmazonSSMManagedInstanceCore to the role that the profile has.",
  }),
  "role-actions-denied": causeText({
    title: "A policy of the role denies what the agent must do",
    meaning:
      "One statement that denies outweighs all that allow. It may be meant for people, as against sessions, and hit the agent's own calls.",
    looksLike: [
      "AccessDenied with an explicit deny in an identity-based policy",
      "The managed policy is attached, and the node is silent",
    ],
    blames: "role",
    rows: ["IAM-04"],
    beliefs: [
      {
        belief: "Attaching the managed policy once more helps",
        correct: "Nothing that allows lifts a denial.",
      },
    ],
    fix: "Take the actions out of the statement that denies them, or narrow it by a condition.",
  }),
  "permissions-boundary-denies": causeText({
    title: "The role's boundary takes away what its policies allow",
    meaning:
      "A role may do only what its policies and its permissions boundary both allow. The policies look right, and the call is refused.",
    looksLike: [
      "AccessDenied because no permissions boundary allows it",
      "One team's nodes are silent, and no other's",
    ],
    blames: "role",
    rows: ["IAM-05"],
    fix: "Let the boundary allow the agent's actions; that is for whoever keeps boundaries, often a security team.",
  }),
  "organization-policy-denies": causeText({
    title: "The organization denies what the agent must do",
    meaning:
      "Policies of the organization limit every role of the account, and nothing in the account lifts them. Often a Region is denied, or calls from outside of certain networks.",
    looksLike: [
      "AccessDenied with an explicit deny in a service control policy",
      "All nodes of an account in one Region are silent",
    ],
    blames: [],
    rows: ["IAM-06"],
    fix: "Ask the organization's administrators to except the agent's actions. Nothing in this account helps.",
  }),
  "endpoint-policy-denies": causeText({
    title: "The endpoint's policy denies what the agent must do",
    meaning:
      "A VPC endpoint has a policy of its own. The packets arrive, the role allows the call, and the endpoint refuses it, also for nodes that have another way to the Internet.",
    looksLike: [
      "AccessDenied because no VPC endpoint policy allows it",
      "All nodes of a VPC are lost after a change of the endpoint",
    ],
    blames: "vpc-endpoint",
    rows: ["VPCE-05", "VPCE-08"],
    beliefs: [
      {
        belief: "A NAT gateway is a fallback for a broken endpoint",
        correct: "With private DNS the name leads to the endpoint alone.",
      },
    ],
    fix: "Let the endpoint's policy allow the nodes' roles the agent's actions, or set it back to full access.",
  }),
  "default-host-management-broken": causeText({
    title: "Default host management cannot give the agent a role",
    meaning:
      "It is on in the Region, and the role that it names does not exist, may not be taken on by Systems Manager, or lacks actions. Nodes without a sufficient profile of their own are silent.",
    looksLike: [
      "All nodes without a profile are silent in one Region",
      "Default host management is on, and nothing came of it",
    ],
    blames: ["role", "service-setting"],
    rows: ["IAM-07", "IAM-08"],
    beliefs: [
      {
        belief: "Switching on default host management mends everything",
        correct:
          "Only where no profile allows the heartbeat, the agent and the metadata fit, and the network is fine.",
      },
      hostManagementIsRegional,
    ],
    fix: "Set it to a role that trusts ssm.amazonaws.com and has AmazonSSMManagedEC2InstanceDefaultPolicy. Nodes use it within 30 minutes.",
  }),
  "default-host-management-shadowed": causeText({
    title: "The instance profile keeps default host management out",
    meaning:
      "The agent tries its profile first, and default host management only where that is refused the heartbeat. A profile which allows the heartbeat and not the channel is enough to be seen and for nothing else.",
    looksLike: ["Online, and the session channel closed, with default host management on"],
    blames: "role",
    rows: ["IAM-09"],
    beliefs: [hostManagementIsRegional],
    fix: "Complete the role with AmazonSSMManagedInstanceCore, or take ssm:UpdateInstanceInformation out of it.",
  }),
};
