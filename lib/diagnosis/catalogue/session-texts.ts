import { causeText, failureText } from "./cause-text.ts";

/** Causes of what comes after being seen. */
export const sessionTexts = {
  "session-channel-closed": causeText({
    title: "The session channel is closed",
    meaning:
      "The heartbeat arrives, and the channel that the agent should hold open to ssmmessages is closed, though AWS lets it through. A proxy may break web sockets, a filter drop the name, or the agent's worker hang.",
    looksLike: ["TargetNotConnected for a node that is online", "Commands that stay Pending"],
    blames: ["instance", "managed-node"],
    rows: ["SSM-04"],
    beliefs: [
      {
        belief: "Online means that Session Manager works",
        correct: "They are other endpoints and other permissions. Ask for the connection status.",
      },
    ],
    fix: "Restart the agent; else look at the proxy and filters of the host for ssmmessages.",
  }),
  "session-logging-path-missing": causeText({
    title: "What sessions are logged to or encrypted with is out of reach",
    meaning:
      "The account's session preferences ask for a log in CloudWatch Logs or S3, or for a key of KMS. It is the node that calls these, and it has no way to one of them.",
    looksLike: ["Sessions that end at once", "Sessions that leave no log"],
    blames: "service",
    rows: ["3.5"],
    fix: "Give the VPC an endpoint for the service that is named, or a way to the Internet; or take it out of the session preferences.",
  }),
  "content-path-blocked": causeText({
    title: "Updates, patches and scripts do not arrive",
    meaning:
      "The node answers. What it fetches from S3, as updates of the agent, patch baselines and scripts, does not arrive, and the output of commands does not get there.",
    looksLike: ["Runs that fail or time out on downloads", "Patching that fails in one VPC"],
    blames: "service",
    rows: ["3.5"],
    beliefs: [
      {
        belief: "An endpoint for S3 is needed to register",
        correct: "It is only for downloads and uploads.",
      },
    ],
    fix: "Add a gateway endpoint for S3 to the VPC and its route tables, which costs nothing.",
  }),
  unexplained: failureText({
    title: "Not explained",
    meaning:
      "The call failed, and nothing that is known of its time says why. What was read begins later, was not readable, or the reason left no trace in AWS.",
    looksLike: ["Any failure"],
    blames: [],
    rows: ["2"],
    beliefs: [
      {
        belief: "A command that was refused is in Run Command's history",
        correct: "A refused call makes no command. CloudTrail alone has it.",
      },
      {
        belief: "CloudTrail shows what the command was to do",
        correct: "It shows the document and the targets; parameters are redacted.",
      },
    ],
    fix: "Look at the exact text of the error; read more of the account, or watch it from now on.",
  }),
};
