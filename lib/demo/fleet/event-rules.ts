import type { Target } from "@aws-sdk/client-eventbridge";
import { goneId } from "./conditions/reference-faults.ts";
import { accountIds } from "./demo-accounts.ts";
import { type Estate, regionOf } from "./estate.ts";

/** Rules that command nodes at an hour: by a tag, which always names who is there, and by an id that is gone. */
export function addEventRules(estate: Estate): void {
  const { prod, data } = accountIds;
  addRule(estate, prod, {
    name: "hourly-log-rotation",
    schedule: "rate(1 hour)",
    targets: [{ Key: "tag:Service", Values: ["api"] }],
  });
  addRule(estate, data, {
    name: "nightly-spark-scratch",
    schedule: "cron(30 2 * * ? *)",
    targets: [{ Key: "InstanceIds", Values: [goneId(estate, data, region, "spark-41")] }],
  });
}

const region = "us-east-1";

type RuleSpec = { name: string; schedule: string; targets: { Key: string; Values: string[] }[] };

function addRule(estate: Estate, accountId: string, { name, schedule, targets }: RuleSpec): void {
  const place = regionOf(estate, accountId, region);
  const target: Target = {
    Id: "1",
    Arn: `arn:aws:ssm:${region}::document/AWS-RunShellScript`,
    RoleArn: `arn:aws:iam::${accountId}:role/event-rules`,
    RunCommandParameters: { RunCommandTargets: targets },
  };
  place.eventRules ??= new Map();
  place.eventRules.set(name, {
    Name: name,
    Arn: `arn:aws:events:${region}:${accountId}:rule/${name}`,
    ScheduleExpression: schedule,
    State: "ENABLED",
    EventBusName: "default",
    targets: [target],
  });
}
