import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maximumCharacters } from "./clean-text.ts";
import { parseHostOutput } from "./parse-host-output.ts";

const id = "i-0123456789abcdef0";
const parse = (text: string, host: Partial<Parameters<typeof parseHostOutput>[1]> = {}) =>
  parseHostOutput(text, { id, roleName: "node", at: 0, ...host });

const diagnostics = JSON.stringify({
  DiagnosticsOutput: [{ Check: "EC2 IMDS", Status: "Failed", Note: "no" }],
});

describe("a log or a console", () => {
  test.each([
    [
      "2026-11-01 11:58:02 ERROR EC2RoleRequestError: no EC2 instance role found",
      "instance-profile-missing",
      undefined,
    ],
    [
      "ERROR error calling RequestManagedInstanceRoleToken: AssumeRoleUnauthorizedAccess: EC2 cannot assume the role node",
      "role-trust-wrong",
      undefined,
    ],
    [
      "AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/node/i-0 is not authorized to perform: ssm:UpdateInstanceInformation on resource: arn:aws:ec2:eu-west-1:123456789012:instance/i-0 because no identity-based policy allows the ssm:UpdateInstanceInformation action",
      "role-actions-missing",
      undefined,
    ],
    [
      "AccessDeniedException: … with an explicit deny in a service control policy",
      "organization-policy-denies",
      undefined,
    ],
    [
      "AccessDeniedException: … because no VPC endpoint policy allows the ssm:UpdateInstanceInformation action",
      "endpoint-policy-denies",
      undefined,
    ],
    [
      'Post "https://ssm.eu-west-1.amazonaws.com/": x509: certificate signed by unknown authority',
      undefined,
      "tls-intercepted",
    ],
    [
      "x509: certificate has expired or is not yet valid: current time 2019-01-01T00:00:00Z is before",
      undefined,
      "clock-wrong",
    ],
    [
      "SignatureDoesNotMatch: Signature expired: 20261101T100000Z is now earlier than 20261101T115500Z",
      undefined,
      "clock-wrong",
    ],
    [
      "ExpiredTokenException: The security token included in the request is expired",
      undefined,
      "credentials-overridden",
    ],
    [
      "write /var/log/amazon/ssm/amazon-ssm-agent.log: no space left on device",
      undefined,
      "resources-exhausted",
    ],
    [
      "[12345.6] Out of memory: Killed process 1234 (ssm-agent-worke) total-vm:1kB",
      undefined,
      "resources-exhausted",
    ],
    ["[Registrar] fingerprint does not match, similarity 20", undefined, "registration-cloned"],
    ["dial tcp 52.94.0.1:443: i/o timeout", undefined, "host-firewall"],
    [
      "dial tcp: lookup ssm.eu-west-1.amazonaws.com on 10.0.0.2:53: no such host",
      "resolver-unprovable",
      "name-resolution-wrong",
    ],
    ["proxyconnect tcp: dial tcp 10.0.0.5:3128: connect: connection refused", undefined, "proxy-wrong"],
    ["websocket: bad handshake", "session-channel-closed", "proxy-wrong"],
    ["sudo: ssm-cli: command not found", undefined, "agent-not-installed"],
    ["Unit amazon-ssm-agent.service could not be found.", undefined, "agent-not-installed"],
    ["     Active: inactive (dead) since Sun 2026-11-01 09:00:00 UTC", undefined, "agent-stopped"],
    ["Stopped  AmazonSSMAgent     Amazon SSM Agent", undefined, "agent-stopped"],
    ["Kernel panic - not syncing: VFS: Unable to mount root fs", undefined, "system-not-up"],
    ["[HealthCheck] Agent is in hibernate mode. Reducing logging.", undefined, "agent-hibernating"],
  ])("%s", (line, cause, suspect) => {
    const output = parse(`boot\n${line}\n`);
    expect(output.kind).toBe("log");
    expect(output.causes[0]).toBe(cause);
    expect(output.findings[0]?.suspects[0]).toBe(suspect);
    expect(output.unread).toEqual([]);
  });

  test.each([
    "[    0.000000] Linux version 6.1\r\n[    4.182331] cloud-init[1401]: Cloud-init v. 22.2 finished. Up 11.42 seconds\r\nip-10-0-1-10 login: ",
    "2026/11/01 12:00:00Z: Windows is Ready to use",
  ])("that shows a system which came up clears it, and accuses nobody", (text) => {
    const output = parse(text);
    expect(output).toMatchObject({ kind: "log", clears: ["system-not-up"], causes: [] });
    expect(output.findings.flatMap(({ suspects }) => suspects)).toEqual([]);
  });

  test("says each thing once, with its last line, and how often it stands there", () => {
    const line = (second: number) => `12:00:0${second} dial tcp 52.94.0.1:443: i/o timeout`;
    const { findings } = parse([1, 2, 3].map(line).join("\n"));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ evidence: { value: line(3) } });
    expect(findings[0]?.sentence).toContain("3 times");
  });

  test("tells the most telling first, whatever the order of the lines", () => {
    const lines = [
      "Agent is in hibernate mode",
      "no space left on device",
      "dial tcp 1.2.3.4:443: i/o timeout",
    ];
    const ids = (text: string[]) => parse(text.join("\n")).findings.map((each) => each.id);
    expect(ids(lines)).toEqual(["disk-full", "connection", "hibernating"]);
    expect(ids(lines.toReversed())).toEqual(ids(lines));
  });

  test.each([
    ["the command line prints JSON", (text: string) => JSON.stringify({ InstanceId: id, Output: text })],
    ["the API sends base64", (text: string) => Buffer.from(text).toString("base64")],
    ["both", (text: string) => JSON.stringify({ Output: Buffer.from(text).toString("base64") })],
  ])("is read also as %s", (_, wrap) => {
    const { findings } = parse(wrap("[    0.0] Linux version 6.1\r\nno space left on device\r\n"));
    expect(findings[0]?.id).toBe("disk-full");
  });
});

test("lines of a log beside the tool's output are read as well, and the tool's own rows are not taken for such", () => {
  const rows = [
    { Check: "Connectivity to kms endpoint", Status: "Failed", Note: "dial tcp 10.0.0.9:443: i/o timeout" },
    { Check: "Agent service", Status: "Success", Note: "" },
  ];
  const { kind, findings } = parse(`${JSON.stringify(rows)}\n$ df\nno space left on device\n`);
  expect(kind).toBe("diagnostics");
  expect(findings.map((each) => each.id)).toEqual(["disk-full", "kms"]);
});

test("is read in a moment, however it is made", () => {
  const worst = [
    '{"Check"'.repeat(32_000),
    `{${'"Check"'.repeat(36_000)}`,
    `EC2 IMDS${" ".repeat(250_000)}`,
    "a1B2".repeat(64_000),
    "dial tcp ".repeat(28_000),
    "│".repeat(250_000),
  ];
  for (const text of worst) expect(parse(text).rows).toEqual([]);
});

describe("anything else", () => {
  test.each(["", "  \n \r\n", "hello", "{", "│││", "\u0000\u001b[", '{"DiagnosticsOutput": null}', "null"])(
    "%j is said to be unrecognised",
    (text) => {
      const output = parse(text);
      expect(output).toMatchObject({ kind: "unrecognised", findings: [], rows: [], clears: [], causes: [] });
      expect(output.unread.join()).not.toBe("");
    },
  );

  test("never throws, and never shows more than a line", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(diagnostics, "│ EC2 IMDS │", '{"Check":', "\u001b[31m", "\r\n"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const output = parse(pieces.join(""));
        for (const { evidence } of output.findings) expect(evidence.value.length).toBeLessThanOrEqual(241);
      }),
    );
  });

  test("that is too long is read from its end, and says so", () => {
    const output = parse(`Kernel panic\n${"x\n".repeat(maximumCharacters / 2)}no space left on device`);
    expect(output.findings.map((each) => each.id)).toEqual(["disk-full"]);
    expect(output.unread.join()).toContain("Only the last 256 KiB were read");
  });
});

describe("secrets", () => {
  test.each([
    "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY dial tcp: i/o timeout",
    "Proxy Authentication Required: http://kim:hunter2@10.0.0.5:3128 dial tcp 1.2.3.4: timed out",
    "AccessDeniedException AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "no space left on device password=hunter2 token: hunter2",
    "x509: Authorization: Bearer hunter2hunter2.abc",
  ])("in %s are never shown", (line) => {
    const shown = JSON.stringify(parse(line));
    expect(shown).not.toMatch(/hunter2|wJalr|AKIAIOSF/);
  });

  test("in a row of the tool are not shown either", () => {
    const Note = "http_proxy: http://kim:hunter2@10.0.0.5:3128";
    const proxy = { Check: "Proxy configuration", Status: "Success", Note };
    expect(JSON.stringify(parse(JSON.stringify({ DiagnosticsOutput: [proxy] })))).not.toContain("hunter2");
  });
});
