import { describe, expect, test } from "vitest";
import { type CauseCode, causeCodes } from "../model/cause.ts";
import { causeTexts, describeCause } from "./catalogue.ts";
import { nodeCauseCodes } from "./cause-order.ts";
import { checks } from "./checks/index.ts";

const actionsOf = (kind: string) => [`test:Read-${kind}`];
const ofNodes = new Set<CauseCode>(nodeCauseCodes);

test("every cause is described, and nothing else is", () => {
  expect(Object.keys(causeTexts).toSorted()).toEqual([...causeCodes].sort());
});

test("no two causes have the same headline, or the same meaning", () => {
  const texts = Object.values(causeTexts);
  expect(new Set(texts.map(({ title }) => title)).size).toBe(texts.length);
  expect(new Set(texts.map(({ meaning }) => meaning)).size).toBe(texts.length);
});

describe.each(causeCodes)("%s", (code) => {
  const entry = describeCause(code, actionsOf);

  test("says what it is, what it looks like, whom it blames, and what mends it", () => {
    expect(entry.title).toMatch(/^[A-Z].*[^.]$/);
    expect(entry.meaning).toMatch(/^[A-Z].*\.$/s);
    expect(entry.fix).toMatch(/^[A-Z].*\.$/s);
    expect(entry.looksLike).not.toEqual([]);
    expect(entry.rows).not.toEqual([]);
    for (const { belief, correct } of entry.beliefs) {
      expect(belief).toMatch(/^[A-Z].*[^.]$/);
      expect(correct).toMatch(/\.$/);
    }
  });

  test("is of nodes where a check can find it, and only there", () => {
    expect(entry.of.includes("node")).toBe(ofNodes.has(code));
    expect(entry.of).toContain("failure");
    expect(entry.checks.length > 0).toBe(ofNodes.has(code));
  });

  test("names each of its checks with what that reads, and the permissions of all of them once", () => {
    expect(entry.checks.map(({ id }) => id)).toEqual(
      checks.filter(({ causes }) => causes.includes(code)).map(({ id }) => id),
    );
    const read = entry.checks.flatMap(({ needs }) => needs.map(({ kind }) => `test:Read-${kind}`));
    expect(entry.permissions).toEqual([...new Set(read)].sort());
  });

  test("advises nothing that must not be: no open door on a node, no policy that is far too broad", () => {
    expect(entry.fix).not.toMatch(/FullAccess|EC2RoleforSSM|Administrator(Access)?\b/);
    expect(entry.fix).not.toMatch(/inbound.*(22|3389|SSH|node's group)/i);
    expect(entry.fix).not.toMatch(/terminate/i);
  });
});

test("the rows of the reference that are of a target, a document or a caller are causes of their own", () => {
  const rows = Object.values(causeTexts).flatMap((text) => text.rows);
  expect(["ID-01", "SSM-06", "SSM-10"].filter((row) => !rows.includes(row))).toEqual([]);
});

describe("every wrong belief of the reference is corrected somewhere", () => {
  const corrected = Object.values(causeTexts).flatMap(({ beliefs }) => beliefs.map(({ belief }) => belief));
  test.each([
    [/open inbound/i],
    [/public address, so/],
    [/NAT gateway is a fallback/],
    [/own subnet or zone/],
    [/ec2messages is always/],
    [/S3 is needed to register/],
    [/all checks passed means managed/],
    [/Online means that Session Manager works/],
    [/ConnectionLost includes stopped/],
    [/Attaching the profile works at once/],
    [/default host management mends everything/],
    [/Default host management is a setting of the account/],
    [/AmazonSSMFullAccess/],
    [/InvalidInstanceId means a typing error/],
    [/SendCommand answers InvalidTarget/],
    [/tag target with no nodes fails/],
    [/refused is in Run Command's history/],
    [/CloudTrail shows what the command/],
    [/MaxErrors stops/],
    [/skip instances that are gone/],
    [/hop limit of 1/],
    [/red row of ssm-cli/],
    [/IsLatestVersion is false/],
    [/profile's name is the role's/],
    [/Unmanaged means the same/],
    [/SSH works, so/],
  ])("%s", (belief) => {
    expect(corrected.filter((each) => belief.test(each))).not.toEqual([]);
  });
});
