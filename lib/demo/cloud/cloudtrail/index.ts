import type { Operation } from "../operation.ts";
import { lookupEvents } from "./lookup-events.ts";

export const cloudtrailOperations: Operation[] = [lookupEvents];
