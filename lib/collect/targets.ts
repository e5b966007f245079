import type { Target as AwsTarget } from "@aws-sdk/client-ssm";
import type { Target } from "../model/documents/targets.ts";
import { present } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export function toTargets(targets: readonly Stored<AwsTarget>[] | null | undefined): Target[] {
  return present(targets, ({ Key, Values }) =>
    Key === undefined ? undefined : { key: Key, values: Values ?? [] },
  );
}
