import { expect, test } from "vitest";
import type { Image } from "../../model/documents/image.ts";
import { aDocument } from "../../testing/a-document.ts";
import { shippedAgent } from "./shipped-agent.ts";

const account = "123456789012";
const anImage = (name: string, changes: Partial<Image> = {}) =>
  aDocument("image", "ami-1", { name, ...changes });
const canonical = { ownerId: "099720109477", imageOwnerAlias: null };
const redHat = { ownerId: "309956199498", imageOwnerAlias: null };
const own = { ownerId: account, imageOwnerAlias: null };

test.each([
  ["al2023-ami-2023.9.20260914.0-kernel-6.12-x86_64", {}, "yes"],
  ["amzn2-ami-kernel-5.10-hvm-2.0.20260610.0-x86_64-gp2", {}, "yes"],
  ["al2023-ami-minimal-2023.9.20260914.0-kernel-6.12-x86_64", {}, "no"],
  ["al2023-ami-ecs-hvm-2023.0.20260101-kernel-6.1-x86_64", {}, "yes"],
  ["Windows_Server-2022-English-Full-Base-2026.08.12", { platformDetails: "Windows" }, "yes"],
  ["ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20260823", canonical, "yes"],
  ["ubuntu-minimal/images/hvm-ssd/ubuntu-jammy-22.04-amd64-minimal-20260823", canonical, "unknown"],
  ["RHEL-9.4.0_HVM-20260101-x86_64-0-Hourly2-GP3", redHat, "no"],
  ["debian-12-amd64-20260101-1234", { ownerId: "136693071363", imageOwnerAlias: null }, "no"],
  ["bottlerocket-aws-k8s-1.33-x86_64-v1.40.0", {}, "yes"],
])("%s: %j ships the agent: %s", (name, changes, ships) => {
  expect(shippedAgent(anImage(name, changes), null, account).ships).toBe(ships);
});

test("of an image of the account's own nothing is claimed, whatever its name", () => {
  expect(shippedAgent(anImage("rhel-9-golden", own), null, account).ships).toBe("unknown");
  expect(shippedAgent(anImage("al2023-ami-2023.9-golden", own), null, account).ships).toBe("unknown");
});

test("a name is not believed of a stranger", () => {
  const stranger = { ownerId: "999999999999", imageOwnerAlias: null };
  expect(shippedAgent(anImage("al2023-ami-2023.9", stranger), null, account).ships).toBe("unknown");
});

test("an image that is gone is judged by what EC2 says of the system", () => {
  const instance = aDocument("instance", "i-1", { platformDetails: "Red Hat Enterprise Linux" });
  expect(shippedAgent(null, instance, account).ships).toBe("no");
  expect(shippedAgent(null, aDocument("instance", "i-1"), account).ships).toBe("unknown");
});
