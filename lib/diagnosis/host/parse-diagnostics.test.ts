import { describe, expect, test } from "vitest";
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

test("of two runs the later one counts", () => {
  const before = withRow(row("Agent service", "Failed", "Agent service is not running"));
  const { rows, findings } = parse(`${before}\n${json(...basics)}`);
  expect(rows).toHaveLength(basics.length);
  expect(findings).toEqual([]);
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
