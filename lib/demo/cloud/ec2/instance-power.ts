import {
  type Instance,
  type InstanceStateChange,
  RebootInstances$,
  type RebootInstancesRequest,
  StartInstances$,
  type StartInstancesRequest,
  type StartInstancesResult,
  StopInstances$,
  type StopInstancesRequest,
  type StopInstancesResult,
  TerminateInstances$,
  type TerminateInstancesRequest,
  type TerminateInstancesResult,
} from "@aws-sdk/client-ec2";
import { defineOperation, type OperationContext } from "../operation.ts";
import { getAll, kinds } from "./identifiers.ts";
import { releaseInterfaces, wearPublicAddress, withoutPublicAddress } from "./instance-address.ts";

const startMs = 30_000;
const stopMs = 40_000;
const shutdownMs = 40_000;
/** Until the checks have something to say of an instance that has started. */
const checkMs = 120_000;
/** A terminated instance stays visible for about an hour. */
const farewellMs = 3_600_000;

const states = {
  pending: 0,
  running: 16,
  "shutting-down": 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
} as const;
type StateName = keyof typeof states;

export const startInstances = defineOperation<StartInstancesRequest, StartInstancesResult>({
  service: "ec2",
  schema: StartInstances$,
  action: "ec2:StartInstances",
  mutates: true,
  handle(context, { InstanceIds = [] }) {
    const instances = getAll(kinds.instance, context.region.ec2.instances, InstanceIds);
    for (const instance of instances)
      requireState(context, instance, ["pending", "running", "stopped"], "started");
    context.proceed();
    const StartingInstances = instances.map((instance) => {
      if (instance.State?.Name !== "stopped") return unchanged(instance);
      instance.LaunchTime = new Date(context.now);
      delete instance.StateReason;
      instance.StateTransitionReason = "";
      // Whatever the status checks said was about the host that it has left.
      context.region.ec2.instanceStatuses.delete(instance.InstanceId ?? "");
      return move(context, instance, "pending", startMs, "running", () =>
        wearPublicAddress(context.region, instance),
      );
    });
    context.changed(...InstanceIds);
    return { StartingInstances };
  },
});

export const stopInstances = defineOperation<StopInstancesRequest, StopInstancesResult>({
  service: "ec2",
  schema: StopInstances$,
  action: "ec2:StopInstances",
  mutates: true,
  handle(context, { InstanceIds = [], Force, Hibernate }) {
    const instances = getAll(kinds.instance, context.region.ec2.instances, InstanceIds);
    if (Hibernate && instances.some(({ HibernationOptions }) => !HibernationOptions?.Configured))
      context.fail("UnsupportedHibernationConfiguration", "This instance is not enabled for hibernation.");
    const allowed: StateName[] = ["running", "stopping", "stopped", ...(Force ? (["pending"] as const) : [])];
    for (const instance of instances) requireState(context, instance, allowed, "stopped");
    context.proceed();
    const StoppingInstances = instances.map((instance) => {
      if (instance.State?.Name === "stopped" || instance.State?.Name === "stopping")
        return unchanged(instance);
      giveReason(context, instance);
      return move(context, instance, "stopping", stopMs, "stopped", () =>
        withoutPublicAddress(context.region, instance),
      );
    });
    context.changed(...InstanceIds);
    return { StoppingInstances };
  },
});

export const rebootInstances = defineOperation<RebootInstancesRequest, void>({
  service: "ec2",
  schema: RebootInstances$,
  action: "ec2:RebootInstances",
  mutates: true,
  handle(context, { InstanceIds = [] }) {
    const instances = getAll(kinds.instance, context.region.ec2.instances, InstanceIds);
    for (const instance of instances) requireState(context, instance, ["running"], "rebooted");
    context.proceed();
    // The state stays running throughout, and so does the launch time.
    for (const { InstanceId = "" } of instances) checkAnew(context, InstanceId);
    context.changed(...InstanceIds);
  },
});

/** A system that starts well passes its own check again; what is wrong with the host stays wrong. */
function checkAnew(context: OperationContext, id: string): void {
  const status = context.region.ec2.instanceStatuses.get(id);
  if (status?.InstanceStatus === undefined || status.SystemStatus?.Status !== "ok") return;
  status.InstanceStatus = {
    Status: "initializing",
    Details: [{ Name: "reachability", Status: "initializing" }],
  };
  context.after(checkMs, () => {
    status.InstanceStatus = { Status: "ok", Details: [{ Name: "reachability", Status: "passed" }] };
    return [id];
  });
}

export const terminateInstances = defineOperation<TerminateInstancesRequest, TerminateInstancesResult>({
  service: "ec2",
  schema: TerminateInstances$,
  action: "ec2:TerminateInstances",
  mutates: true,
  handle(context, { InstanceIds = [] }) {
    const { ec2, autoScalingInstances } = context.region;
    const instances = getAll(kinds.instance, ec2.instances, InstanceIds);
    context.proceed();
    const TerminatingInstances = instances.map((instance) => {
      if (instance.State?.Name === "terminated" || instance.State?.Name === "shutting-down")
        return unchanged(instance);
      giveReason(context, instance);
      const { InstanceId = "" } = instance;
      return move(context, instance, "shutting-down", shutdownMs, "terminated", () => {
        releaseInterfaces(context.region, instance);
        autoScalingInstances.delete(InstanceId);
        context.after(farewellMs, () => {
          ec2.instances.delete(InstanceId);
          ec2.instanceStatuses.delete(InstanceId);
          return [InstanceId];
        });
      });
    });
    context.changed(...InstanceIds);
    return { TerminatingInstances };
  },
});

function requireState(context: OperationContext, instance: Instance, allowed: StateName[], verb: string) {
  const name = instance.State?.Name;
  if (name !== undefined && allowed.includes(name)) return;
  context.fail(
    "IncorrectInstanceState",
    `The instance '${instance.InstanceId}' is not in a state from which it can be ${verb}.`,
  );
}

/** Into a passing state at once and out of it later, unless something else happened to the instance in between. */
function move(
  context: OperationContext,
  instance: Instance,
  passing: StateName,
  delayMs: number,
  final: StateName,
  arrive: () => void,
): InstanceStateChange {
  const PreviousState = instance.State;
  const through = { Code: states[passing], Name: passing };
  instance.State = through;
  context.after(delayMs, () => {
    if (instance.State !== through) return [];
    instance.State = { Code: states[final], Name: final };
    arrive();
    return [instance.InstanceId ?? ""];
  });
  return { InstanceId: instance.InstanceId, PreviousState, CurrentState: through };
}

function unchanged({ InstanceId, State }: Instance): InstanceStateChange {
  return { InstanceId, PreviousState: State, CurrentState: State };
}

function giveReason({ now }: OperationContext, instance: Instance) {
  const at = new Date(now).toISOString().replace("T", " ").slice(0, 19);
  instance.StateTransitionReason = `User initiated (${at} GMT)`;
  instance.StateReason = {
    Code: "Client.UserInitiatedShutdown",
    Message: "Client.UserInitiatedShutdown: User initiated shutdown",
  };
}
