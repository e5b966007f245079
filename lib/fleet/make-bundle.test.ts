import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changingCalls, isOfIam } from "../changes/events/index.ts";
import { demoCredentials } from "../demo/fleet/demo-accounts.ts";
import { lookedUpEvents } from "../failures/sources/cloudtrail.ts";
import { hasAwsCli } from "../testing/aws-cli.ts";
import { awsInPath } from "../testing/aws-in-path.ts";
import { type DemoEndpoint, startDemoEndpoint } from "../testing/endpoint.ts";
import { plantedSecret, plantSecrets } from "../testing/plant-secrets.ts";
import { diagnoseBundles } from "./diagnose-bundle.ts";

const script = join(import.meta.dirname, "../../docs/make-bundle.sh");
const [account, region] = ["210987654321", "eu-west-1"];

/** What the script asks beside the past is asked elsewhere, and most calls of CloudTrail tell nothing of failures. */
const answers = `case "$1 $*" in
  ec2*|iam*|route53*|autoscaling*) echo "An error occurred (AccessDenied) when calling it" >&2; exit 254 ;;
  cloudtrail*${lookedUpEvents.slice(0, 3).join("*|cloudtrail*")}*) ;;
  cloudtrail*) echo '{"Events":[]}'; exit 0 ;;
esac`;

describe("the calls that the script looks up are", () => {
  const text = readFileSync(script, "utf8");
  const namesIn = (variable: string) =>
    new RegExp(`^${variable}="([^"]*)"`, "m").exec(text)?.[1]?.split(/\s+/);
  test("those that are refused for their targets", () =>
    expect(namesIn("refused_calls")).toEqual([...lookedUpEvents]));
  test("those that change what a diagnosis stands on", () =>
    expect(namesIn("changing_calls")).toEqual(changingCalls.filter((name) => !isOfIam(name))));
  test("those of IAM", () => expect(namesIn("identity_calls")).toEqual(changingCalls.filter(isOfIam)));
});

describe.skipIf(!hasAwsCli)("a bundle that the script makes with the AWS CLI alone", () => {
  let endpoint: DemoEndpoint;
  let text: string;

  beforeAll(async () => {
    endpoint = await startDemoEndpoint({ nodes: 60 });
    plantSecrets(endpoint, { account, region });
    const credentials = {
      AWS_ACCESS_KEY_ID: demoCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: demoCredentials.secretAccessKey,
      AWS_DEFAULT_REGION: region,
    };
    const aws = await awsInPath(endpoint.url, credentials, answers);
    const PATH = `${aws.folder}:${process.env.PATH}`;
    const env = { ...process.env, ...credentials, PATH, MUSTER_DAYS: "30" };
    try {
      text = (await promisify(execFile)("sh", [script], { env, maxBuffer: 1e8 })).stdout;
    } finally {
      aws.close();
    }
  }, 120_000);
  afterAll(() => endpoint.close());

  test("tells each failure of its days once, and nothing of what was run", async () => {
    const [diagnosis] = await diagnoseBundles([{ file: "made.json", json: JSON.parse(text) }]);
    const { failures, failureGaps } = diagnosis!;
    const since = Date.now() - 29 * 86_400_000;
    const planted = (endpoint.world.plantedFailures ?? []).filter(
      (truth) => truth.account === account && truth.region === region && truth.at.getTime() > since,
    );
    const missing = planted.filter(
      ({ kind, recordId, targets, silent }) =>
        failures.filter(
          (failure) =>
            failure.kind === kind &&
            failure.silent === silent &&
            failure.targets.join() === targets.join() &&
            failure.records.some(({ id }) => id === recordId),
        ).length !== 1,
    );
    expect(missing).toEqual([]);
    expect(planted.length).toBeGreaterThan(20);
    expect(new Set(failures.map(({ source }) => source)).size).toBeGreaterThan(2);
    expect(failureGaps).toEqual([]);
    const asked = Object.keys(JSON.parse(text).documents);
    expect(asked).toEqual(expect.arrayContaining(["resource-groups:ListGroups", "events:ListRules"]));
    // CloudTrail itself hides what was given; of all else the script asks for the fields that it names.
    const { "cloudtrail:LookupEvents": _, ...others } = JSON.parse(text).documents;
    expect(JSON.stringify(others)).not.toContain(plantedSecret);
  });
});
