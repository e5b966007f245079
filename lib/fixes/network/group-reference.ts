import { logicalId } from "../writing/cloudformation.ts";
import { reference, type TerraformValue, terraformName } from "../writing/terraform.ts";
import type { FromAnswer } from "../written-call.ts";

/** A security group as each way of writing names it: it may be one that an earlier step creates. */
export type GroupReference = {
  /** Its id, or the one that it is known by until AWS gives it one. */
  id: string;
  /** In a sentence. */
  name: string;
  input: string | FromAnswer;
  terraform: TerraformValue;
  cloudformation: unknown;
};

export function existingGroup(id: string): GroupReference {
  return { id, name: id, input: id, terraform: id, cloudformation: id };
}

export function createdGroup(stepId: string, vpcId: string, name: string): GroupReference {
  return {
    ...{ id: `sg-to-be-created-${vpcId}`, name },
    input: { answerOf: stepId, at: "GroupId" },
    terraform: reference(`aws_security_group.${terraformName(name)}.id`),
    cloudformation: { "Fn::GetAtt": [logicalId(name), "GroupId"] },
  };
}

export function isCreated({ input }: GroupReference): boolean {
  return typeof input !== "string";
}
