import type { SecurityGroup, SecurityGroupPermission } from "../../model/documents/security-group.ts";
import type { Advice } from "../../model/verdict.ts";
import { evidence } from "../finding.ts";
import type { NodeView } from "../node-view.ts";

const doors: readonly { port: number; name: string; advice: string }[] = [
  { port: 22, name: "SSH", advice: "Session Manager opens shells without it." },
  {
    port: 3389,
    name: "Remote Desktop",
    advice: "Fleet Manager and port forwarding open desktops without it.",
  },
  { port: 443, name: "HTTPS", advice: "Unless the node serves the web, close it." },
];

/** Ports that people open "for Systems Manager": the agent opens all its connections outwards, and needs no inbound rule. */
export function adviseOnInboundRules({ instance, snapshot }: NodeView): Advice[] {
  return (instance?.securityGroupIds ?? []).flatMap((groupId) => {
    const group = snapshot.get("security-group", groupId);
    if (group === undefined) return [];
    const open = doors.filter(({ port }) => group.ingress.some((each) => admitsAnybody(each, port)));
    const [first] = open;
    if (first === undefined) return [];
    const isEverything = group.ingress.some((each) => isOfWorld(each) && each.protocol === "-1");
    const what = isEverything
      ? "everything"
      : open.map(({ name, port }) => `${name} (${port})`).join(" and ");
    const advice = isEverything ? doors[0]?.advice : first.advice;
    return [
      {
        id: "inbound-open-to-the-world",
        sentence: `${nameOf(group)} lets the whole Internet in by ${what}. Systems Manager needs no inbound rule: the agent opens all its connections outwards. ${advice}`,
        subject: { kind: "security-group", id: group.id },
        evidence: group.ingress
          .filter((each) => open.some(({ port }) => admitsAnybody(each, port)))
          .map((permission) =>
            evidence(snapshot, {
              sentence: "An inbound rule has the whole Internet for its source.",
              api: "ec2:DescribeSecurityGroups",
              field: "IpPermissions",
              value: word(permission),
              document: { kind: "security-group", id: group.id },
            }),
          ),
      },
    ];
  });
}

function admitsAnybody(permission: SecurityGroupPermission, port: number): boolean {
  if (!isOfWorld(permission)) return false;
  const { protocol, fromPort, toPort } = permission;
  if (protocol === "-1") return true;
  if (protocol !== "tcp" && protocol !== "6") return false;
  return (fromPort ?? 0) <= port && port <= (toPort ?? 65_535);
}

function isOfWorld({ ipv4Ranges, ipv6Ranges }: SecurityGroupPermission): boolean {
  return ipv4Ranges.includes("0.0.0.0/0") || ipv6Ranges.includes("::/0");
}

function word({ protocol, fromPort, toPort, ipv4Ranges, ipv6Ranges }: SecurityGroupPermission): string {
  const from = [...ipv4Ranges, ...ipv6Ranges].filter((range) => range.endsWith("/0")).join(", ");
  const ports = fromPort === toPort ? `${fromPort ?? "all"}` : `${fromPort ?? 0}-${toPort ?? 65_535}`;
  return protocol === "-1" ? `all traffic from ${from}` : `${protocol} ${ports} from ${from}`;
}

function nameOf({ id, name }: SecurityGroup): string {
  return name === null || name === id ? `Security group ${id}` : `Security group ${name} (${id})`;
}
