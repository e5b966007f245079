import { expect, test } from "vitest";
import type { Suspect } from "../../model/verdict.ts";
import { parseHostOutput } from "./parse-host-output.ts";
import { sharpenVerdict } from "./sharpen.ts";

const suspects: Suspect[] = ["agent-not-installed", "agent-stopped", "clock-wrong"].map((id) => ({
  id,
  title: id,
  reason: `Why ${id}.`,
}));
const row = (Check: string, Status: string, Note = "") => ({ Check, Status, Note });
const green = [
  row("EC2 IMDS", "Success"),
  row("Connectivity to ssm endpoint", "Success"),
  row("Connectivity to ssmmessages endpoint", "Success"),
  row("Agent service", "Success"),
];

function sharpen(text: string) {
  return sharpenVerdict(
    suspects,
    parseHostOutput(text, { id: "i-0123456789abcdef0", roleName: null, at: 0 }),
  );
}

test("whom the host accuses comes first, with both reasons", () => {
  const { suspects: found, sentence, cause } = sharpen("SignatureDoesNotMatch: Signature expired");
  expect(found.map(({ id }) => id)).toEqual(["clock-wrong", "agent-not-installed", "agent-stopped"]);
  expect(found[0]?.reason).toMatch(/^The host says: .* Why clock-wrong\.$/);
  expect(sentence).toContain("AWS refuses its signatures");
  expect(cause).toBeNull();
});

test("whom the host clears is suspected no more", () => {
  const { suspects: found, sentence } = sharpen(JSON.stringify({ DiagnosticsOutput: green }));
  expect(found.map(({ id }) => id)).toEqual(["clock-wrong"]);
  expect(sentence).toContain("All that matters passes on the host");
});

test("what the host says of AWS is a cause to look at", () => {
  expect(sharpen("EC2RoleRequestError: no EC2 instance role found").cause).toBe("instance-profile-missing");
});

test("what another instance printed changes nothing, and is said to be another's", () => {
  const other = [
    row("EC2 IMDS", "Success", "has instance id i-0fedcba9876543210 in Region eu-west-1"),
    row("Agent service", "Failed", "Agent service is not running"),
  ];
  const { suspects: found, sentence } = sharpen(JSON.stringify({ DiagnosticsOutput: other }));
  expect(found).toEqual(suspects);
  expect(sentence).toContain("It was printed on i-0fedcba9876543210");
});

test("a console's output that AWS gave of another instance is another's, and so is another agent's log", () => {
  const console = JSON.stringify({
    InstanceId: "i-0fedcba9876543210",
    Output: "Out of memory: Killed process 1",
  });
  const log = "INFO [instanceID=i-0fedcba9876543210] x509: certificate signed by unknown authority";
  for (const text of [console, log]) {
    const { suspects: found, sentence } = sharpen(text);
    expect(found).toEqual(suspects);
    expect(sentence).toContain("It was printed on i-0fedcba9876543210");
  }
  expect(sharpen(log.replaceAll("i-0fedcba9876543210", "i-0123456789abcdef0")).sentence).toContain("TLS");
});

test("output that breaks off is not said to pass as a whole", () => {
  const { sentence } = sharpen(JSON.stringify({ DiagnosticsOutput: green.slice(0, 3) }));
  expect(sentence).toContain("it is not whole: Agent service may tell more");
});

test("what nobody can read changes nothing", () => {
  const { suspects: found, cause } = sharpen("hello");
  expect(found).toEqual(suspects);
  expect(cause).toBeNull();
});
