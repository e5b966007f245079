import type { Operation } from "../operation.ts";
import { describeInstanceStatus } from "./instance-status.ts";
import { describeInstances } from "./instances.ts";
import { describeRegions } from "./regions.ts";

export const ec2Operations: Operation[] = [describeInstances, describeInstanceStatus, describeRegions];
