import type { Instance } from "@aws-sdk/client-ec2";
import { schedule } from "../../cloud/due.ts";
import type { Estate } from "../estate.ts";
import type { Ground } from "../network/ground.ts";
import { ec2Of } from "../network/ground.ts";

const next = {
  running: { Code: 16, Name: "running" },
  stopped: { Code: 80, Name: "stopped" },
  terminated: { Code: 48, Name: "terminated" },
} as const;

/** Lets an instance that is between two states arrive, unless a call has sent it elsewhere by then. */
export function scheduleState(
  estate: Estate,
  ground: Ground,
  id: string,
  to: keyof typeof next,
  delayMs: number,
): void {
  const ec2 = ec2Of(estate, ground);
  const from = ec2.instances.get(id)?.State?.Name;
  schedule(estate.world, {
    startedAt: estate.now,
    delayMs,
    apply: () => {
      const instance = ec2.instances.get(id);
      if (!instance || instance.State?.Name !== from) return;
      const State = next[to];
      ec2.instances.set(id, to === "terminated" ? withoutPlace(instance) : { ...instance, State });
      ec2.instanceStatuses.set(id, { ...ec2.instanceStatuses.get(id), InstanceState: State });
      if (to !== "terminated") return;
      for (const { NetworkInterfaceId } of instance.NetworkInterfaces ?? [])
        ec2.networkInterfaces.delete(NetworkInterfaceId ?? "");
    },
  });
}

function withoutPlace(instance: Instance): Instance {
  const { SubnetId, VpcId, PrivateIpAddress, PrivateDnsName, IamInstanceProfile, ...rest } = instance;
  return {
    ...rest,
    State: next.terminated,
    NetworkInterfaces: [],
    SecurityGroups: [],
    BlockDeviceMappings: [],
  };
}
