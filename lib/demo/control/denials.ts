import type { Caller } from "../cloud/caller.ts";
import { AwsError } from "../cloud/error.ts";
import type { Service } from "../cloud/service.ts";
import { type CallScope, concerns, type Settings } from "./settings.ts";

/** Refuses a call that the endpoint was told to deny, in the words of the service. */
export function refuseDenied(settings: Settings, service: Service, caller: Caller, call: CallScope) {
  if (!settings.denied.rules.some((rule) => concerns(rule, call))) return;
  const reason = `User: ${caller.arn} is not authorized to perform: ${call.action}`;
  const because = `because no identity-based policy allows the ${call.action} action`;
  if (service.protocol === "ec2Query") {
    throw new AwsError(
      service.codes.denied,
      `You are not authorized to perform this operation. ${reason} ${because}`,
      { status: 403 },
    );
  }
  const resource = `arn:aws:${call.action.split(":")[0]}:${service.isGlobal ? "" : call.region}:${call.account}:*`;
  throw new AwsError(service.codes.denied, `${reason} on resource: ${resource} ${because}`, {
    status: service.protocol === "awsJson" ? 400 : 403,
  });
}
