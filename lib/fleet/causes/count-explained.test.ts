import { expect, test } from "vitest";
import { failureListQuerySchema } from "../../api/failure.ts";
import type { CauseCode, Subject } from "../../model/cause.ts";
import { subjectKey } from "../../model/subject-key.ts";
import { causeFilter } from "../../routes/causes.ts";
import { aContext } from "../../testing/a-context.ts";
import { aFailure, anExplanation } from "../../testing/a-failure.ts";
import { listFailures } from "../failures/list-failures.ts";
import { countExplained } from "./count-explained.ts";

const scope = "123456789012:eu-west-1";
const now = Date.UTC(2026, 10, 25, 12);
const dayMs = 86_400_000;
const [node, other] = ["i-0a1b2c3d4e5f60001", "i-0a1b2c3d4e5f60002"] as const;
const group: Subject = { kind: "security-group", id: "sg-0a1b2c3d4e5f60001" };
const itself: Subject = { kind: "instance", id: node };
const setting: Subject = { kind: "service-setting", id: "/ssm/managed-instance/activation-tier" };

const failures = [
  aFailure({ id: "a", at: now, explanation: anExplanation("security-group-egress-blocks", group, [node]) }),
  aFailure({
    ...{ id: "b", at: now, targets: [node, other] },
    explanation: anExplanation("security-group-egress-blocks", group, [node, other]),
  }),
  aFailure({
    ...{ id: "silent", at: now - dayMs, isSilent: true },
    explanation: anExplanation("security-group-egress-blocks", group, [node]),
  }),
  aFailure({
    ...{ id: "old", at: now - 31 * dayMs },
    explanation: anExplanation("security-group-egress-blocks", group, [node]),
  }),
  aFailure({ id: "off", at: now, explanation: anExplanation("instance-stopped", itself, [node]) }),
  aFailure({ id: "tier", at: now, explanation: anExplanation("advanced-tier-required", setting, [node]) }),
];

test.each<[CauseCode, Subject, number, number]>([
  ["security-group-egress-blocks", group, 3, 1],
  ["instance-stopped", itself, 1, 0],
  ["instance-stopped", { kind: "instance", id: other }, 0, 0],
  ["advanced-tier-required", setting, 1, 0],
])("%s of %o is counted as the page behind it lists it", async (code, subject, total, silent) => {
  const context = await aContext();
  await context.store.saveFailurePage({
    ...{ scope, source: "cloudtrail", failures, links: [], gaps: [], checkpoint: {}, at: now },
  });
  await context.store.finishFailureRead(scope, { startedAt: now, at: now });
  const cause = { code, key: subjectKey(scope, subject) };
  const counted = await countExplained(context, [cause]);
  const q = causeFilter(code, cause.key);
  const page = await listFailures(context, failureListQuerySchema.parse({ q }));
  expect([counted(cause), page.total, page.items.length]).toEqual([total, total, total]);
  expect(page.silent).toBe(silent);
  for (const tab of ["failures", "silent"]) {
    const ofTab = await listFailures(context, failureListQuerySchema.parse({ q, tab }));
    expect(ofTab.total).toBe(tab === "silent" ? silent : total - silent);
  }
});
