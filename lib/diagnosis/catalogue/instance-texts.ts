import { causeText } from "./cause-text.ts";

/** Causes of the machine and its agent. */
export const instanceTexts = {
  "instance-status-impaired": causeText({
    title: "EC2's status checks fail",
    meaning:
      "EC2 tests the host, the system and the volumes from outside. While one is impaired nothing on the machine can be relied on, the agent least of all.",
    looksLike: ["Fewer than all checks passed in EC2's console", "A node that is lost all at once"],
    blames: "instance",
    rows: ["EC2-02"],
    beliefs: [
      {
        belief: "Running with all checks passed means managed",
        correct: "Status checks say nothing of the agent.",
      },
    ],
    fix: "Where the system check fails, stop and start it, which moves it to another host. Where the instance check fails, look at the console output and reboot it.",
  }),
  "metadata-disabled": causeText({
    title: "Instance metadata is switched off",
    meaning:
      "The agent learns its id, its Region and its role's credentials from the metadata service. With that off it can sign nothing, unless it has credentials of its own.",
    looksLike: ["A node that never registers", "EC2MetadataError in the agent's log"],
    blames: "instance",
    rows: ["IMDS-01", "IMDS-04"],
    fix: "Switch the metadata endpoint on; require version 2 in the same call where nothing on the host still needs version 1.",
  }),
  "metadata-version-unusable": causeText({
    title: "The agent does not speak the version of the metadata that is required",
    meaning:
      "Where version 2 is required, an agent before 3.0.413.0 may get no credentials: it asks by version 1.",
    looksLike: [
      "A node that is lost after version 2 was required",
      "401 from 169.254.169.254 in the agent's log",
    ],
    blames: "instance",
    rows: ["IMDS-02", "IMDS-03", "IMDS-05"],
    beliefs: [
      {
        belief: "A hop limit of 1 breaks the agent",
        correct: "Only that of an agent in a container. On the host one hop is enough.",
      },
    ],
    fix: "Update the agent; until then version 1 may be allowed again.",
  }),
  "agent-outdated": causeText({
    title: "The agent is too old",
    meaning:
      "Before 2.3.68.0 an agent has no session channel, before 3.1.821.0 no commands over it, before 3.2.582.0 no default host management, and before 3.3.3270.0 no addresses of IPv6 alone. Not to have the latest version is no fault.",
    looksLike: [
      "Online, and neither commands nor sessions arrive",
      "A node without a profile that is never seen",
    ],
    blames: ["instance", "managed-node"],
    rows: ["SSM-05", "3.3"],
    beliefs: [
      {
        belief: "IsLatestVersion is false, so the agent is outdated",
        correct: "The field says nothing on Windows, and on Linux only that there is a newer one.",
      },
    ],
    fix: "Update the agent with AWS-UpdateSSMAgent, and keep it so with an association. One that cannot be reached is updated by hand or replaced with a newer image.",
  }),
  "agent-silent": causeText({
    title: "All of AWS passes, and the agent is silent",
    meaning:
      "The node was registered, its role and its network are as they should be, and nothing is heard of it. The reason is most likely on the host: a stopped agent, a full disk, a firewall, a proxy, a clock.",
    looksLike: ["ConnectionLost", "Commands that end as DeliveryTimedOut"],
    blames: "instance",
    rows: ["SSM-02", "SSM-03", "HOST-01 to HOST-10"],
    beliefs: [
      {
        belief: "SSH works, so the path for Systems Manager does",
        correct: "A connection into the node proves nothing of those that it opens to port 443.",
      },
      {
        belief: "A red row of ssm-cli is the cause",
        correct:
          "Those of kms, logs, monitoring, s3, ec2messages and of the credentials are often red in private subnets, and mean nothing.",
      },
      {
        belief: "MaxErrors stops a rollout to nodes that cannot be reached",
        correct: "It counts what ran and failed, and not what was never delivered.",
      },
    ],
    fix: "Run ssm-cli get-diagnostics on the host and paste it here; restart the agent, or the instance.",
  }),
  "agent-never-registered": causeText({
    title: "All of AWS passes, and the agent never registered",
    meaning:
      "The instance runs, its role and its network are as they should be, and Systems Manager has no record of it. Most likely the agent is not installed, is disabled, or holds the registration of the machine that it was cloned from.",
    looksLike: ["InvalidInstanceId", "A running instance that Fleet Manager does not show"],
    blames: "instance",
    rows: ["SSM-01", "HOST-01 to HOST-10"],
    fix: "Install or enable the agent by user data, in the image, or by hand; on a clone, delete the agent's old registration.",
  }),
  "activation-expired": causeText({
    title: "The activation expired before the machine used it",
    meaning:
      "A machine outside of EC2 registers with the code of an activation, which is good for a time and for so many machines. One that came too late never got a record.",
    looksLike: [
      "A registration that is refused, on the machine",
      "An mi- id that something names and nobody knows",
    ],
    blames: "activation",
    rows: ["SSM-08"],
    fix: "Make a new activation with a later date, and register the machine again with its code. Machines that are registered need none.",
  }),
  "hybrid-node-silent": causeText({
    title: "A machine outside of EC2 is silent",
    meaning:
      "A hybrid node stands in a network that AWS cannot see. Its power, its network, its proxy or its clock may be why, and its record stays when the machine is gone: AWS documents no end of it but to deregister it.",
    looksLike: ["ConnectionLost of an mi- node", "Commands that end as DeliveryTimedOut"],
    blames: "managed-node",
    rows: ["SSM-02", "HOST-01 to HOST-10"],
    fix: "Look at the machine and its way out to port 443. One that is gone for good is deregistered.",
  }),
  "managed-node-quota": causeText({
    title: "The Region has more managed nodes than its quota",
    meaning:
      "Systems Manager takes the heartbeats of 2,400 nodes for an account and Region, unless the quota was raised. Above it some are refused, and nodes with which nothing is wrong come and go.",
    looksLike: ["Random nodes with ConnectionLost while the fleet grows"],
    blames: "scope",
    rows: ["SSM-07"],
    fix: "Ask for a higher quota, or spread nodes over accounts and Regions.",
  }),
};
