import { quote } from "shlex";
import { listed } from "../../diagnosis/identity/role-actions.ts";
import { byHand } from "../network/by-hand.ts";
import { defineNetworkFix, onceSomebodyDid } from "../network/define-network-fix.ts";
import { hostOf } from "../network/endpoint-services.ts";
import type { Situation } from "../network/situation.ts";
import { consoleAt } from "../writing/console.ts";

export const askTheResolver = defineNetworkFix({
  id: "ask-the-resolver",
  causes: ["resolver-unprovable"],
  about: {
    does: "No API tells what a resolver of one's own answers, or a private zone. A look-up on one of the nodes does, and whoever runs it can let it forward the names of AWS.",
    risk: {
      level: "low",
      sentence: "Looking changes nothing. What a resolver forwards concerns everybody who asks it.",
    },
  },
  title: () => "Ask the resolver what the services' names lead to",
  summary: (situation) =>
    `No API tells the answers of ${serversOf(situation)}. A look-up on one of the nodes does, and whoever runs that can let it forward the names of AWS.`,
  changes(situation) {
    const { scope, subject, nodes } = situation;
    const names = ["ssm", "ssmmessages"].map((service) => hostOf(scope, service));
    const console = consoleAt(scope.region, subject);
    return [
      byHand({
        id: "look-up-on-host",
        title: `Look the names up on ${nodes[0]?.instance.id ?? "one of the nodes"}`,
        why: "Only the node itself sees what its resolver answers. Where no session reaches it, use the serial console, SSH or Remote Desktop.",
        cli: names.map((name) => `nslookup ${quote(name)}`),
        console,
        changes:
          "Nothing. Private addresses must be those of endpoints that the node reaches; public ones need a way to the internet; no answer is the fault itself.",
      }),
      byHand({
        id: "let-it-forward",
        title: "Let the resolver forward the names of AWS to the VPC's own resolver",
        why: `Whoever runs ${serversOf(situation)} decides. The VPC's own resolver, at the base of its network plus two, answers with the endpoints' addresses.`,
        cli: [],
        console,
        changes: `${names.join(" and ")} resolve as the VPC's own resolver has them.`,
      }),
    ];
  },
  cost: () => null,
  takesEffect: () => onceSomebodyDid,
});

function serversOf({ snapshot, subject }: Situation): string {
  if (subject.kind === "hosted-zone")
    return `the private zone ${snapshot.get("hosted-zone", subject.id)?.name}`;
  const servers = snapshot.get("dhcp-options", subject.id)?.domainNameServers ?? [];
  return servers.length > 0 ? listed(servers) : subject.id;
}
