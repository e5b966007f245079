/** Where on a host the reason may lie, beyond what AWS's APIs show (ssm-targets HOST-01 to HOST-10). */
export const suspectTitles = {
  "agent-not-installed": "The agent is not installed",
  "agent-stopped": "The agent's service is stopped or disabled",
  "agent-hibernating": "The agent sleeps after failed tries",
  "agent-too-old": "The agent is too old for default host management",
  "session-worker-hangs": "The agent's session worker hangs",
  "host-firewall": "A firewall or filter on the host drops its connections",
  "proxy-wrong": "It needs a proxy, or has a wrong one",
  "tls-intercepted": "Something between breaks TLS, or root certificates are missing",
  "clock-wrong": "Its clock is wrong, so that AWS refuses its signatures",
  "resources-exhausted": "Its disk is full, or memory or CPU exhausted",
  "name-resolution-wrong": "It resolves names in a way of its own",
  "metadata-unreachable": "It does not reach the instance metadata",
  "registration-cloned": "It is a clone with the registration of its original",
  "credentials-overridden": "Credentials on the host come before its role",
  "registered-as-hybrid": "It is registered as a machine outside of EC2",
  "registration-lost": "Its registration data was deleted",
  "system-not-up": "The operating system does not come up, or hangs",
  "image-not-prepared": "The Windows image was not generalised",
  "registered-again": "The machine registered again, and this is its old record",
  "machine-off": "The machine is off, or its network is down",
} as const;
export type SuspectId = keyof typeof suspectTitles;

export function isSuspectId(text: string): text is SuspectId {
  return Object.hasOwn(suspectTitles, text);
}
