import type { Operation } from "../cloud/operation.ts";
import { operations } from "../cloud/operations.ts";
import type { World } from "../cloud/world.ts";
import { clientsFor } from "./clients.ts";
import { inProcess } from "./in-process.ts";

/** The real clients over a world, without a socket. */
export function clientsOver(world: World, served: Operation[] = operations) {
  const { requestHandler, endpoint } = inProcess(world, served);
  const { ec2, ssm, iam, sts } = clientsFor("http://127.0.0.1");
  for (const client of [ec2, ssm, iam, sts]) client.config.requestHandler = requestHandler as never;
  return { ec2, ssm, iam, sts, endpoint };
}
