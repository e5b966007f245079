import type { BlockPublicAccess } from "../../model/documents/block-public-access.ts";
import { type MakeChange, writeStep } from "../network/change.ts";
import { tablesOfNodes } from "../network/dead-routes.ts";
import { defineNetworkFix, onceReady } from "../network/define-network-fix.ts";
import { type Situation, waysOf } from "../network/situation.ts";
import { logicalId, writeCloudFormation } from "../writing/cloudformation.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { resource, writeTerraform } from "../writing/terraform.ts";

const minutes = 60_000;

export const excludeFromBlockPublicAccess = defineNetworkFix({
  id: "exclude-from-block-public-access",
  causes: ["public-access-blocked"],
  about: {
    does: "Excepts the subnets by which the nodes leave from Block Public Access, and no others; only outwards where nothing has to come in.",
    risk: {
      level: "high",
      sentence:
        "Somebody closed the Region to the internet: ask before making exceptions. What has a public address in the subnets may be called again, as far as its groups let it.",
    },
  },
  title: (situation) => `Except ${subnetsOf(situation).join(", ")} from Block Public Access`,
  summary: (situation) =>
    modeOf(situation) === "allow-egress"
      ? "Only the subnets by which the nodes leave, and only outwards: nothing may come in."
      : "Only the nodes' own subnets. What has a public address is stopped in both directions, so that both are let through; groups and ACLs decide as before.",
  changes(situation) {
    const options = optionsOf(situation);
    // What the organization declares, an account cannot except itself from.
    const isOurs =
      options?.exclusionsAllowed !== "not-allowed" && options?.managedBy !== "declarative-policy";
    if (options === undefined || !isOurs) return [];
    return subnetsOf(situation).map((subnetId) => exclude(situation, subnetId, modeOf(situation)));
  },
  risk: (situation) =>
    modeOf(situation) === "allow-egress"
      ? {
          level: "medium",
          sentence: "Somebody closed the Region to the internet: ask before making exceptions.",
        }
      : {
          level: "high",
          sentence:
            "Somebody closed the Region to the internet. What has a public address in these subnets can be called again, as far as its groups let it.",
        },
  takesEffect: () => onceReady("An exclusion", 3 * minutes),
});

function optionsOf({ scope, snapshot }: Situation): BlockPublicAccess | undefined {
  const options = snapshot.get("block-public-access", scope.region);
  return options?.exclusions === undefined ? undefined : options;
}

type Mode = "allow-bidirectional" | "allow-egress";

/** What leaves by a NAT or an egress-only gateway needs no more than the way out. */
function modeOf(situation: Situation): Mode {
  return waysOf(situation).some(({ path }) => path.way === "internet-gateway")
    ? "allow-bidirectional"
    : "allow-egress";
}

/** The subnets from which the internet gateway is reached: those of the nodes, or of their NAT gateways. */
function subnetsOf(situation: Situation): string[] {
  const { snapshot, nodes } = situation;
  const own = nodes.flatMap(({ instance }) => instance.subnetId ?? []);
  if (waysOf(situation).every(({ path }) => path.way !== "nat-gateway")) return [...new Set(own)];
  const gateways = tablesOfNodes(situation).flatMap(({ routes }) =>
    routes.flatMap(({ target }) => (target.kind === "nat-gateway" ? target.id : [])),
  );
  return [...new Set(gateways.flatMap((id) => snapshot.get("nat-gateway", id)?.subnetId ?? []))];
}

function exclude({ scope }: Situation, subnetId: string, mode: Mode): MakeChange {
  const id = `exclude-${subnetId}`;
  const input = { SubnetId: subnetId, InternetGatewayExclusionMode: mode };
  return (snapshot) => {
    const options = snapshot.get("block-public-access", scope.region)!;
    const subnet = snapshot.get("subnet", subnetId);
    const step = writeStep(scope.region, {
      ...{ id, title: `Except ${subnetId} from Block Public Access`, creates: exclusionId },
      why: "Block Public Access closes internet gateways for the Region, but for what is excepted.",
      call: { operation: "ec2:CreateVpcBlockPublicAccessExclusion", input },
      console: consoleAt(
        scope.region,
        { kind: "block-public-access", id: scope.region },
        "Create exclusions",
      ),
      terraform: writeTerraform(
        resource("aws_vpc_block_public_access_exclusion", subnetId, {
          ...{ subnet_id: subnetId, internet_gateway_exclusion_mode: mode },
        }),
      ),
      cloudformation: writeCloudFormation({
        [logicalId("exclusion", subnetId)]: {
          Type: "AWS::EC2::VPCBlockPublicAccessExclusion",
          Properties: input,
        },
      }),
      changes: `${subnetId} is excepted, ${mode === "allow-egress" ? "outwards" : "in both directions"}.`,
      // Behind an exclusion of an earlier step the document has an id that AWS has not given yet.
      preconditions: options.exclusions?.some((each) => each.id.startsWith(planned))
        ? []
        : [preconditionOf(snapshot, "block-public-access", scope.region)],
      undo: {
        sentence: "Delete the exclusion again.",
        call: {
          operation: "ec2:DeleteVpcBlockPublicAccessExclusion",
          input: { ExclusionId: { answerOf: id, at: exclusionId } },
        },
      },
    });
    const resourceArn = `arn:${scope.partition}:ec2:${scope.region}:${scope.account}:subnet/${subnetId}`;
    const exclusion = {
      ...{ id: `${planned}-${subnetId}`, mode, resourceArn, state: "create-complete" },
    };
    const exclusions = [...(options.exclusions ?? []), exclusion];
    const opened = subnet && mode === "allow-bidirectional" && { ...subnet, internetGatewayBlockMode: "off" };
    return {
      step,
      patch: {
        "block-public-access": { put: [{ ...options, exclusions }] },
        ...(opened && { subnet: { put: [opened] } }),
      },
    };
  };
}

const planned = "vpcbpa-exclude-to-be-created";
const exclusionId = "VpcBlockPublicAccessExclusion.ExclusionId";
