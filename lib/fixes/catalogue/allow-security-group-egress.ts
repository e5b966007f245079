import type { SecurityGroup } from "../../model/documents/security-group.ts";
import type { VpcEndpoint } from "../../model/documents/vpc-endpoint.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { everywhere, isIpv6Alone } from "../network/addresses.ts";
import { coveringGroups } from "../network/covering-groups.ts";
import { defineNetworkFix } from "../network/define-network-fix.ts";
import { existingGroup } from "../network/group-reference.ts";
import { allowHttps, countPeers, type Peers, quotaWarning } from "../network/security-group-changes.ts";
import type { Situation } from "../network/situation.ts";

export const allowSecurityGroupEgress = defineNetworkFix({
  id: "allow-security-group-egress",
  causes: ["security-group-egress-blocks"],
  about: {
    does: "One outbound rule for TCP 443 in the nodes' own group, as narrow as a rule can name whom they call: the endpoints' groups or a prefix list, and every address only where the services are called by public ones. No inbound rule is needed on a node.",
    risk: {
      level: "low",
      sentence:
        "It only lets more out, from everything that has the group. High where the group shuts nodes in on purpose.",
    },
  },
  title: ({ subject }) => `Let TCP 443 out of ${subject.id}`,
  summary(situation) {
    const { ipv4 = [], ipv6 = [] } = peersOf(situation);
    return ipv4.length + ipv6.length === 0
      ? "One outbound rule to what the nodes call, and to nothing else. No inbound rule is needed on a node."
      : "One outbound rule for TCP 443. The nodes call public addresses, which change and which no list names: to everywhere on this one port is the narrowest there is. No inbound rule is needed on a node.";
  },
  changes(situation) {
    const { scope, snapshot, subject } = situation;
    if (snapshot.get("security-group", subject.id) === undefined) return [];
    const peers = peersOf(situation);
    if (countPeers(peers) === 0) return [];
    return [
      allowHttps(scope, {
        ...{ group: existingGroup(subject.id), direction: "egress", peers },
        title: `Let TCP 443 out of ${subject.id}`,
        why: "The agent opens all its connections itself, outwards on TCP 443, and no rule of the group lets it.",
      }),
    ];
  },
  risk(situation) {
    const { snapshot, subject } = situation;
    const group = snapshot.get("security-group", subject.id)!;
    const quota = quotaWarning(group, "egress", countPeers(peersOf(situation)));
    const sentences = (meant: string) => [meant, quota].filter((each) => each !== null).join(" ");
    if (isQuarantine(group))
      return {
        level: "high",
        sentence: sentences(
          `${group.name ?? group.id} is called as groups are that shut nodes in on purpose: ask its owner before you let anything out.`,
        ),
      };
    if (group.egress.length === 0)
      return {
        level: "medium",
        sentence: sentences("The group lets nothing out at all, which may be meant: ask its owner first."),
      };
    return {
      level: quota === null ? "low" : "medium",
      sentence: sentences("It only lets more out, from everything that has the group."),
    };
  },
});

function isQuarantine({ name, description, tags }: SecurityGroup): boolean {
  return [name, description, ...Object.values(tags)].some(
    (text) => text !== null && /quarantin|isolat|forensic/i.test(text),
  );
}

/** Whom the nodes call, as narrowly as a rule can name them. */
function peersOf(situation: Situation): Peers {
  const { snapshot } = situation;
  const called = calledBy(situation);
  const endpoints = [...called.endpointIds].flatMap((id) => snapshot.get("vpc-endpoint", id) ?? []);
  const prefixListIds = endpoints.flatMap((endpoint) => prefixListsOf(snapshot, endpoint));
  // A gateway endpoint that is led to by no list is called by addresses that nothing names.
  const hasUnlisted = endpoints.some(
    (endpoint) => endpoint.type === "Gateway" && prefixListsOf(snapshot, endpoint).length === 0,
  );
  const open = [...called.families.union(new Set(hasUnlisted ? [false] : []))].map(everywhere);
  return {
    groups: coveringGroups(
      snapshot,
      endpoints.map(({ securityGroupIds }) => securityGroupIds),
    ).map(existingGroup),
    prefixListIds: [...new Set(prefixListIds)],
    ipv4: open.filter((block) => !block.includes(":")),
    ipv6: open.filter((block) => block.includes(":")),
  };
}

/** The endpoints to which the ways lead and, of those that lead to public addresses, in which family. */
function calledBy({ nodes }: Situation): { endpointIds: Set<string>; families: Set<boolean> } {
  const endpointIds = new Set<string>();
  const families = new Set<boolean>();
  for (const { instance, ways } of nodes)
    for (const { path } of ways)
      if (path.endpointId === null) families.add(isIpv6Alone(instance));
      else endpointIds.add(path.endpointId);
  return { endpointIds, families };
}

/** The prefix lists that lead to a gateway endpoint. */
function prefixListsOf(snapshot: Snapshot, { id, type, routeTableIds }: VpcEndpoint): string[] {
  if (type !== "Gateway") return [];
  const tables = routeTableIds.flatMap((tableId) => snapshot.get("route-table", tableId) ?? []);
  return tables.flatMap(({ routes }) =>
    routes.flatMap(({ destination, target }) =>
      target.kind === "vpc-endpoint" && target.id === id && destination.kind === "prefix-list"
        ? destination.id
        : [],
    ),
  );
}
