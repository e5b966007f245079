import {
  GetConsoleOutput$,
  type GetConsoleOutputRequest,
  type GetConsoleOutputResult,
} from "@aws-sdk/client-ec2";
import { defineOperation } from "../operation.ts";
import { getOne, kinds } from "./identifiers.ts";

export const getConsoleOutput = defineOperation<GetConsoleOutputRequest, GetConsoleOutputResult>({
  service: "ec2",
  schema: GetConsoleOutput$,
  action: "ec2:GetConsoleOutput",
  handle({ region, now }, { InstanceId }) {
    const instance = getOne(kinds.instance, region.ec2.instances, InstanceId);
    const text = [
      "[    0.000000] Linux version 6.1 (gcc) #1 SMP PREEMPT_DYNAMIC",
      `[    4.182331] cloud-init[1401]: Cloud-init finished. Datasource DataSourceEc2. Up 11.42 seconds`,
      `${instance.PrivateDnsName?.split(".")[0] ?? "localhost"} login: `,
    ].join("\r\n");
    return { InstanceId, Timestamp: new Date(now), Output: Buffer.from(text).toString("base64") };
  },
});
