import type { FleetErrorCode } from "../../lib/model/fleet-error.ts";

export type TroubleAdvice = {
  /** What is so, in one sentence. */
  title: string;
  /** What it means and what to do. */
  advice: string;
  /** What to type on the machine that runs Muster. */
  command: string | null;
};

const advices: Partial<Record<FleetErrorCode, TroubleAdvice>> = {
  "no-credentials": {
    title: "There are no credentials.",
    advice:
      "Muster found none in the SDK's default chain, so no call can be signed. Sign in on the machine that runs Muster, or set AWS_PROFILE and start it again.",
    command: "aws configure sso --profile muster",
  },
  "expired-credentials": {
    title: "The credentials expired.",
    advice: "Every call is refused. Sign in again on the machine that runs Muster; nothing saved is lost.",
    command: "aws sso login",
  },
  denied: {
    title: "AWS refuses the calls.",
    advice: "The credentials are good, but may not read. Grant the policy that the settings page shows.",
    command: null,
  },
  unreachable: {
    title: "AWS cannot be reached.",
    advice:
      "No call gets an answer. Check the network, the proxy and AWS_ENDPOINT_URL on the machine that runs Muster.",
    command: null,
  },
  throttled: {
    title: "AWS throttles the reads.",
    advice: "Others use the same quota. Muster has slowed down and goes on by itself.",
    command: null,
  },
};

/** What to do about trouble, by its code; for a code without advice the message of AWS has to do. */
export function adviseOn(code: string): TroubleAdvice {
  return (
    advices[code as FleetErrorCode] ?? {
      title: "Nothing can be read.",
      advice: "What AWS answered is below. What was read before stays as it was.",
      command: null,
    }
  );
}
