export const fleetErrorCodes = [
  "denied",
  "throttled",
  "expired-credentials",
  "no-credentials",
  "unreachable",
  "invalid-input",
  "not-found",
  "conflict",
  "store-locked",
  "store-newer",
  "store-full",
] as const;
export type FleetErrorCode = (typeof fleetErrorCodes)[number];

/**
 * Expected trouble. The message says what failed, what that means for the reader and what they can do. A bug is never a
 * FleetError.
 */
export class FleetError extends Error {
  readonly code: FleetErrorCode;
  /** The field of the input that is wrong, as `sort` or `accounts[0].roleArn`. */
  readonly field: string | null;

  constructor(code: FleetErrorCode, message: string, options: { cause?: unknown; field?: string } = {}) {
    super(message, { cause: options.cause });
    this.name = "FleetError";
    this.code = code;
    this.field = options.field ?? null;
  }
}

/**
 * Whether `error` is expected trouble. It goes by name and code: the web server bundles its parts apart, each with a class of
 * its own, so `instanceof` would miss what another part has thrown.
 */
export function isFleetError(error: unknown): error is FleetError {
  return (
    error instanceof Error &&
    error.name === "FleetError" &&
    fleetErrorCodes.includes((error as FleetError).code)
  );
}
