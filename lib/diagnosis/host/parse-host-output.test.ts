import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maximumCharacters } from "./clean-text.ts";
import { parseHostOutput } from "./parse-host-output.ts";

const id = "i-0123456789abcdef0";
const parse = (text: string, host: Partial<Parameters<typeof parseHostOutput>[1]> = {}) =>
  parseHostOutput(text, { id, roleName: "node", at: 0, ...host });

const table = `
┌──────────────────────────────────────┬─────────┬───────────────────────────────────────────────────────────────┐
│ Check                                │ Status  │ Note                                                          │
├──────────────────────────────────────┼─────────┼───────────────────────────────────────────────────────────────┤
│ EC2 IMDS                             │ Success │ IMDS is accessible and has instance id i-0123456789abcdef0 in │
│                                      │         │ Region eu-west-1                                              │
├──────────────────────────────────────┼─────────┼───────────────────────────────────────────────────────────────┤
│ Hybrid instance registration         │ Skipped │ Instance does not have hybrid registration                    │
├──────────────────────────────────────┼─────────┼───────────────────────────────────────────────────────────────┤
│ Connectivity to ssm endpoint         │ Success │ ssm.eu-west-1.amazonaws.com is reachable                      │
├──────────────────────────────────────┼─────────┼───────────────────────────────────────────────────────────────┤
│ Connectivity to ec2messages endpoint │ Failed  │ dial tcp 10.0.0.9:443: i/o timeout                            │
├──────────────────────────────────────┼─────────┼───────────────────────────────────────────────────────────────┤
│ Connectivity to ssmmessages endpoint │ Success │ ssmmessages.eu-west-1.amazonaws.com is reachable              │
├──────────────────────────────────────┼─────────┼───────────────────────────────────────────────────────────────┤
│ Connectivity to s3 endpoint          │ Success │ s3.eu-west-1.amazonaws.com is reachable                       │
│ Connectivity to kms endpoint         │ Failed  │ dial tcp: lookup kms.eu-west-1.amazonaws.com: no such host    │
│ Connectivity to logs endpoint        │ Failed  │ dial tcp 10.0.0.9:443: i/o timeout                            │
│ Connectivity to monitoring endpoint  │ Failed  │ dial tcp 10.0.0.9:443: i/o timeout                            │
│ AWS Credentials                      │ Failed  │ RequestError: send request failed caused by: Post             │
│                                      │         │ https://sts.eu-west-1.amazonaws.com/: dial tcp: i/o timeout   │
│ Agent service                        │ Success │ Agent service is running and is running as expected user      │
│ Proxy configuration                  │ Skipped │ No proxy configuration detected                               │
│ SSM Agent version                    │ Success │ SSM Agent version is 3.3.1957.0, latest available agent       │
│                                      │         │ version is 3.3.3270.0                                         │
└──────────────────────────────────────┴─────────┴───────────────────────────────────────────────────────────────┘
`;

const row = (Check: string, Status: string, Note = "") => ({ Check, Status, Note });
const json = (...rows: object[]) => JSON.stringify({ DiagnosticsOutput: rows });
const basics = [
  row("EC2 IMDS", "Success", `IMDS is accessible and has instance id ${id} in Region eu-west-1`),
  row("Connectivity to ssm endpoint", "Success"),
  row("Connectivity to ssmmessages endpoint", "Success"),
  row("Agent service", "Success", "Agent service is running and is running as expected user"),
];
const withRow = (...changed: { Check: string }[]) =>
  json(...basics.filter(({ Check }) => !changed.some((each) => each.Check === Check)), ...changed);

describe("the table of ssm-cli", () => {
  test("is read row by row, with notes that go on on the next line", () => {
    const { kind, rows, unread } = parse(table);
    expect(kind).toBe("diagnostics");
    expect(rows).toHaveLength(13);
    expect(rows[0]).toEqual({
      ...{ id: "metadata", check: "EC2 IMDS", status: "Success" },
      note: `IMDS is accessible and has instance id ${id} in Region eu-west-1`,
    });
    expect(rows.at(-1)?.note).toContain("latest available agent version is 3.3.3270.0");
    expect(unread).toEqual([]);
  });

  test("has red rows that are not the reason, and they accuse nobody", () => {
    const { findings, causes } = parse(table);
    expect(findings.map((each) => each.id).sort()).toEqual([
      "credentials",
      "ec2messages",
      "kms",
      "logs",
      "monitoring",
    ]);
    expect(findings.filter(({ weight, suspects }) => weight > 0 || suspects.length > 0)).toEqual([]);
    expect(causes).toEqual([]);
  });

  test.each([
    ["Windows line ends", table.replaceAll("\n", "\r\n")],
    ["colours", table.replaceAll("Failed", "\u001b[31mFailed\u001b[0m")],
    [
      "ASCII borders",
      table
        .replaceAll("│", "|")
        .replace(/[┌┐└┘├┤┬┴┼]/g, "+")
        .replaceAll("─", "-"),
    ],
    ["borders in another code page", table.replaceAll("│", "³").replace(/[┌┐└┘├┤┬┴┼─]/g, "Ä")],
    ["borders that nobody could print", table.replace(/[│┌┐└┘├┤┬┴┼─]/g, "?")],
    [
      "a prompt before and after",
      `[ec2-user@ip-10-0-1-10 ~]$ sudo ssm-cli get-diagnostics --output table${table}[ec2-user@ip-10-0-1-10 ~]$ `,
    ],
    ["indentation", table.replaceAll("\n", "\n    ")],
  ])("reads the same with %s", (_, pasted) => {
    expect(parse(pasted).rows).toEqual(parse(table).rows);
  });

  test("that breaks off is read as far as it goes, and says what it lacks", () => {
    const { rows, unread } = parse(table.slice(0, table.indexOf("│ Connectivity to ssmmessages") + 36));
    expect(rows.map((each) => each.id)).toEqual(["metadata", "registration", "ssm", "ec2messages"]);
    expect(unread).toEqual([
      expect.stringContaining("could not be read: Connectivity to ssmmessages"),
      "The output is not whole. It lacks: Connectivity to ssmmessages endpoint, Agent service.",
    ]);
  });
});

describe("the JSON of ssm-cli", () => {
  test("is read whatever its order and its indentation", () => {
    const pretty = JSON.stringify(
      { DiagnosticsOutput: basics.map(({ Check, Status, Note }) => ({ Note, Status, Check })) },
      null,
      4,
    );
    expect(parse(pretty).rows.map((each) => each.id)).toEqual(["metadata", "ssm", "ssmmessages", "service"]);
    expect(parse(pretty).unread).toEqual([]);
  });

  test("that breaks off is read as far as it goes", () => {
    const whole = json(...basics);
    const { rows, unread } = parse(whole.slice(0, whole.indexOf("Agent service") + 20));
    expect(rows).toHaveLength(3);
    expect(unread.join(" ")).toContain("breaks off within a row");
  });
});

describe("a red row that matters", () => {
  test.each([
    [row("EC2 IMDS", "Failed", "Failed to get instance id"), "metadata-unreachable", "metadata-disabled"],
    [row("Agent service", "Failed", "Agent service is not running"), "agent-stopped", undefined],
    [
      row("Agent service", "Failed", "Agent is running as user ubuntu, expected root"),
      "agent-stopped",
      undefined,
    ],
    [
      row(
        "Connectivity to ssm endpoint",
        "Failed",
        "dial tcp: lookup ssm.eu-west-1.amazonaws.com: no such host",
      ),
      "name-resolution-wrong",
      undefined,
    ],
    [
      row("Connectivity to ssm endpoint", "Failed", "dial tcp 52.94.0.1:443: i/o timeout"),
      "host-firewall",
      undefined,
    ],
    [
      row("Connectivity to ssmmessages endpoint", "Failed", "connection refused"),
      "host-firewall",
      "session-channel-closed",
    ],
    [
      row("AWS Credentials", "Failed", "NoCredentialProviders: no valid providers in chain"),
      undefined,
      "instance-profile-missing",
    ],
    [row("AWS Credentials", "Failed", "SignatureDoesNotMatch: Signature expired"), "clock-wrong", undefined],
    [
      row("AWS Credentials", "Success", "Credentials are for arn:aws:iam::123456789012:user/kim"),
      "credentials-overridden",
      undefined,
    ],
    [row("Proxy configuration", "Success", "https_proxy: http://10.0.0.5:3128"), "proxy-wrong", undefined],
    [
      row("Windows sysprep image state", "Failed", "IMAGE_STATE_UNDEPLOYABLE"),
      "image-not-prepared",
      undefined,
    ],
    [
      row("Hybrid instance registration", "Success", "mi-0123456789abcdef0"),
      "registration-cloned",
      undefined,
    ],
  ])("%j accuses %s, and in AWS %s", (changed, suspect, cause) => {
    const { findings, causes } = parse(withRow(changed));
    expect(findings[0]?.suspects[0]).toBe(suspect);
    expect(causes[0]).toBe(cause);
    expect(findings[0]?.evidence).toMatchObject({ field: changed.Check, document: { kind: "instance", id } });
  });

  test("of a hybrid node's registration is that it lacks one", () => {
    const output = parse(json(row("Hybrid instance registration", "Failed", "none")), {
      id: "mi-0123456789abcdef0",
    });
    expect(output.findings[0]?.suspects).toEqual(["registration-lost"]);
  });
});

describe("what passes", () => {
  test("clears the suspects that it would be red for, and no others", () => {
    expect(parse(json(...basics)).clears).toEqual(
      expect.arrayContaining([
        "agent-not-installed",
        "agent-stopped",
        "host-firewall",
        "metadata-unreachable",
      ]),
    );
    expect(parse(json(...basics)).clears).not.toContain("tls-intercepted");
    expect(parse(json(...basics)).clears).not.toContain("clock-wrong");
  });

  test("clears nobody whom another row accuses", () => {
    const { clears } = parse(withRow(row("Connectivity to ssmmessages endpoint", "Failed", "i/o timeout")));
    expect(clears).not.toContain("host-firewall");
  });
});

test("the output of another instance is said to be, and neither clears nor accuses", () => {
  const other = row("EC2 IMDS", "Success", "has instance id i-0fedcba9876543210 in Region eu-west-1");
  const service = row("Agent service", "Failed", "Agent service is not running");
  const output = parse(withRow(other, service));
  expect(output.findings[0]?.title).toBe("This is the output of another instance");
  expect(output).toMatchObject({ clears: [], causes: [] });
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
      fc.constantFrom(table, json(...basics), "│ EC2 IMDS │", '{"Check":', "\u001b[31m", "\r\n"),
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
    const proxy = row("Proxy configuration", "Success", "http_proxy: http://kim:hunter2@10.0.0.5:3128");
    expect(JSON.stringify(parse(withRow(proxy)))).not.toContain("hunter2");
  });
});
