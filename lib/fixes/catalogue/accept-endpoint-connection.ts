import { quote } from "shlex";
import { byHand } from "../network/by-hand.ts";
import { defineNetworkFix, onceSomebodyDid } from "../network/define-network-fix.ts";
import { consoleAt } from "../writing/console.ts";

export const acceptEndpointConnection = defineNetworkFix({
  id: "accept-endpoint-connection",
  causes: ["endpoint-unavailable"],
  about: {
    does: "The provider of the endpoint service accepts connections by hand, and has not accepted this one. It is theirs to do, in their account.",
    risk: { level: "low", sentence: "The endpoint carries nothing until then." },
  },
  title: ({ subject }) => `Have ${subject.id} accepted`,
  changes({ scope, snapshot, subject }) {
    const endpoint = snapshot.get("vpc-endpoint", subject.id);
    if (endpoint?.state?.toLowerCase() !== "pendingacceptance") return [];
    return [
      byHand({
        id: `accept-${subject.id}`,
        title: "Ask the provider to accept the connection",
        why: `Only the account that provides ${endpoint.serviceName} can accept it, with this call and the id of its own service.`,
        cli: [
          `aws ec2 accept-vpc-endpoint-connections --region ${quote(scope.region)} --service-id "$SERVICE_ID" --vpc-endpoint-ids ${quote(subject.id)}`,
        ],
        console: consoleAt(
          scope.region,
          { kind: "vpc-endpoint" },
          "Endpoint services",
          "Endpoint connections",
          "Accept",
        ),
        changes: `${subject.id} is available.`,
      }),
    ];
  },
  cost: () => null,
  takesEffect: () => onceSomebodyDid,
});
