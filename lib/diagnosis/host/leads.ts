import { agentMilestones } from "../agent-version.ts";
import { credentialsOf } from "../identity/credentials.ts";
import type { NodeView } from "../node-view.ts";
import { readOr } from "../reading.ts";
import { hybridRecordOf, laterRecordOf } from "./hybrid-record.ts";
import { type ShippedAgent, shippedAgent } from "./shipped-agent.ts";
import { type SiblingGroups, type Siblings, siblingsOf } from "./siblings.ts";
import type { SuspectId } from "./suspect-catalogue.ts";

/** How much speaks for a suspect, and what. A reason may be empty: then it only keeps the suspect further down. */
export type Lead = { suspect: SuspectId; weight: number; reason: string };

const minute = 60_000;

/** It runs, AWS lets it through, and SSM has no record of it. */
export function ofUnregistered(node: NodeView): Lead[] {
  const siblings = siblingsOf(node);
  const shipped = readOr(() => imageFacts(node), undefined);
  return [
    ...ofInstallation(shipped, siblings),
    ...ofClone(shipped, siblings),
    ...ofHostManagement(node),
    ...ofHybridRecord(node),
    ...ofEarlierRecord(node),
    ...ofStatus(node),
    ...ofSubnet(siblings),
    ...ofWindows(node, shipped),
    lead("host-firewall", 15, "A filter on the host drops connections that AWS lets through."),
    lead(
      "proxy-wrong",
      12,
      "The agent's service takes its proxy from its own environment, not from the shell's.",
    ),
    lead("credentials-overridden", 8, "Variables and the root user's credentials file come before the role."),
    lead("name-resolution-wrong", 8, "A hosts file, or a DNS firewall, answers other addresses."),
    lead("clock-wrong", 6, "AWS refuses a signature that is more than five minutes off."),
    lead("tls-intercepted", 6, "An agent that does not know the certificate hangs up."),
  ];
}

/** SSM has a record of it, and no longer hears from it. */
export function ofLost(node: NodeView): Lead[] {
  const siblings = siblingsOf(node);
  return [
    ...ofEnd(node),
    ...ofStatus(node),
    ...ofSubnet(siblings),
    ...ofFellows(siblings.autoScalingGroup),
    lead("host-firewall", 15, "A rule that was added on the host, or a filter of its security software."),
    lead(
      "credentials-overridden",
      12,
      "A credentials file that the root user got since comes before the role.",
    ),
    lead("clock-wrong", 10, "A clock that drifts ends in refused signatures."),
    lead("proxy-wrong", 8, "A proxy that was changed or went away."),
    lead("tls-intercepted", 6, "A certificate that was exchanged in between."),
    lead("registration-lost", 4, "Without the agent's own files it starts as if it had never registered."),
  ];
}

/** Its heartbeat arrives, and its session channel is closed. */
export function ofClosedChannel(node: NodeView): Lead[] {
  const { subnet } = siblingsOf(node);
  const fellows = subnet === null ? [] : channelOfFellows(subnet);
  return [
    lead("session-worker-hangs", 35, "The part of the agent that holds the channel is a process of its own."),
    lead("proxy-wrong", 30, "A proxy that lets calls pass often breaks the channel, which is a web socket."),
    lead(
      "host-firewall",
      25,
      "The channel goes to another name than the heartbeat, and may be dropped alone.",
    ),
    lead("tls-intercepted", 15, "Whoever opens TLS in between seldom passes web sockets on."),
    lead("name-resolution-wrong", 10, "The channel's name may resolve otherwise than the heartbeat's."),
    lead("resources-exhausted", 8, "Without memory the agent cannot start its worker."),
    ...fellows,
  ];
}

/** A machine outside of EC2 is silent. */
export function ofHybrid(node: NodeView): Lead[] {
  const { activation } = siblingsOf(node);
  const leads = [
    ...ofLaterRecord(node),
    lead("machine-off", 45, "Nobody but its own site can tell whether it is on and has a network."),
    lead("agent-stopped", 25, "A person, an update or a policy may have stopped it; starting it shows."),
    lead("proxy-wrong", 18, "Networks outside of AWS often let nothing out but through a proxy."),
    lead("host-firewall", 15, "A firewall of its site or on it may drop TCP 443."),
    lead(
      "clock-wrong",
      12,
      "A machine of its own keeps its own time, and AWS refuses signatures that are off.",
    ),
    lead(
      "registration-lost",
      10,
      "Without its registration's files, or on other hardware, it may not call any more.",
    ),
    lead("resources-exhausted", 10, "A full disk stops the agent."),
  ];
  if (activation === null) return leads;
  if (activation.answering === 0) return [...leads, lead("machine-off", 15, tellNone(activation))];
  return [...leads, lead("agent-stopped", 8, tellSiblings(activation))];
}

function lead(suspect: Lead["suspect"], weight: number, reason: string): Lead {
  return { suspect, weight, reason };
}

function imageFacts(node: NodeView): ShippedAgent {
  const instance = node.instance;
  const image = instance?.imageId ? (node.snapshot.get("image", instance.imageId) ?? null) : null;
  return shippedAgent(image, instance, node.snapshot.scope.account);
}

function ofInstallation(
  shipped: ShippedAgent | undefined,
  { image, autoScalingGroup }: SiblingGroups,
): Lead[] {
  const leads = [
    lead("agent-not-installed", 35, "It has never said a word to Systems Manager."),
    lead("agent-stopped", 25, "A service that is disabled is as silent as one that is not there."),
  ];
  if (shipped?.ships === "no") leads.push(lead("agent-not-installed", 35, `Rather so: ${shipped.because}.`));
  if (shipped?.ships === "yes") {
    leads.push(lead("agent-not-installed", -25, `Less so: ${shipped.because}, which has the agent.`));
    leads.push(lead("agent-stopped", 10, "Its image has the agent, which somebody may have disabled."));
  }
  for (const siblings of [image, autoScalingGroup]) {
    if (siblings === null) continue;
    const weight = siblings.answering > 0 ? -25 : siblings.silent > 1 ? 20 : 5;
    leads.push(lead("agent-not-installed", weight, tellSiblings(siblings)));
  }
  return leads;
}

function ofClone(shipped: ShippedAgent | undefined, { image }: SiblingGroups): Lead[] {
  if (shipped?.ships === "yes") return [];
  const leads = [
    lead(
      "registration-cloned",
      12,
      "An image of a registered node carries that node's registration, and the agent sleeps.",
    ),
  ];
  if (image !== null && image.answering > 0)
    leads.push(lead("registration-cloned", 18, `The agent is in the image: ${tellSiblings(image)}`));
  return leads;
}

function ofHostManagement(node: NodeView): Lead[] {
  const credentials = readOr(() => credentialsOf(node), undefined);
  if (credentials?.from !== "host-management") return [];
  return [
    lead(
      "agent-too-old",
      40,
      `It depends on default host management, which agents before ${agentMilestones.hostManagement} do not know; the version is not known before it registers.`,
    ),
  ];
}

/** What stays of a machine that was set up anew is a record that nobody answers for. */
function ofLaterRecord(node: NodeView): Lead[] {
  const later = laterRecordOf(node);
  if (later === undefined) return [];
  const reason = `${later.id} has the same name, ${later.computerName}, registered later and is online.`;
  return [lead("registered-again", 70, reason)];
}

/** An agent that was registered with an activation is an mi- node to SSM, whatever EC2 calls its machine. */
function ofHybridRecord(node: NodeView): Lead[] {
  const record = hybridRecordOf(node);
  if (record === undefined) return [];
  const reason =
    record.sourceId === node.id
      ? `SSM lists ${record.id} with this instance as its source.`
      : `SSM lists ${record.id} with the same address, ${record.address}.`;
  return [
    lead("registered-as-hybrid", record.sourceId === node.id ? 90 : 45, reason),
    lead("agent-not-installed", -20, ""),
  ];
}

/** A record that went while it ran: SSM keeps those of running instances, so somebody or something took it away. */
function ofEarlierRecord(node: NodeView): Lead[] {
  const gone = node.scope
    .changesOf(node.id)
    .find(({ kind, field, to }) => kind === "managed-node" && field === "*" && to === null);
  if (gone === undefined) return [];
  const reason = `SSM had a record of it until ${new Date(gone.at).toISOString()}.`;
  return [
    lead("agent-not-installed", -20, ""),
    lead("agent-stopped", 20, reason),
    lead("registration-lost", 20, reason),
  ];
}

function ofStatus(node: NodeView): Lead[] {
  const status = readOr(() => node.snapshot.get("instance-status", node.id), undefined);
  if (status?.instanceStatus !== "insufficient-data" && status?.systemStatus !== "insufficient-data")
    return [];
  return [lead("system-not-up", 25, "EC2's own checks have no data of it, so the system may hang.")];
}

function ofSubnet({ subnet }: SiblingGroups): Lead[] {
  if (subnet === null) return [];
  if (subnet.answering > 0) return [lead("proxy-wrong", -6, ""), lead("name-resolution-wrong", -4, "")];
  if (subnet.silent < 2) return [];
  const reason = `${tellNone(subnet)} It may be something that they share beyond AWS.`;
  return [lead("proxy-wrong", 20, reason), lead("name-resolution-wrong", 15, reason)];
}

function ofFellows(group: Siblings | null): Lead[] {
  if (group === null || group.answering === 0) return [];
  return [lead("resources-exhausted", 6, `Its setup works: ${tellSiblings(group)}`)];
}

function ofWindows(node: NodeView, shipped: ShippedAgent | undefined): Lead[] {
  if (node.instance?.platform !== "windows" || shipped?.ships === "yes") return [];
  return [
    lead(
      "image-not-prepared",
      15,
      "A Windows image that was made without sysprep keeps its original's identity.",
    ),
  ];
}

/** Whether it fell silent while it ran, or has not been heard since it was last started. */
function ofEnd(node: NodeView): Lead[] {
  const lastPingAt = readOr(() => node.registration?.lastPingAt, null) ?? null;
  const launchedAt = node.instance?.launchedAt ?? null;
  const stopped = lead(
    "agent-stopped",
    35,
    "A person, an update or a policy may have stopped it; starting it shows.",
  );
  const exhausted = lead("resources-exhausted", 25, "An agent on a full disk or without memory stops.");
  if (lastPingAt === null || launchedAt === null) return [stopped, exhausted];
  if (lastPingAt < launchedAt - minute) {
    const reason = `It was last heard before it was started at ${new Date(launchedAt).toISOString()}, so the agent did not come up with it.`;
    return [stopped, lead("agent-stopped", 20, reason), exhausted, lead("system-not-up", 15, reason)];
  }
  const reason = `It fell silent while it ran, at ${new Date(lastPingAt).toISOString()}.`;
  return [stopped, exhausted, lead("resources-exhausted", 12, reason)];
}

function channelOfFellows(subnet: Siblings): Lead[] {
  if (subnet.answering === 0) return [];
  if (subnet.deaf * 2 < subnet.answering) {
    const reason = `${subnet.answering - subnet.deaf} of ${subnet.answering} others that answer and ${subnet.what} have theirs open.`;
    return [
      lead("session-worker-hangs", 12, reason),
      lead("proxy-wrong", -8, ""),
      lead("tls-intercepted", -4, ""),
    ];
  }
  const reason = `${subnet.deaf} of ${subnet.answering} others that answer and ${subnet.what} have a closed channel, too.`;
  return [
    lead("proxy-wrong", 15, reason),
    lead("host-firewall", 8, reason),
    lead("tls-intercepted", 8, reason),
  ];
}

function tellSiblings({ answering, silent, what }: Siblings): string {
  const all = answering + silent;
  return `${answering} of ${all} ${all === 1 ? "other" : "others"} that ${what} ${answering === 1 ? "answers" : "answer"}.`;
}

function tellNone({ silent, what }: Siblings): string {
  return silent === 1
    ? `Of those that ${what} there is one other, and it is silent, too.`
    : `None of the ${silent} others that ${what} answers.`;
}
