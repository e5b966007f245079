import type { WriteOperation } from "./written-call.ts";

/** The inputs of the calls that AWS takes one by one: it changes one attribute of a VPC in a call. */
export function singleInputs(
  operation: WriteOperation,
  input: Record<string, unknown>,
): Record<string, unknown>[] {
  if (operation !== "ec2:ModifyVpcAttribute") return [input];
  const { VpcId, ...attributes } = input;
  return Object.entries(attributes).map(([attribute, value]) => ({ VpcId, [attribute]: value }));
}
