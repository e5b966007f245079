import {
  type CommandPlugin,
  GetCommandInvocation$,
  type GetCommandInvocationRequest,
  type GetCommandInvocationResult,
} from "@aws-sdk/client-ssm";
import { defineOperation } from "../operation.ts";

/** SSM shows a new command's invocations a moment after it accepted the command. */
const visibleAfterMs = 1000;

export const getCommandInvocation = defineOperation<GetCommandInvocationRequest, GetCommandInvocationResult>({
  service: "ssm",
  schema: GetCommandInvocation$,
  action: "ssm:GetCommandInvocation",
  handle(context, { CommandId = "", InstanceId = "", PluginName }) {
    const invocations = context.region.ssm.invocations.get(CommandId);
    const invocation = invocations?.find((each) => each.InstanceId === InstanceId);
    const requestedAt = invocation?.RequestedDateTime?.getTime() ?? 0;
    const isVisible = context.now >= requestedAt + visibleAfterMs / context.world.clock.speed;
    if (invocation === undefined || !isVisible)
      return context.fail(
        "InvocationDoesNotExist",
        "The command ID and managed node ID you specified didn't match any invocations.",
      );
    const plugins = invocation.CommandPlugins ?? [];
    const plugin = plugins.find(({ Name }) => Name === PluginName) ?? plugins[0];
    if (PluginName !== undefined && plugin?.Name !== PluginName)
      context.fail("InvalidPluginName", `Plugin name ${PluginName} is not valid.`);
    return {
      CommandId,
      InstanceId,
      Comment: invocation.Comment,
      DocumentName: invocation.DocumentName,
      DocumentVersion: invocation.DocumentVersion,
      ...pluginResult(plugin),
      Status: invocation.Status,
      StatusDetails: invocation.StatusDetails,
      StandardOutputUrl: invocation.StandardOutputUrl ?? "",
      StandardErrorUrl: invocation.StandardErrorUrl ?? "",
      CloudWatchOutputConfig: invocation.CloudWatchOutputConfig ?? {
        CloudWatchLogGroupName: "",
        CloudWatchOutputEnabled: false,
      },
    };
  },
});

/** -1 is the response code of what never started. */
function pluginResult(plugin: CommandPlugin | undefined) {
  const startedAt = plugin?.ResponseStartDateTime;
  const finishedAt = plugin?.ResponseFinishDateTime;
  return {
    PluginName: plugin?.Name ?? "",
    ResponseCode: plugin?.ResponseCode ?? -1,
    ExecutionStartDateTime: startedAt?.toISOString() ?? "",
    ExecutionElapsedTime:
      startedAt && finishedAt ? `PT${(finishedAt.getTime() - startedAt.getTime()) / 1000}S` : "",
    ExecutionEndDateTime: finishedAt?.toISOString() ?? "",
    StandardOutputContent: plugin?.Output ?? "",
    StandardErrorContent: "",
  };
}
