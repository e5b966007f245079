import { randomUUID } from "node:crypto";
import { announce } from "../cloud/change.ts";
import { recordCall } from "../cloud/cloudtrail/record-call.ts";
import { schedule, settle } from "../cloud/due.ts";
import { AwsError } from "../cloud/error.ts";
import type { Operation, OperationContext } from "../cloud/operation.ts";
import { takePage } from "../cloud/page.ts";
import { type Service, serviceNamed } from "../cloud/service.ts";
import type { Account, Region } from "../cloud/world.ts";
import { countCall } from "../control/counts.ts";
import { refuseDenied } from "../control/denials.ts";
import type { Endpoint } from "../control/endpoint.ts";
import { strike } from "../control/faults.ts";
import { takeToken } from "../control/quotas.ts";
import type { CallScope } from "../control/settings.ts";
import { checkInput } from "./check-input.ts";
import { authenticate, notValid } from "./credentials.ts";
import { identify } from "./identify.ts";
import { awsJson } from "./json.ts";
import { MalformedInput } from "./malformed-input.ts";
import { modelStatus } from "./model-status.ts";
import type { Protocol } from "./protocol.ts";
import { awsQuery, ec2Query } from "./query.ts";
import { acceptsJson, awsQueryInJson } from "./query-in-json.ts";
import { dryRunSucceeded, internalError, throttled, unknownOperation } from "./refusals.ts";
import { malformed } from "./refuse-input.ts";
import type { WireRequest, WireResponse } from "./request.ts";
import { restJson, restXml } from "./rest.ts";

const protocols: Record<Service["protocol"], Protocol> = { ec2Query, awsQuery, awsJson, restXml, restJson };

function protocolOf({ protocol }: Service, request: WireRequest): Protocol {
  return protocol === "awsQuery" && acceptsJson(request) ? awsQueryInJson : protocols[protocol];
}

/** An answer, and what befalls it on its way: a torn one is cut in the middle, none at all leaves the caller waiting. */
export type Outcome = { response: WireResponse; isTorn?: boolean } | { response: undefined };

/** Answers one request as AWS would. */
export function serve(endpoint: Endpoint, request: WireRequest): Outcome {
  const requestId = randomUUID();
  settle(endpoint.world);
  const asked = identify(endpoint.operations, request);
  if (!asked) return { response: unknownService(request, requestId) };
  const service = serviceNamed(asked.service);
  const protocol = protocolOf(service, request);
  const action = asked.operation?.action ?? `${asked.service}:${asked.operationName}`;
  try {
    const { caller, account, scope } = authenticate(
      {
        world: endpoint.world,
        sessions: endpoint.sessions,
        expiresSessions: endpoint.settings.faults.expireSessions,
      },
      service,
      request,
    );
    const region = regionOf(service, account, scope.region);
    if (!asked.operation) throw unknownOperation(service, asked.operationName);
    const call = { action, account: account.id, region: scope.region };
    const fault = strike(endpoint, call, service);
    if (fault === "hang") return { response: undefined };
    if (typeof fault === "object") {
      countCall(endpoint.counts, action, String(fault.status));
      return { response: fault };
    }
    const { operation } = asked;
    const output = perform(
      endpoint,
      { operation, service, caller, account, region, call, requestId },
      request,
    );
    const response = protocol.answer(service, operation, output, requestId);
    countCall(endpoint.counts, action);
    return { response, isTorn: fault === "reset" };
  } catch (thrown) {
    const error = toAwsError(service, thrown);
    countCall(endpoint.counts, action, error.code);
    return { response: protocol.refuse(service, modelStatus(endpoint.world, service, error), requestId) };
  }
}

type Call = Pick<OperationContext, "caller" | "account" | "region" | "requestId"> & {
  operation: Operation;
  service: Service;
  call: CallScope;
};

function perform(endpoint: Endpoint, call: Call, request: WireRequest): unknown {
  const { operation, service } = call;
  const input = protocolOf(service, request).read(operation, request);
  const isUnpaged = !("MaxResults" in input) && !("Filters" in input);
  const { quotas } = endpoint.settings;
  const quotaCall = { ...call.call, mutates: operation.mutates, isUnpaged };
  if (quotas.enabled && !takeToken(endpoint.buckets, quotaCall, endpoint.world.clock.now(), quotas.scale)) {
    throw throttled(service);
  }
  const isDryRun = input.DryRun === true;
  const context = contextOf(endpoint, call, isDryRun);
  const recorded = { operation, input, userAgent: request.headers["user-agent"] };
  try {
    refuseDenied(endpoint.settings, service, call.caller, call.call);
    checkInput(operation.service, operation.schema[4], input);
    const output = operation.handle(context, input as never);
    if (isDryRun) throw dryRunSucceeded();
    recordCall(context, { ...recorded, output: output as Record<string, unknown> });
    return output;
  } catch (thrown) {
    if (thrown instanceof AwsError) recordCall(context, { ...recorded, error: thrown });
    throw thrown;
  }
}

function contextOf(endpoint: Endpoint, call: Call, isDryRun: boolean): OperationContext {
  const { world, sessions, settings } = endpoint;
  const { operation, service, account, region } = call;
  const change = { account: account.id, region: region.name, by: operation.action };
  return {
    world,
    account,
    region,
    caller: call.caller,
    sessions,
    now: world.clock.now(),
    requestId: call.requestId,
    fail(code, message, options) {
      throw new AwsError(code, message, options);
    },
    need: (action) => refuseDenied(settings, service, call.caller, { ...call.call, action }),
    proceed() {
      if (isDryRun) throw dryRunSucceeded();
    },
    changed: (...resourceIds) => announce(world, { ...change, resourceIds }),
    after: (delayMs, apply) =>
      schedule(world, {
        startedAt: world.clock.now(),
        delayMs,
        apply: (at) => announce(world, { ...change, resourceIds: apply(at) }),
      }),
    page: (request) => takePage(service, `${operation.name} ${account.id} ${region.name}`, request),
  };
}

/** Global services have one state: they answer whatever Region a request was signed for. */
function regionOf(service: Service, account: Account, name: string): Region {
  const region =
    account.regions.get(name) ?? (service.isGlobal ? account.regions.values().next().value : undefined);
  if (!region) throw notValid(service);
  return region;
}

function toAwsError(service: Service, thrown: unknown): AwsError {
  if (thrown instanceof AwsError) return thrown;
  if (thrown instanceof MalformedInput) return malformed(service, thrown);
  console.error(thrown);
  return internalError(service);
}

/** A service that does not exist here, as an address without a service behind it would answer. */
function unknownService(request: WireRequest, requestId: string): WireResponse {
  const isJson = request.headers["x-amz-target"] !== undefined;
  const error = new AwsError("UnknownOperationException", "This endpoint does not know the service", {
    status: 404,
  });
  const service = serviceNamed(isJson ? "ssm" : "sts");
  return protocols[service.protocol].refuse(service, error, requestId);
}
