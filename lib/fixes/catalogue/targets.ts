import type { Fix } from "../fix.ts";
import { allowCaller } from "./allow-caller.ts";
import { chooseDocumentForPlatform } from "./choose-document-for-platform.ts";
import { correctNotification } from "./correct-notification.ts";
import { correctTargetExpression } from "./correct-target-expression.ts";

/** What mends a call that no node is to blame for. */
export const targetFixes: readonly Fix[] = [
  correctTargetExpression,
  allowCaller,
  chooseDocumentForPlatform,
  correctNotification,
];
