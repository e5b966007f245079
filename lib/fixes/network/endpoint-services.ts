import type { Scope } from "../../model/scope.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/** An endpoint service's name, as other endpoints here call theirs: it is not built alike in every partition. */
export function endpointServiceName(snapshot: Snapshot, service: string): string {
  const { region } = snapshot.scope;
  const ending = `.${region}.${service}`;
  const known = snapshot.all("vpc-endpoint").find(({ serviceName }) => serviceName?.endsWith(ending));
  return known?.serviceName ?? `com.amazonaws${ending}`;
}

/** `ssm` of `com.amazonaws.eu-west-1.ssm`. */
export function shortName({ region }: Scope, serviceName: string): string {
  return serviceName.slice(serviceName.indexOf(`.${region}.`) + region.length + 2);
}

/** The name by which the agent calls a service. */
export function hostOf({ partition, region }: Scope, service: string): string {
  return `${service}.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
}

/** The name that an endpoint with private DNS answers for; none where a service's own name does not tell it. */
export function privateNames(scope: Scope, serviceName: string | null): string[] {
  const [, service] = /^com\.amazonaws\.[^.]+\.([^.]+)$/.exec(serviceName ?? "") ?? [];
  const isKnown = scope.partition === "aws" || scope.partition === "aws-us-gov";
  return service === undefined || !isKnown ? [] : [hostOf(scope, service)];
}
