import { cloudtrailOperations } from "./cloudtrail/index.ts";
import { ec2Operations } from "./ec2/index.ts";
import { iamOperations } from "./iam/index.ts";
import type { Operation } from "./operation.ts";
import { otherOperations } from "./others/index.ts";
import { ssmOperations } from "./ssm/index.ts";
import { stsOperations } from "./sts/index.ts";

/** Everything that the endpoint serves. */
export const operations: Operation[] = [
  ...ec2Operations,
  ...stsOperations,
  ...iamOperations,
  ...ssmOperations,
  ...cloudtrailOperations,
  ...otherOperations,
];
