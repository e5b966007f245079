import { agentMilestones, isKnownOlder } from "../agent-version.ts";
import { hideSecrets } from "./hide-secrets.ts";
import type { HostFinding } from "./host-finding.ts";
import type { DiagnosticRow, DiagnosticRowId } from "./read-diagnostics.ts";
import type { SuspectId } from "./suspect-catalogue.ts";

/** Whose output it should be, and with which role its agent should sign, as far as AWS tells. */
export type ExpectedHost = { id: string; roleName: string | null };

/** What a finding goes by that says whose output it is: then nothing else in it is about this node. */
export const otherInstance = "other-instance";

type Judgement = Partial<Pick<HostFinding, "id" | "weight" | "suspects" | "causes" | "clears">> & {
  title: string;
  sentence: string;
};

/** What the rows say, each by itself; a row that only shows that all is well gives nothing but what it clears. */
export function judgeDiagnostics(rows: readonly DiagnosticRow[], expected: ExpectedHost): HostFinding[] {
  return rows.flatMap((row) => {
    const judgement = judges[row.id](row, expected);
    if (judgement === null) return [];
    const value = hideSecrets(`${row.status}: ${row.note}`);
    const fact = { field: row.check, value };
    return [{ id: row.id, weight: 0, suspects: [], causes: [], clears: [], fact, ...judgement }];
  });
}

const judges: Record<DiagnosticRowId, (row: DiagnosticRow, expected: ExpectedHost) => Judgement | null> = {
  metadata: judgeMetadata,
  registration: judgeRegistration,
  ssm: (row) => judgeEndpoint(row, "its heartbeat", 80),
  ssmmessages: (row) => judgeEndpoint(row, "its session channel", 75),
  ec2messages: (row) =>
    irrelevant(row, "Agents from 3.3.40.0 on need ec2messages no more, and newer Regions do not have it."),
  s3: (row) => irrelevant(row, "S3 is for updates, patches and scripts; a node is reached without it."),
  kms: (row) => irrelevant(row, "KMS is only needed where sessions are encrypted with a key."),
  logs: (row) =>
    irrelevant(row, "CloudWatch Logs is only needed where sessions or commands are logged there."),
  monitoring: (row) => irrelevant(row, "CloudWatch is no part of reaching a node."),
  credentials: judgeCredentials,
  service: judgeService,
  proxy: judgeProxy,
  sysprep: (row) =>
    row.status !== "Failed"
      ? null
      : {
          title: "The Windows image was not generalised",
          sentence: "The image's state is not complete, so it may still have the identity of its original.",
          weight: 60,
          suspects: ["image-not-prepared", "registration-cloned"],
        },
  version: judgeVersion,
};

function irrelevant({ status, check }: DiagnosticRow, why: string): Judgement | null {
  if (status !== "Failed") return null;
  return { title: `${check}: not the reason`, sentence: why };
}

/** Hybrid nodes have no instance's id to compare. */
export function isAnother(instanceId: string, nodeId: string): boolean {
  return nodeId.startsWith("i-") && instanceId !== nodeId;
}

export function printedOn(instanceId: string, nodeId: string): Judgement & { weight: number } {
  return {
    title: "This is the output of another instance",
    sentence: `It was printed on ${instanceId}, so it says nothing of ${nodeId}.`,
    weight: 100,
  };
}

function judgeMetadata({ status, note }: DiagnosticRow, { id }: ExpectedHost): Judgement | null {
  if (status === "Failed") {
    return {
      title: "The instance metadata is out of reach",
      sentence:
        "Without it the agent knows neither its Region nor its role. A firewall, a route or a proxy on the host hides it, or it was switched off since.",
      weight: 90,
      suspects: ["metadata-unreachable", "proxy-wrong"],
      causes: ["metadata-disabled", "metadata-version-unusable"],
    };
  }
  const other = /\b(i-[0-9a-f]{8,17})\b/.exec(note)?.[1];
  if (other !== undefined && isAnother(other, id)) return { id: otherInstance, ...printedOn(other, id) };
  return status === "Success" ? cleared(["metadata-unreachable"]) : null;
}

function judgeRegistration({ status, note }: DiagnosticRow, { id }: ExpectedHost): Judgement | null {
  const isHybrid = id.startsWith("mi-");
  if (isHybrid && status === "Success") return cleared(["registration-lost"]);
  if (isHybrid) {
    return {
      title: "It has no registration",
      sentence:
        "The files of its registration are gone or do not fit its hardware. It needs a new activation.",
      weight: 85,
      suspects: ["registration-lost"],
    };
  }
  if (status !== "Success") return null;
  const known = /\bmi-[0-9a-f]{17}\b/.exec(note)?.[0];
  return {
    title: "It is registered as a machine outside of EC2",
    sentence: `An instance with such a registration appears as ${known ?? "a node of its own, mi-…"}, and not by its own id.`,
    weight: 70,
    suspects: ["registration-cloned"],
  };
}

function judgeEndpoint({ status, note, id }: DiagnosticRow, what: string, weight: number): Judgement | null {
  if (status === "Success") {
    return id === "ssm" ? cleared(["host-firewall", "name-resolution-wrong", "machine-off"]) : null;
  }
  if (status !== "Failed") return null;
  const title = `It does not reach the ${id} endpoint`;
  const causes = id === "ssmmessages" ? (["session-channel-closed"] as const) : [];
  if (/no such host|lookup |server misbehaving|name resolution|NXDOMAIN|getaddrinfo/i.test(note)) {
    const sentence = `The name of the service of ${what} does not resolve on the host.`;
    return { title, sentence, weight, causes, suspects: ["name-resolution-wrong"] };
  }
  if (/proxy/i.test(note)) {
    const sentence = `The proxy does not pass ${what} on.`;
    return { title, sentence, weight, causes, suspects: ["proxy-wrong"] };
  }
  if (/refused|reset/i.test(note)) {
    const sentence = `Something answers in the service's place and refuses ${what}.`;
    return { title, sentence, weight, causes, suspects: ["host-firewall", "proxy-wrong"] };
  }
  const sentence = `TCP 443 to the service of ${what} comes to nothing on the host.`;
  return {
    title,
    sentence,
    weight,
    causes,
    suspects: ["host-firewall", "proxy-wrong", "name-resolution-wrong"],
  };
}

function judgeCredentials({ status, note }: DiagnosticRow, { roleName }: ExpectedHost): Judgement | null {
  if (status === "Success") return judgeSigner(note, roleName);
  if (status !== "Failed") return null;
  if (/NoCredentialProviders|no valid providers|EC2RoleRequestError|no EC2 (instance )?role/i.test(note)) {
    return {
      title: "The host finds no credentials",
      sentence: "The instance metadata hands out no role, and there are no others on the host.",
      weight: 85,
      causes: ["instance-profile-missing", "instance-profile-empty", "role-trust-wrong"],
    };
  }
  if (/SignatureDoesNotMatch|signature|expired|not yet (current|valid)|skew/i.test(note)) {
    return {
      title: "AWS refuses its signatures",
      sentence: "Its clock is off, or credentials on the host are old.",
      weight: 80,
      suspects: ["clock-wrong", "credentials-overridden"],
    };
  }
  if (/InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId/i.test(note)) {
    return {
      title: "AWS does not know its credentials",
      sentence: "Credentials on the host come before the role, and are no good.",
      weight: 80,
      suspects: ["credentials-overridden"],
    };
  }
  return {
    title: "AWS Credentials: not the reason by itself",
    sentence: "This row asks STS, which a private subnet often has no way to; the agent does not need it.",
  };
}

function judgeSigner(note: string, roleName: string | null): Judgement | null {
  if (/:user\//.test(note)) {
    return {
      title: "It signs as a user",
      sentence: "Credentials of a user on the host come before its role.",
      weight: 70,
      suspects: ["credentials-overridden"],
    };
  }
  const signer = /:assumed-role\/([^/\s]+)\//.exec(note)?.[1];
  if (signer === undefined || roleName === null || signer === roleName) return null;
  return {
    title: "It signs with another role",
    sentence: `It signs with role ${signer}, and its profile has ${roleName}: credentials on the host, or default host management, come before.`,
    weight: 50,
    suspects: ["credentials-overridden"],
  };
}

function judgeService({ status, note }: DiagnosticRow): Judgement | null {
  if (status === "Success") return cleared(["agent-stopped", "agent-not-installed"]);
  if (status !== "Failed") return null;
  const isWrongUser = /user/i.test(note) && !/not running/i.test(note);
  return {
    title: isWrongUser ? "The agent runs as another user" : "The agent's service does not run",
    sentence: isWrongUser
      ? "The agent has to run as root, or as the system on Windows."
      : "Start the agent's service, and see to it that it starts with the system.",
    weight: 95,
    suspects: ["agent-stopped"],
  };
}

function judgeProxy({ status, note }: DiagnosticRow): Judgement | null {
  if (status === "Skipped" || !/proxy/i.test(note) || /no proxy config/i.test(note)) return null;
  const sparesMetadata = /no_?proxy\W+.*169\.254\.169\.254/i.test(note);
  return {
    title: sparesMetadata ? "The agent uses a proxy" : "The agent's proxy may stand before the metadata",
    sentence: sparesMetadata
      ? "Compare it with what its network needs; the session channel is a web socket, which it has to pass."
      : "no_proxy has to name 169.254.169.254, or the agent asks the proxy for its own identity.",
    weight: sparesMetadata ? 35 : 60,
    suspects: ["proxy-wrong"],
  };
}

function judgeVersion({ status, note }: DiagnosticRow): Judgement | null {
  const version = /version is (\d+(?:\.\d+)+)/i.exec(note)?.[1];
  if (isKnownOlder(version, "hostManagement")) {
    return {
      title: `The agent is ${version}`,
      sentence: `Default host management needs ${agentMilestones.hostManagement}; with an instance profile this is no fault.`,
      weight: 30,
      suspects: ["agent-too-old"],
    };
  }
  if (status !== "Failed") return null;
  return {
    title: "SSM Agent version: not the reason",
    sentence: "This row asks S3 for the latest version; a node is reached without it.",
  };
}

function cleared(clears: readonly SuspectId[]): Judgement {
  return { title: "", sentence: "", clears };
}
