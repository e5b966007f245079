import { expect, test } from "vitest";
import { keepSessionPreferences } from "./session-preferences-content.ts";

test("only where sessions are logged, and with which key, is kept", () => {
  const inputs = {
    ...{ cloudWatchLogGroupName: "/ssm", s3BucketName: "logs", kmsKeyId: "alias/ssm" },
    ...{ runAsDefaultUser: "kim", shellProfile: { linux: "export TOKEN=hunter2" } },
  };
  const content = JSON.stringify({ schemaVersion: "1.0", sessionType: "Standard_Stream", inputs });
  expect(keepSessionPreferences(content)).toEqual({
    ...{ cloudWatchLogGroupName: "/ssm", s3BucketName: "logs", kmsKeyId: "alias/ssm" },
  });
});

test("what is kept is kept again, so that it may pass twice", () => {
  const once = keepSessionPreferences(JSON.stringify({ inputs: { kmsKeyId: "k", shellProfile: {} } }));
  expect(keepSessionPreferences(JSON.stringify({ inputs: once }))).toEqual(once);
});

test.each([undefined, "", "not JSON", "null", "7", '"text"'])(
  "%j is no document of preferences",
  (content) => {
    expect(keepSessionPreferences(content)).toBeNull();
  },
);

test("a document without inputs sets nothing", () => {
  expect(keepSessionPreferences("{}")).toEqual({});
});
