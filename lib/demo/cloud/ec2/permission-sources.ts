import type { IpPermission } from "@aws-sdk/client-ec2";

/** Where one rule lets traffic come from or go to: AWS counts each as a rule of its own. */
export type PermissionSource =
  | { kind: "cidr"; value: string; description?: string }
  | { kind: "cidr6"; value: string; description?: string }
  | { kind: "prefixList"; value: string; description?: string }
  | { kind: "group"; value: string; userId?: string; description?: string };

export type Rule = { protocol: string; fromPort?: number; toPort?: number; source: PermissionSource };

const protocolNumbers: Record<string, string> = { "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6" };

/** The rules that stand in a list of permissions, one for each range, list or group. */
export function toRules(permissions: readonly IpPermission[]): Rule[] {
  return permissions.flatMap((permission) => {
    const protocol = protocolNumbers[permission.IpProtocol ?? ""] ?? permission.IpProtocol ?? "-1";
    const ports = protocol === "-1" ? {} : { fromPort: permission.FromPort, toPort: permission.ToPort };
    return sourcesOf(permission).map((source) => ({ protocol, ...ports, source }));
  });
}

function sourcesOf(permission: IpPermission): PermissionSource[] {
  const { IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] } = permission;
  return [
    ...IpRanges.map(({ CidrIp = "", Description: description }) => ({
      kind: "cidr" as const,
      value: CidrIp,
      description,
    })),
    ...Ipv6Ranges.map(({ CidrIpv6 = "", Description: description }) => ({
      kind: "cidr6" as const,
      value: CidrIpv6,
      description,
    })),
    ...PrefixListIds.map(({ PrefixListId = "", Description: description }) => ({
      kind: "prefixList" as const,
      value: PrefixListId,
      description,
    })),
    ...UserIdGroupPairs.map(({ GroupId = "", UserId: userId, Description: description }) => ({
      kind: "group" as const,
      value: GroupId,
      userId,
      description,
    })),
  ];
}

/** Two rules with the same identity are one rule to AWS, whatever their descriptions. */
export function identityOf({ protocol, fromPort, toPort, source }: Rule): string {
  return [protocol, fromPort ?? "", toPort ?? "", source.kind, source.value].join("|");
}

/** The permissions with these rules, grouped by protocol and ports as AWS prints them. */
export function toPermissions(rules: readonly Rule[]): IpPermission[] {
  const permissions = new Map<string, Required<Omit<IpPermission, "FromPort" | "ToPort">> & IpPermission>();
  for (const { protocol, fromPort, toPort, source } of rules) {
    const key = `${protocol}|${fromPort ?? ""}|${toPort ?? ""}`;
    const permission = permissions.get(key) ?? {
      IpProtocol: protocol,
      ...(fromPort === undefined ? {} : { FromPort: fromPort }),
      ...(toPort === undefined ? {} : { ToPort: toPort }),
      IpRanges: [],
      Ipv6Ranges: [],
      PrefixListIds: [],
      UserIdGroupPairs: [],
    };
    permissions.set(key, permission);
    const Description = source.description;
    if (source.kind === "cidr") permission.IpRanges.push({ CidrIp: source.value, Description });
    else if (source.kind === "cidr6") permission.Ipv6Ranges.push({ CidrIpv6: source.value, Description });
    else if (source.kind === "prefixList")
      permission.PrefixListIds.push({ PrefixListId: source.value, Description });
    else permission.UserIdGroupPairs.push({ GroupId: source.value, UserId: source.userId, Description });
  }
  return [...permissions.values()];
}
