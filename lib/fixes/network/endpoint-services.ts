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

/** The name that an endpoint with private DNS answers for; none where the partition's names are not built from its service's. */
export function privateNames({ region }: Scope, serviceName: string | null): string[] {
  const [, service] = /^com\.amazonaws\.[^.]+\.([^.]+)$/.exec(serviceName ?? "") ?? [];
  return service === undefined || region.startsWith("cn-") ? [] : [`${service}.${region}.amazonaws.com`];
}
