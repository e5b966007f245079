import type { CauseCode } from "../../model/cause.ts";
import type { SuspectId } from "./suspect-catalogue.ts";

/** What a line of a log or of a console says, wherever it stands. */
export type LogPattern = {
  id: string;
  pattern: RegExp;
  title: string;
  sentence: string;
  weight: number;
  suspects?: readonly SuspectId[];
  causes?: readonly CauseCode[];
  clears?: readonly SuspectId[];
};

/** What AWS's own messages say of who refused. The first that fits a line speaks for it. */
const refusals: readonly LogPattern[] = [
  {
    id: "denied-by-organization",
    pattern: /explicit deny in a service control policy|no service control policy allows/i,
    title: "The organization denies it",
    sentence: "AWS names a service control policy as what denies the agent.",
    weight: 97,
    causes: ["organization-policy-denies"],
  },
  {
    id: "denied-by-boundary",
    pattern: /no permissions boundary allows|explicit deny in a permissions boundary/i,
    title: "The role's boundary denies it",
    sentence: "AWS names the permissions boundary as what denies the agent.",
    weight: 97,
    causes: ["permissions-boundary-denies"],
  },
  {
    id: "denied-by-endpoint",
    pattern: /explicit deny in a VPC endpoint policy|no VPC endpoint policy allows/i,
    title: "The endpoint's policy denies it",
    sentence: "AWS names the policy of the VPC endpoint as what denies the agent.",
    weight: 97,
    causes: ["endpoint-policy-denies"],
  },
  {
    id: "denied-by-policy",
    pattern: /explicit deny in an identity-based policy/i,
    title: "A policy of the role denies it",
    sentence: "AWS names a policy of the role as what denies the agent.",
    weight: 97,
    causes: ["role-actions-denied"],
  },
  {
    id: "denied",
    pattern: /AccessDenied(Exception)?\b.*|is not authorized to perform:? (ssm|ssmmessages|ec2messages):\w+/i,
    title: "AWS refuses the agent's calls",
    sentence: "Its role does not allow what the agent asks, or did not when this was written.",
    weight: 90,
    causes: ["role-actions-missing", "role-actions-denied"],
  },
];

const credentials: readonly LogPattern[] = [
  {
    id: "role-not-trusted",
    pattern: /AssumeRoleUnauthorizedAccess|EC2 cannot assume the role/i,
    title: "EC2 may not take on the role",
    sentence: "The trust policy of the role does not let EC2 hand it out.",
    weight: 96,
    causes: ["role-trust-wrong"],
  },
  {
    id: "no-role",
    pattern:
      /EC2RoleRequestError|no EC2 instance role found|failed to (find|retrieve) (IAM )?(instance )?(role|profile)/i,
    title: "The instance has no role",
    sentence: "The metadata hands out no credentials: there is no profile, or no role in it.",
    weight: 94,
    causes: ["instance-profile-missing", "instance-profile-empty"],
  },
  {
    id: "unknown-credentials",
    pattern: /InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId/,
    title: "AWS does not know its credentials",
    sentence: "Credentials on the host come before the role, and are no good.",
    weight: 88,
    suspects: ["credentials-overridden"],
  },
  {
    id: "expired-credentials",
    pattern: /ExpiredToken(Exception)?\b|security token included in the request is expired/i,
    title: "Its credentials have expired",
    sentence: "Old credentials on the host come before the role, or its clock is ahead.",
    weight: 86,
    suspects: ["credentials-overridden", "clock-wrong"],
  },
  {
    id: "clock",
    pattern:
      /SignatureDoesNotMatch|Signature (not yet current|expired)|RequestTimeTooSkewed|InvalidSignatureException|RequestExpired/i,
    title: "AWS refuses its signatures",
    sentence: "A clock that is more than five minutes off makes every signature wrong.",
    weight: 92,
    suspects: ["clock-wrong"],
  },
];

const connections: readonly LogPattern[] = [
  {
    id: "certificate-date",
    pattern: /x509: certificate has expired or is not yet valid/i,
    title: "A certificate is out of its time",
    sentence: "Its clock is wrong, or what stands between has an old certificate.",
    weight: 90,
    suspects: ["clock-wrong", "tls-intercepted"],
  },
  {
    id: "certificate",
    pattern: /x509:|certificate signed by unknown authority|tls: (failed|handshake|bad|first record)/i,
    title: "TLS fails",
    sentence:
      "Something between opens TLS with a certificate of its own, or Amazon's roots are missing on the host.",
    weight: 91,
    suspects: ["tls-intercepted", "proxy-wrong"],
  },
  {
    id: "proxy-refuses",
    pattern: /proxyconnect|Proxy Authentication Required|\b407\b.*proxy/i,
    title: "The proxy refuses it",
    sentence: "The agent is sent to a proxy that does not pass it on.",
    weight: 90,
    suspects: ["proxy-wrong"],
  },
  {
    id: "metadata-version",
    pattern: /EC2Metadata.*\b401\b|169\.254\.169\.254.*\b401\b|\b401\b.*169\.254\.169\.254/i,
    title: "The metadata asks for version 2",
    sentence: "The agent asked by version 1, which is not allowed.",
    weight: 90,
    causes: ["metadata-version-unusable"],
  },
  {
    id: "metadata-out-of-reach",
    pattern:
      /169\.254\.169\.254.*(timeout|refused|unreachable|no route|\b40[34]\b)|EC2MetadataError|failed to (fetch|get|query) (the )?(region|instance ?id).*/i,
    title: "The instance metadata is out of reach",
    sentence: "It is switched off, or a firewall, a route or a proxy on the host hides it.",
    weight: 89,
    suspects: ["metadata-unreachable"],
    causes: ["metadata-disabled"],
  },
  {
    id: "names",
    pattern:
      /dial tcp: lookup|no such host|server misbehaving|Temporary failure in name resolution|could not resolve host/i,
    title: "Names do not resolve",
    sentence: "The host asks a resolver that does not answer, or does not know the service's name.",
    weight: 87,
    suspects: ["name-resolution-wrong"],
    causes: ["resolver-unprovable", "vpc-dns-disabled"],
  },
  {
    id: "web-socket",
    pattern:
      /websocket: (bad handshake|close)|failed to (open|create|connect) (the )?(control|data) ?channel|ssmmessages\..*\b(timeout|refused)/i,
    title: "The session channel does not open",
    sentence: "The channel is a web socket to ssmmessages: a proxy may break it, or a filter drop it.",
    weight: 84,
    suspects: ["proxy-wrong", "host-firewall"],
    causes: ["session-channel-closed"],
  },
  {
    id: "connection",
    pattern:
      /dial tcp .*(i\/o timeout|timed out|refused|unreachable|no route)|context deadline exceeded|net\/http: (TLS handshake timeout|request canceled)/i,
    title: "Connections come to nothing",
    sentence: "Something on the way drops them: a firewall or a proxy, if all of AWS lets them through.",
    weight: 85,
    suspects: ["host-firewall", "proxy-wrong"],
  },
];

const host: readonly LogPattern[] = [
  {
    id: "disk-full",
    pattern: /no space left on device|disk (is )?full|There is not enough space on the disk/i,
    title: "The disk is full",
    sentence: "The agent can write neither its state nor its log, and stops.",
    weight: 93,
    suspects: ["resources-exhausted"],
  },
  {
    id: "out-of-memory",
    pattern: /out of memory|oom-kill|oom_reaper|invoked oom-killer|Cannot allocate memory/i,
    title: "It ran out of memory",
    sentence: "The system ended processes, and the agent may be among them.",
    weight: 83,
    suspects: ["resources-exhausted"],
  },
  {
    id: "fingerprint",
    pattern:
      /finger ?print (does not match|mismatch|is not)|fingerprint.*(mismatch|not match)|similarity threshold|instance id.*does not match/i,
    title: "Its registration is another machine's",
    sentence:
      "It is a clone, or its hardware changed: the agent does not use the registration that it finds.",
    weight: 93,
    suspects: ["registration-cloned", "registration-lost"],
  },
  {
    id: "not-installed",
    pattern:
      /(ssm-cli|amazon-ssm-agent)\S*:? (command )?not found|Unit amazon-ssm-agent\S* (could not be found|not found)|no such file or directory.*(ssm-cli|amazon-ssm-agent)|Cannot find any service with service name .?AmazonSSMAgent|ssm-cli\S* is not recognized|amazon-ssm-agent is not installed/i,
    title: "The agent is not installed",
    sentence: "The host knows no such program or service.",
    weight: 96,
    suspects: ["agent-not-installed"],
  },
  {
    id: "agent-old",
    pattern:
      /get-diagnostics.*(unknown|not a valid|invalid)|(unknown|invalid) (command|operation).*get-diagnostics/i,
    title: "The agent is older than the tool",
    sentence: "get-diagnostics came with agent 3.1.501.0.",
    weight: 40,
    suspects: ["agent-too-old"],
    clears: ["agent-not-installed"],
  },
  {
    id: "service-down",
    pattern:
      /Active: (inactive|failed)|amazon-ssm-agent\S*: (Failed|Main process exited|Deactivated)|(Stopped|Failed to start).{0,20}amazon-ssm-agent|Loaded:.*(disabled|masked);|\bStopped\s+AmazonSSMAgent|AmazonSSMAgent.*\bSTOPPED\b/i,
    title: "The agent's service does not run",
    sentence: "Start it, and see to it that it starts with the system.",
    weight: 90,
    suspects: ["agent-stopped"],
  },
  {
    id: "hibernating",
    pattern: /hibernat(e|ing|ion)/i,
    title: "The agent sleeps",
    sentence:
      "After failed tries it waits, up to an hour; a restart of the agent skips the wait. Why it failed stands in the lines before.",
    weight: 60,
    suspects: ["agent-hibernating"],
    clears: ["agent-not-installed", "agent-stopped"],
  },
  {
    id: "not-booted",
    pattern:
      /Kernel panic|Entering emergency mode|You are in emergency mode|Unable to mount root|fsck.*(failed|requires)|Dependency failed for .*(Local File Systems|network)|INACCESSIBLE_BOOT_DEVICE/i,
    title: "The system does not come up",
    sentence: "It stops before it starts its services, the agent's among them.",
    weight: 98,
    suspects: ["system-not-up"],
  },
  {
    id: "hangs",
    pattern:
      /blocked for more than \d+ seconds|soft lockup|rcu.*(stall|detected)|I\/O error, dev|EXT4-fs error|XFS.*(corruption|shutdown)/i,
    title: "The system hangs or loses its disk",
    sentence: "Processes wait for the processor or a volume that does not answer.",
    weight: 82,
    suspects: ["system-not-up", "resources-exhausted"],
  },
  {
    id: "agent-started",
    pattern:
      /Started .{0,20}amazon-ssm-agent|Amazon SSM Agent v[\d.]+ is running|Starting (Amazon )?SSM Agent|Active: active \(running\)|\bRunning\s+AmazonSSMAgent/i,
    title: "The agent starts",
    sentence: "It is installed, and was started when this was written.",
    weight: 20,
    clears: ["agent-not-installed", "system-not-up"],
  },
  {
    id: "booted",
    pattern:
      /Cloud-init .*finished|\blogin:\s*$|Reached target .*(Multi-User|Graphical)|Startup finished in|Windows is Ready to use/i,
    title: "The system comes up",
    sentence: "It reaches its login, so the reason is in a service on it, or in its network.",
    weight: 10,
    clears: ["system-not-up"],
  },
];

/** In the order in which they are tried: of those that fit a line, the first of each list speaks. */
export const logPatterns: readonly (readonly LogPattern[])[] = [refusals, credentials, connections, host];
