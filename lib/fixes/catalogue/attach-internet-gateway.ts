import type { MakeChange } from "../network/change.ts";
import { writeStep } from "../network/change.ts";
import { defineNetworkFix } from "../network/define-network-fix.ts";
import { attachedGateway } from "../network/places.ts";
import type { Situation } from "../network/situation.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { resource, writeTerraform } from "../writing/terraform.ts";

export const attachInternetGateway = defineNetworkFix({
  id: "attach-internet-gateway",
  causes: ["internet-gateway-detached"],
  about: {
    does: "Routes of the VPC lead to the gateway, which is attached to none. Attached again, they hold at once, as they stand.",
    risk: {
      level: "medium",
      sentence:
        "Everything in the VPC that has a public address and a route to the gateway is on the internet again, as far as its groups let it. Somebody detached it: ask why.",
    },
  },
  title: ({ subject }) => `Attach ${subject.id} to the VPC again`,
  changes(situation) {
    const { snapshot, subject } = situation;
    const vpcId = vpcOf(situation);
    const gateway = snapshot.get("internet-gateway", subject.id);
    // A VPC takes one gateway, and a gateway one VPC.
    const isFree = gateway?.attachments.every(({ state }) => state === "detached");
    return isFree && vpcId !== null && attachedGateway(snapshot, vpcId) === undefined
      ? [attach(situation, vpcId)]
      : [];
  },
});

function vpcOf({ nodes }: Situation): string | null {
  return nodes[0]?.instance.vpcId ?? null;
}

function attach({ scope, subject }: Situation, vpcId: string): MakeChange {
  const input = { InternetGatewayId: subject.id, VpcId: vpcId };
  return (snapshot) => {
    const gateway = snapshot.get("internet-gateway", subject.id)!;
    const step = writeStep(scope.region, {
      id: `attach-${subject.id}`,
      title: `Attach ${subject.id} to ${vpcId}`,
      why: "A gateway that is not attached drops what is led to it.",
      call: { operation: "ec2:AttachInternetGateway", input },
      console: consoleAt(
        scope.region,
        { kind: "internet-gateway", id: subject.id },
        "Actions",
        "Attach to VPC",
      ),
      terraform: writeTerraform(
        resource("aws_internet_gateway_attachment", subject.id, {
          ...{ internet_gateway_id: subject.id, vpc_id: vpcId },
        }),
      ),
      cloudformation: writeCloudFormation({
        [logicalId("attachment", subject.id)]: {
          Type: "AWS::EC2::VPCGatewayAttachment",
          Properties: input,
        },
      }),
      changes: `${subject.id} is attached to ${vpcId}, and routes that lead to it are active again.`,
      preconditions: [
        preconditionOf(snapshot, "internet-gateway", subject.id),
        preconditionOf(snapshot, "vpc", vpcId),
      ],
      undo: {
        sentence: "Detach it again. AWS refuses that as long as anything in the VPC has a public address.",
        call: { operation: "ec2:DetachInternetGateway", input },
      },
    });
    const attachments = [
      ...gateway.attachments.filter(({ state }) => state !== "detached"),
      { vpcId, state: "available" },
    ];
    return {
      step,
      patch: {
        "internet-gateway": { put: [{ ...gateway, attachments }] },
        ...revivedRoutes(snapshot, vpcId, subject.id),
      },
    };
  };
}

/** AWS itself takes the routes to the gateway out of their blackhole. */
function revivedRoutes(snapshot: Parameters<MakeChange>[0], vpcId: string, gatewayId: string) {
  const isDead = (route: { state: string; target: object }) =>
    route.state === "blackhole" && "id" in route.target && route.target.id === gatewayId;
  const tables = snapshot.of("vpc", vpcId, "route-table").filter(({ routes }) => routes.some(isDead));
  const put = tables.map((table) => ({
    ...table,
    routes: table.routes.map((route) => (isDead(route) ? { ...route, state: "active" } : route)),
  }));
  return put.length === 0 ? {} : { "route-table": { put } };
}
