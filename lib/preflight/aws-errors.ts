import type { ExpectedError } from "./outcome.ts";

/** The errors that AWS gives, with the texts that were seen in the wild (ssm-targets 1.3). */
function confirmed(code: string, message: string | null): ExpectedError {
  return { code, message, isUnconfirmed: false };
}

function unconfirmed(code: string, message: string | null = null): ExpectedError {
  return { code, message, isUnconfirmed: true };
}

export const errors = {
  /** Whether the ids stand in the text is not confirmed (U23); both forms were seen. */
  invalidInstanceId: (id: string, account: string | null) =>
    confirmed(
      "InvalidInstanceId",
      account === null ? null : `Instances [[${id}]] not in a valid state for account ${account}`,
    ),
  /** The model calls Stopped a valid state, and the node leaves the registry (U4). */
  perhapsInvalidInstanceId: () => unconfirmed("InvalidInstanceId"),
  targetNotConnected: (id: string) => confirmed("TargetNotConnected", `${id} is not connected.`),
  /** Its texts are not confirmed (U3). */
  invalidTarget: () => confirmed("InvalidTarget", null),
  unsupportedTargetType: () => confirmed("InvalidTarget", "Unsupported Target Type"),
  duplicate: () => confirmed("DuplicateInstanceId", null),
  unsupportedPlatform: () => confirmed("UnsupportedPlatformType", null),
  invalidPlatform: () => confirmed("InvalidPlatform", null),
  advancedTier: () =>
    confirmed(
      "BadRequest",
      "Enable advanced-instances tier to use Session Manager with your on-premises instances",
    ),
  validation: (message: string | null = null) => confirmed("ValidationException", message),
  automationParameters: (message: string | null = null) =>
    confirmed("InvalidAutomationExecutionParametersException", message),
  notification: () => confirmed("InvalidNotificationConfig", null),
  role: () => confirmed("InvalidRole", null),
  invalidDocument: () => confirmed("InvalidDocument", null),
};
