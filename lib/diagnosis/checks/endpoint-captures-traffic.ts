import type { RouteTable } from "../../model/documents/route-table.ts";
import { defineCheck } from "../check.ts";
import { evidence, notApplicable, pass, warn } from "../finding.ts";
import type { NodeView } from "../node-view.ts";
import { hasWay, networkKinds } from "../obstacle-check.ts";
import { requiredPaths } from "../required-services.ts";

export const endpointCapturesTraffic = defineCheck({
  id: "endpoint-captures-traffic",
  group: "network",
  title: "A broken endpoint takes the traffic that the internet would carry",
  passTitle: "No broken endpoint takes traffic away from the internet",
  why: `With private DNS on, a service's name leads to the endpoint alone. If that is broken, a healthy NAT or internet gateway is
    never tried: there is no falling back. Mending the endpoint, or deleting it, brings the node back.`,
  rows: ["VPCE-08"],
  causes: [],
  needs: networkKinds,

  appliesTo: hasWay,

  examine(node) {
    const captured = requiredPaths(node).filter(({ path }) => path.way === "endpoint");
    if (captured.length === 0) return notApplicable("No endpoint takes its traffic.");
    const broken = captured.filter(({ path }) => path.obstacles.length > 0);
    if (broken.length === 0) return pass("The endpoints that take its traffic work.");
    const table = tableOf(node);
    if (table === undefined || !leadsToInternet(table))
      return pass("There is no other way that it would take.");
    const services = broken.map(({ service }) => service).join(" and ");
    return warn(() => ({
      sentence: `${table.id} would lead it to the internet, but the name of ${services} leads to a broken endpoint.`,
      evidence: [
        evidence(node.snapshot, {
          sentence: "Its route table has a default route out of the VPC.",
          api: "ec2:DescribeRouteTables",
          field: "Routes",
          value: "0.0.0.0/0",
          document: { kind: "route-table", id: table.id },
        }),
      ],
    }));
  },
});

function tableOf({ snapshot, instance }: NodeView): RouteTable | undefined {
  const { subnetId, vpcId } = instance!;
  const [own] = snapshot.of("subnet", subnetId!, "route-table");
  return own ?? snapshot.of("vpc", vpcId ?? "", "route-table").find(({ isMain }) => isMain);
}

function leadsToInternet({ routes }: RouteTable): boolean {
  return routes.some(
    ({ destination, target, state }) =>
      destination.kind === "ipv4" &&
      destination.cidr === "0.0.0.0/0" &&
      state === "active" &&
      (target.kind === "nat-gateway" || target.kind === "internet-gateway"),
  );
}
