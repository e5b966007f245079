import { quote } from "shlex";
import { byHand } from "../network/by-hand.ts";
import { defineNetworkFix, onceSomebodyDid } from "../network/define-network-fix.ts";
import { hostOf } from "../network/endpoint-services.ts";
import type { Situation } from "../network/situation.ts";
import { consoleAt } from "../writing/console.ts";

export const askWhoRunsThePath = defineNetworkFix({
  id: "ask-who-runs-the-path",
  causes: ["path-unprovable"],
  about: {
    does: "Behind a transit gateway, an appliance, a VPN or another account somebody else decides, and nothing that can be read from here tells. A test on a node and one look by the right person settle it.",
    risk: { level: "low", sentence: "Looking changes nothing." },
  },
  title: ({ subject }) => `Ask ${ownerOf(subject.kind)} whether TCP 443 comes through ${subject.id}`,
  summary: ({ subject }) =>
    `Behind ${subject.id} somebody else decides, and nothing that can be read from here tells. A test on a node and one look by the right person settle it.`,
  changes(situation) {
    const { scope, subject, nodes } = situation;
    const console = consoleAt(scope.region, subject);
    return [
      byHand({
        id: "try-on-host",
        title: `Try the connection on ${nodes[0]?.instance.id ?? "one of the nodes"}`,
        why: "The node itself is the one place from which the whole path is seen. Where no session reaches it, use the serial console, SSH or Remote Desktop.",
        cli: ["ssm", "ssmmessages"].map(
          (service) => `curl -sv --connect-timeout 5 ${quote(`https://${hostOf(scope, service)}/`)}`,
        ),
        console: consoleAt(scope.region, { kind: "instance", id: nodes[0]?.instance.id ?? "" }, "Connect"),
        changes: "Nothing. Any answer of HTTP means that the path is open; a timeout means that it is not.",
      }),
      byHand({
        id: "ask-the-owner",
        title: `Have ${ownerOf(subject.kind)} look at ${subject.id}`,
        why: whatToLookAt[subject.kind] ?? otherwise,
        cli: [],
        console,
        changes: "TCP 443 from the nodes comes through, and the answers come back.",
      }),
    ];
  },
  cost: () => null,
  takesEffect: () => onceSomebodyDid,
});

function ownerOf(kind: Situation["subject"]["kind"]): string {
  return owners[kind] ?? "whoever runs it";
}

const owners: Record<string, string> = {
  "transit-gateway": "whoever runs the transit gateway",
  "core-network": "whoever runs the core network",
  "virtual-private-gateway": "whoever runs the network behind the VPN",
  "network-interface": "whoever runs the appliance",
  "vpc-endpoint": "whoever runs the appliances behind the endpoint",
  "peering-connection": "the owner of the peer VPC",
  subnet: "the account that owns the subnet",
  vpc: "the account that owns the VPC",
  "security-group": "whoever keeps the group",
  "network-acl": "whoever keeps the ACL",
  "route-table": "whoever keeps the table",
};

const otherwise =
  "Look for a route there and back, and for a filter on TCP 443, on everything behind it up to the internet.";

const whatToLookAt: Record<string, string> = {
  "transit-gateway":
    "Look at the route table that the VPC's attachment is associated with: it needs a route to the internet or to the endpoints, and the way back a route to the VPC. An inspection VPC on the way must let TCP 443 pass.",
  "virtual-private-gateway":
    "Look whether the network behind the VPN or Direct Connect leads to the internet, and whether its firewall lets TCP 443 out and the answers back.",
  "network-interface":
    "Look whether the appliance runs and forwards, translates the nodes' addresses, and lets TCP 443 to the services' names pass without opening its TLS.",
  "vpc-endpoint":
    "Look at the rules of the appliances: TCP 443 to the services' names must pass, without its TLS being opened.",
  subnet:
    "Look at the route table, the network ACL and the endpoints of the VPC, which other accounts cannot see.",
  "security-group":
    "Its rules let out to some public addresses alone. Look what the services' names resolve to on the node, and whether a rule holds those addresses; AWS changes them, so a rule for TCP 443 to everywhere is the lasting one.",
  "network-acl":
    "Its rules admit some addresses or ports alone. Look what the services' names resolve to on the node and from which ports its system calls, and whether the rules hold those.",
  "route-table":
    "It sends some public addresses another way than others. Look what the services' names resolve to on the node, and which route takes those.",
  vpc: "Look at the endpoints and the DNS settings of the VPC, which other accounts cannot see.",
};
