import { agentMilestones, isKnownOlder } from "../agent-version.ts";
import { defineCheck, type Explanation } from "../check.ts";
import { certain, evidence, fail, likely, pass, warn } from "../finding.ts";
import { credentialsOf, isUp } from "../identity/credentials.ts";
import type { NodeView } from "../node-view.ts";
import { offersLegacyChannel } from "../required-services.ts";
import { isHeardNow } from "../signal.ts";

const code = "agent-outdated";

export const agentOutdated = defineCheck({
  id: code,
  group: "agent",
  title: "The agent is too old for what the node needs",
  passTitle: "The agent is new enough for what the node needs",
  why: `What an agent can do came version by version: the session channel with 2.3.68.0, commands over that channel with
    3.1.821.0, default host management with 3.2.582.0, addresses of IPv6 alone with 3.3.3270.0. Not to have the latest version is
    no fault.`,
  rows: ["SSM-05", "IAM-08", "RT-06"],
  causes: [code],
  needs: [
    ...(["managed-node", "instance", "subnet", "service-setting"] as const),
    ...(["instance-profile", "role", "role-simulation"] as const),
  ],

  appliesTo: (node) => isUp(node) && node.registration !== null,

  examine(node) {
    const registration = node.registration;
    const version = registration?.agentVersion ?? null;
    if (version === null) return pass("SSM does not tell the version of its agent.");
    const subject = { kind: node.isHybrid ? "managed-node" : "instance", id: node.id };
    // Whoever is heard at all lacks only the channel; whoever is silent is so for another reason than a channel.
    if (isHeardNow(node)) {
      if (isKnownOlder(version, "sessionChannel"))
        return fail(certain(code, subject, () => explainChannel(node, version)));
      if (
        isKnownOlder(version, "commandsOverSessionChannel") &&
        !offersLegacyChannel(node.snapshot.scope.region)
      )
        return fail(likely(code, subject, () => explainCommands(node, version)));
    } else if (isKnownOlder(version, "hostManagement") && signsByHostManagement(node)) {
      // Without credentials nothing is sent: it comes before the network (ssm-targets section 8, step 7).
      return fail({
        ...certain(code, subject, () => explainHostManagement(node, version)),
        standsWith: "default-host-management-broken",
      });
    } else if (isKnownOlder(version, "ipv6") && hasIpv6Alone(node)) {
      return fail(likely(code, subject, () => explainIpv6(node, version)));
    }
    if (isKnownOlder(version, "sessionChannel")) return warn(() => explainChannel(node, version));
    // AWS tells for Linux alone what the latest version is.
    if (registration?.isLatestVersion === false && registration.platform === "linux") {
      return warn(() => explain(node, version, `Agent ${version} is not the latest, and new enough.`));
    }
    return pass(() => explain(node, version, `Agent ${version} is new enough for what the node needs.`));
  },
});

function signsByHostManagement(node: NodeView): boolean {
  return !node.isHybrid && credentialsOf(node)?.from === "host-management";
}

/** Without an IPv4 address, and in no subnet that translates names and addresses for it. */
function hasIpv6Alone({ instance, snapshot }: NodeView): boolean {
  if (instance === null || instance.ipv6Address === null || instance.privateAddress !== null) return false;
  const subnet = instance.subnetId === null ? undefined : snapshot.get("subnet", instance.subnetId);
  return subnet?.enableDns64 !== true;
}

function explainChannel(node: NodeView, version: string): Explanation {
  return explain(
    node,
    version,
    `Agent ${version} has no session channel, which came with ${agentMilestones.sessionChannel}: sessions and newer commands do not arrive.`,
  );
}

/** Which Regions are without is known from when they opened, and not from the Region itself. */
function explainCommands(node: NodeView, version: string): Explanation {
  return explain(
    node,
    version,
    `Agent ${version} gets commands over ec2messages alone, which Regions that opened in 2024 or later, as ${node.snapshot.scope.region}, do not offer: commands over the session channel came with ${agentMilestones.commandsOverSessionChannel}.`,
  );
}

function explainHostManagement(node: NodeView, version: string): Explanation {
  return explain(
    node,
    version,
    `It depends on default host management, which agent ${version} does not know: that came with ${agentMilestones.hostManagement}.`,
  );
}

function explainIpv6(node: NodeView, version: string): Explanation {
  return explain(
    node,
    version,
    `It has an IPv6 address alone, and agent ${version} looks for Systems Manager at IPv4 addresses unless told otherwise: version ${agentMilestones.ipv6} was the first to do more.`,
  );
}

function explain({ id, snapshot }: NodeView, version: string, sentence: string): Explanation {
  return {
    sentence,
    evidence: [
      evidence(snapshot, {
        sentence: `SSM last heard of agent ${version}.`,
        api: "ssm:DescribeInstanceInformation",
        field: "AgentVersion",
        value: version,
        document: { kind: "managed-node", id },
      }),
    ],
  };
}
