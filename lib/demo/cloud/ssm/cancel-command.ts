import { CancelCommand$, type CancelCommandRequest } from "@aws-sdk/client-ssm";
import { defineOperation } from "../operation.ts";

const open = new Set(["Pending", "InProgress", "Delayed"]);

export const cancelCommand = defineOperation<CancelCommandRequest, object>({
  service: "ssm",
  schema: CancelCommand$,
  action: "ssm:CancelCommand",
  mutates: true,
  handle(context, { CommandId = "", InstanceIds = [] }) {
    if (new Set(InstanceIds).size < InstanceIds.length)
      context.fail("DuplicateInstanceId", "The same instance ID is specified more than once.");
    const { commands, invocations } = context.region.ssm;
    const command = commands.find((each) => each.CommandId === CommandId);
    if (command === undefined)
      return context.fail("InvalidCommandId", `The command ID ${CommandId} is not valid.`);
    const all = invocations.get(CommandId) ?? [];
    const stranger = InstanceIds.find((id) => !all.some(({ InstanceId }) => InstanceId === id));
    if (stranger !== undefined)
      context.fail("InvalidInstanceId", `Instance ${stranger} is no target of command ${CommandId}.`);
    const cancelled = all.filter(
      ({ InstanceId = "", Status = "" }) =>
        open.has(Status) && (InstanceIds.length === 0 || InstanceIds.includes(InstanceId)),
    );
    for (const invocation of cancelled)
      Object.assign(invocation, { Status: "Cancelled", StatusDetails: "Cancelled" });
    if (all.every(({ Status = "" }) => !open.has(Status)) && open.has(command.Status ?? ""))
      Object.assign(command, { Status: "Cancelled", StatusDetails: "Cancelled" });
    context.changed(CommandId);
    return {};
  },
});
