import { everywhere, isIpv6Alone } from "../network/addresses.ts";
import { coveringGroups } from "../network/covering-groups.ts";
import { defineNetworkFix } from "../network/define-network-fix.ts";
import { existingGroup } from "../network/group-reference.ts";
import { allowHttps, countPeers, type Peers, quotaWarning } from "../network/security-group-changes.ts";
import type { Situation } from "../network/situation.ts";

export const allowSecurityGroupEgress = defineNetworkFix({
  id: "allow-security-group-egress",
  causes: ["security-group-egress-blocks"],
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
    const isShut = group.egress.length === 0;
    const meant = isShut
      ? "The group lets nothing out at all, which may be meant, as in quarantine: ask its owner first."
      : "It only lets more out, from everything that has the group.";
    return {
      level: isShut || quota !== null ? "medium" : "low",
      sentence: [meant, quota].filter(Boolean).join(" "),
    };
  },
});

/** Whom the nodes call, as narrowly as a rule can name them. */
function peersOf({ snapshot, nodes }: Situation): Peers {
  const endpointGroups: string[][] = [];
  const prefixListIds = new Set<string>();
  const open = { ipv4: new Set<string>(), ipv6: new Set<string>() };
  for (const { instance, ways } of nodes) {
    for (const { path } of ways) {
      const endpoint = path.endpointId === null ? undefined : snapshot.get("vpc-endpoint", path.endpointId);
      const lists =
        endpoint?.type === "Gateway"
          ? prefixListsOf(situationTables(snapshot, endpoint.routeTableIds), endpoint.id)
          : [];
      if (endpoint !== undefined && endpoint.securityGroupIds.length > 0)
        endpointGroups.push(endpoint.securityGroupIds);
      else if (lists.length > 0) for (const id of lists) prefixListIds.add(id);
      else open[isIpv6Alone(instance) ? "ipv6" : "ipv4"].add(everywhere(isIpv6Alone(instance)));
    }
  }
  return {
    groups: coveringGroups(snapshot, endpointGroups).map(existingGroup),
    ...{ prefixListIds: [...prefixListIds], ipv4: [...open.ipv4], ipv6: [...open.ipv6] },
  };
}

function situationTables(snapshot: Situation["snapshot"], ids: readonly string[]) {
  return ids.flatMap((id) => snapshot.get("route-table", id) ?? []);
}

/** The prefix lists that lead to a gateway endpoint. */
function prefixListsOf(tables: ReturnType<typeof situationTables>, endpointId: string): string[] {
  return tables.flatMap(({ routes }) =>
    routes.flatMap(({ destination, target }) =>
      target.kind === "vpc-endpoint" && target.id === endpointId && destination.kind === "prefix-list"
        ? destination.id
        : [],
    ),
  );
}
