import type { Operation } from "../operation.ts";
import { assumeRole } from "./assume-role.ts";
import { getCallerIdentity } from "./get-caller-identity.ts";

export const stsOperations: Operation[] = [assumeRole, getCallerIdentity];
