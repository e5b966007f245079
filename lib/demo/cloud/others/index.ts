import type { Operation } from "../operation.ts";
import * as autoScaling from "./auto-scaling.ts";
import * as eventBridge from "./event-bridge.ts";
import * as organizations from "./organizations.ts";
import * as resourceGroups from "./resource-groups.ts";
import * as route53 from "./route-53.ts";

/** The services of which the product reads a call or two. */
export const otherOperations: Operation[] = [
  ...Object.values(autoScaling),
  ...Object.values(route53),
  ...Object.values(resourceGroups),
  ...Object.values(organizations),
  ...Object.values(eventBridge),
];
