import type { AwsError } from "../cloud/error.ts";
import type { Operation } from "../cloud/operation.ts";
import type { Service } from "../cloud/service.ts";
import type { WireRequest, WireResponse } from "./request.ts";

/** How requests of one of AWS's protocols are read, and how it words answers. */
export type Protocol = {
  /** The operation's input. Throws an AwsError, or MalformedInput for what does not fit the schema. */
  read(operation: Operation, request: WireRequest): Record<string, unknown>;
  answer(service: Service, operation: Operation, output: unknown, requestId: string): WireResponse;
  refuse(service: Service, error: AwsError, requestId: string): WireResponse;
};
