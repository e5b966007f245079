import type { DemoEndpoint } from "./endpoint.ts";

/** What must never be kept. */
export const plantedSecret = "hunter2-Xk9";

/** Puts a secret wherever AWS's answers about past runs carry parameters and outputs, and where their messages quote them. */
export function plantSecrets(
  { world }: DemoEndpoint,
  { account, region }: { account: string; region: string },
): void {
  const { ssm, trail } = world.accounts.get(account)!.regions.get(region)!;
  const secret = plantedSecret;
  for (const command of ssm.commands)
    Object.assign(command, { Parameters: { commands: [secret] }, Comment: secret });
  for (const invocation of [...ssm.invocations.values()].flat())
    Object.assign(invocation, { Comment: secret, TraceOutput: secret, CommandPlugins: [{ Output: secret }] });
  for (const run of ssm.automations) {
    Object.assign(run, { Parameters: { Password: [secret] }, Outputs: { all: [secret] } });
    for (const step of run.StepExecutions ?? [])
      Object.assign(step, { Inputs: { ...step.Inputs, Password: secret }, Outputs: { Output: [secret] } });
    if (run.FailureMessage) run.FailureMessage += ` Output=[${secret}], Error=[${secret} again]`;
  }
  for (const task of ssm.maintenanceWindowTasks.values())
    Object.assign(task, { TaskParameters: { commands: { Values: [secret] } } });
  for (const invocation of [...ssm.maintenanceWindowInvocations.values()].flat())
    Object.assign(invocation, { Parameters: secret, OwnerInformation: secret });
  for (const { record } of trail) {
    const request = record.requestParameters;
    if (typeof request === "object" && request !== null && "parameters" in request)
      Object.assign(request, { parameters: { commands: [secret] }, comment: secret });
  }
}
