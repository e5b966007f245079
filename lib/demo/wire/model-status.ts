import { TypeRegistry } from "@smithy/core/schema";
import { AwsError } from "../cloud/error.ts";
import type { Service } from "../cloud/service.ts";
import { unconfirmedOf } from "../cloud/unconfirmed.ts";
import type { World } from "../cloud/world.ts";

/** With switch U17 an SSM error has the HTTP status that the model's Query metadata carries, instead of 400. */
export function modelStatus(world: World, service: Service, error: AwsError): AwsError {
  if (service.target !== "AmazonSSM" || unconfirmedOf(world).U17_jsonErrorStatus !== "model") return error;
  const status = statusInModel(error.code);
  return status === undefined
    ? error
    : new AwsError(error.code, error.message, { status, members: error.members });
}

function statusInModel(code: string): number | undefined {
  const registry = TypeRegistry.for("com.amazonaws.ssm");
  try {
    const schema = registry.getSchema(code);
    const traits = Array.isArray(schema) ? schema[3] : undefined;
    const queryError =
      typeof traits === "object" && traits !== null && "awsQueryError" in traits
        ? traits.awsQueryError
        : undefined;
    return Array.isArray(queryError) && typeof queryError[1] === "number" ? queryError[1] : undefined;
  } catch {
    // Not modelled, such as ThrottlingException: it has no other status.
    return undefined;
  }
}
