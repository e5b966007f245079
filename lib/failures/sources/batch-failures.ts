import type { FailureSighting } from "../../model/failure.ts";
import type { ScopeKey } from "../../model/scope.ts";
import { kindInText } from "../kind.ts";
import { cleanMessage } from "./clean-message.ts";
import { fieldOf, list, targetsOfRequest, textOf } from "./request-targets.ts";
import { refusal, type TrailRecord } from "./trail-record.ts";

/** A batch is taken although entries of it are refused: these stand in its answer, each with its reason. */
export function batchSightings(scope: ScopeKey, record: TrailRecord): FailureSighting[] {
  return list(fieldOf(record.response, "failed")).flatMap((failed, index) => {
    const message = textOf(failed, "message");
    const kind = kindInText(message);
    if (kind === null) return [];
    const entry = fieldOf(failed, "entry");
    const whole = refusal(scope, record);
    return [
      {
        ...whole,
        id: `${whole.id}:${index}`,
        documentName: textOf(entry, "name"),
        kind,
        targets: targetsOfRequest(entry),
        errorCode: kind,
        message: cleanMessage(message),
      },
    ];
  });
}
