import { AwsError } from "../cloud/error.ts";
import type { Service } from "../cloud/service.ts";

export function internalError({ protocol }: Service): AwsError {
  const code =
    protocol === "ec2Query"
      ? "InternalError"
      : protocol === "awsJson"
        ? "InternalServerError"
        : "InternalFailure";
  return new AwsError(code, "An internal error has occurred", { status: 500 });
}

export function throttled({ codes, protocol }: Service): AwsError {
  if (protocol === "ec2Query")
    return new AwsError(codes.throttled, "Request limit exceeded.", { status: 503 });
  return new AwsError(codes.throttled, "Rate exceeded");
}

export function dryRunSucceeded(): AwsError {
  return new AwsError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", {
    status: 412,
  });
}

export function unknownOperation({ protocol, version }: Service, name: string): AwsError {
  switch (protocol) {
    case "ec2Query":
      if (name === "") return new AwsError("MissingAction", "The request must contain the parameter Action");
      return new AwsError("InvalidAction", `The action ${name} is not valid for this web service.`);
    case "awsQuery":
      return new AwsError("InvalidAction", `Could not find operation ${name} for version ${version}`);
    case "awsJson":
      return new AwsError("UnknownOperationException", "");
    default:
      return new AwsError("UnknownOperationException", `No operation at ${name}`, { status: 404 });
  }
}
