import {
  DeregisterManagedInstance$,
  type DeregisterManagedInstanceRequest,
  UpdateManagedInstanceRole$,
  type UpdateManagedInstanceRoleRequest,
} from "@aws-sdk/client-ssm";
import type { Agent } from "../agent.ts";
import { defineOperation, type OperationContext } from "../operation.ts";
import { requireManagedNodeRole } from "./node-role.ts";

export const deregisterManagedInstance = defineOperation<DeregisterManagedInstanceRequest, object>({
  service: "ssm",
  schema: DeregisterManagedInstance$,
  action: "ssm:DeregisterManagedInstance",
  mutates: true,
  handle(context, { InstanceId = "" }) {
    const agent = hybridAgent(context, InstanceId);
    const activation = context.region.ssm.activations.get(agent.activationId ?? "");
    if (activation?.RegistrationsCount) activation.RegistrationsCount--;
    context.region.ssm.agents.delete(InstanceId);
    context.region.ssm.tags?.delete(`ManagedInstance:${InstanceId}`);
    context.changed(InstanceId);
    return {};
  },
});

export const updateManagedInstanceRole = defineOperation<UpdateManagedInstanceRoleRequest, object>({
  service: "ssm",
  schema: UpdateManagedInstanceRole$,
  action: "ssm:UpdateManagedInstanceRole",
  mutates: true,
  handle(context, { InstanceId = "", IamRole }) {
    const agent = hybridAgent(context, InstanceId);
    requireManagedNodeRole(context, IamRole);
    agent.iamRole = IamRole;
    context.changed(InstanceId);
    return {};
  },
});

/** Only nodes that registered with an activation: an EC2 instance's id is refused by its form. */
function hybridAgent(context: OperationContext, nodeId: string): Agent {
  const agent = context.region.ssm.agents.get(nodeId);
  return agent ?? context.fail("InvalidInstanceId", `Instance Id ${nodeId} is not valid.`);
}
