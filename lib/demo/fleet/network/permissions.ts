import type { IpPermission } from "@aws-sdk/client-ec2";

export type Peers = { cidrs?: string[]; ipv6?: string[]; groups?: string[]; prefixLists?: string[] };

/** A rule as EC2 prints it: every list present, empty or not. */
export function permission(
  protocol: string,
  from: number | null,
  to: number | null,
  peers: Peers,
): IpPermission {
  return {
    IpProtocol: protocol,
    ...(from === null || to === null ? {} : { FromPort: from, ToPort: to }),
    IpRanges: (peers.cidrs ?? []).map((CidrIp) => ({ CidrIp })),
    Ipv6Ranges: (peers.ipv6 ?? []).map((CidrIpv6) => ({ CidrIpv6 })),
    PrefixListIds: (peers.prefixLists ?? []).map((PrefixListId) => ({ PrefixListId })),
    UserIdGroupPairs: (peers.groups ?? []).map((GroupId) => ({ GroupId })),
  };
}

export const tcp = (port: number, peers: Peers) => permission("tcp", port, port, peers);
export const anywhere = (): IpPermission[] => [permission("-1", null, null, { cidrs: ["0.0.0.0/0"] })];
export const httpsAnywhere = (): IpPermission[] => [tcp(443, { cidrs: ["0.0.0.0/0"] })];
