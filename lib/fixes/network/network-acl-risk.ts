import type { Risk } from "../fix.ts";
import type { Situation } from "./situation.ts";

/** AWS's default, in each direction; an account may have been given more. */
const rulesOfAcl = 20;

export function riskOfAcl({ snapshot, subject }: Situation): Risk {
  const acl = snapshot.get("network-acl", subject.id);
  const subnets = acl?.subnetIds.length ?? 0;
  const where = subnets === 1 ? "the subnet" : `all ${subnets} subnets`;
  const most = Math.max(acl?.ingress.length ?? 0, acl?.egress.length ?? 0);
  const quota =
    most < rulesOfAcl
      ? ""
      : ` It has ${most} rules in one direction, and AWS's default quota is ${rulesOfAcl}: more may be refused.`;
  return {
    level: "low",
    sentence: `It only lets more through, in ${where} of this ACL; security groups go on deciding for each node.${quota}`,
  };
}
