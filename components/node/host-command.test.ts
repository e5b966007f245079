import { expect, test } from "vitest";
import { aNodeDetail } from "./a-check.ts";
import { hostCommands } from "./host-command.ts";

test("each platform has its own command", () => {
  const first = (platform: "linux" | "windows" | "macos" | null) =>
    hostCommands(aNodeDetail({ platform }))[0]!.command;
  expect(first("windows")).toContain("ssm-cli.exe");
  expect(first("macos")).toContain("/opt/aws/ssm/bin/");
  expect(first("linux")).toBe(first(null));
});

test("an instance's console output is read from its own Region, and a hybrid node has none", () => {
  expect(hostCommands(aNodeDetail())[1]!.command).toContain(
    "--instance-id i-0a1b7c34e95d82f6c --region us-east-1",
  );
  expect(hostCommands(aNodeDetail({ id: "mi-0a1b2c3d4e5f60718" }))).toHaveLength(1);
});
