import { causeText, failureText } from "./cause-text.ts";

const terminatedTargets = {
  belief: "Automation's tag targets skip instances that are gone",
  correct: "They may take in terminated instances, as EC2 lists these for about an hour.",
};

/** Causes of what a command was aimed at, and of who gave it. */
export const targetTexts = {
  "target-malformed": failureText({
    title: "The target is no id",
    meaning:
      "An id of a node is i- with 8 or 17 hexadecimal digits, or mi- with 17. Anything else is refused before Systems Manager looks for a node.",
    looksLike: ["ValidationException that quotes a pattern", "InvalidTarget of an automation"],
    blames: "expression",
    rows: ["ID-01", "1.4"],
    beliefs: [
      {
        belief: "InvalidInstanceId means a typing error",
        correct:
          "A wrong form is a ValidationException. InvalidInstanceId says that a well-formed id is not registered, not answering, in the wrong state, or not allowed.",
      },
    ],
    fix: "Correct the id where it is written: in the command, the association, the window or the pipeline.",
  }),
  "target-expression-invalid": failureText({
    title: "The target's expression is not one that the operation takes",
    meaning:
      "Targets are keys with values, and every operation has its own keys and limits. A key that it does not know, too many values, or ids mixed with tags are refused as a whole.",
    looksLike: [
      "InvalidTarget",
      "InvalidTargetMaps",
      "InvalidAutomationExecutionParametersException",
      "ValidationException",
    ],
    blames: "expression",
    rows: ["1.4"],
    beliefs: [
      {
        belief: "SendCommand answers InvalidTarget",
        correct:
          "Only automations and associations do. SendCommand answers InvalidInstanceId or a ValidationException.",
      },
    ],
    fix: "Write the targets as the operation takes them. Preflight shows how an expression is read.",
  }),
  "target-matches-nothing": failureText({
    title: "The target matches no node",
    meaning:
      "A tag or a group may hold no node at all in this account and Region. The call succeeds, and what was to happen does not.",
    looksLike: [
      "A command that ends as NoInstancesInTag",
      "An association that stays Pending",
      "A green run with no targets",
    ],
    blames: "expression",
    rows: ["1.4"],
    beliefs: [
      {
        belief: "A tag target with no nodes fails",
        correct: "The call succeeds, and the command ends as NoInstancesInTag.",
      },
    ],
    fix: "Correct the tag's spelling and case, or tag the nodes; tags of instances, and not those of volumes, count.",
  }),
  "target-duplicate": failureText({
    title: "The same target is named twice",
    meaning: "An id may be named only once in a call, and the whole call is refused where it is not.",
    looksLike: ["DuplicateInstanceId"],
    blames: "expression",
    rows: ["1.4"],
    fix: "Make the list of ids unique before the call.",
  }),
  "caller-not-authorized": failureText({
    title: "The caller may not do this to this node",
    meaning:
      "Commands and sessions are allowed for a document and for a node. The node is named by its EC2 ARN, or as a managed instance where it is a hybrid one, and a condition on tags may exclude it.",
    looksLike: ["AccessDeniedException", "InvalidInstanceId for a node that answers"],
    blames: ["role", "user"],
    rows: ["SSM-10"],
    beliefs: [
      {
        belief: "AccessDenied is about the node's role",
        correct: "It is about whoever called. What the node's role lacks shows as a node that is silent.",
      },
    ],
    fix: "Allow the caller the action on the node's ARN and on the document, and look at conditions on ssm:resourceTag.",
  }),
  "platform-unsupported": failureText({
    title: "The document is not for the node's platform",
    meaning: "A document says for which platforms it is. On another one it does not run.",
    looksLike: ["UnsupportedPlatformType", "An invocation that ends as InvalidPlatform"],
    blames: "document",
    rows: ["SSM-06"],
    fix: "Use the document for the node's platform, as AWS-RunPowerShellScript on Windows, or narrow the targets to one platform.",
  }),
  "notification-invalid": failureText({
    title: "The notifications of the command are not set up",
    meaning:
      "A command may tell a topic of SNS how it goes. That needs the topic, and a role which Systems Manager may take on and which may publish.",
    looksLike: ["InvalidNotificationConfig", "InvalidRole"],
    blames: ["topic", "role"],
    rows: ["2.6"],
    fix: "Name a topic that exists, and a role that trusts ssm.amazonaws.com and may publish to it; or send the command without notifications.",
  }),
  "advanced-tier-required": failureText({
    title: "It needs the advanced tier",
    meaning:
      "In the standard tier an account has up to 1,000 machines outside of EC2 in a Region, and no sessions to them.",
    looksLike: ["BadRequest that names the advanced-instances tier"],
    blames: "service-setting",
    rows: ["SSM-09"],
    fix: "Switch the Region to the advanced tier, which costs money for each such machine; or do it without a session.",
  }),
  "instance-not-found": causeText({
    title: "There is no such node here",
    meaning:
      "The id is well formed, and neither EC2 nor Systems Manager knows it in this account and Region. It was mistyped, deregistered, or is long gone, and something still names it.",
    looksLike: ["InvalidInstanceId", "TargetNotConnected", "An association with a target that never runs"],
    blames: ["instance", "managed-node"],
    rows: ["ID-02"],
    fix: "Take the id out of what still names it: associations, windows, scripts. Prefer tags to ids there.",
  }),
  "instance-in-other-scope": causeText({
    title: "The node is in another account or Region",
    meaning:
      "Systems Manager works within one account and Region. The id exists, and not where the call was made.",
    looksLike: ["InvalidInstanceId for an id that exists", "TargetNotConnected"],
    blames: "instance",
    rows: ["ID-02"],
    fix: "Make the call in the node's own account and Region.",
  }),
  "instance-terminated": causeText({
    title: "The instance was terminated",
    meaning:
      "EC2 lists a terminated instance for about an hour, and Systems Manager drops its record. What names it by id fails from then on.",
    looksLike: ["InvalidInstanceId", "An automation that fails on one of its targets"],
    blames: "instance",
    rows: ["EC2-01"],
    beliefs: [terminatedTargets],
    fix: "Nothing brings it back. Take its id out of what still names it.",
  }),
  "instance-stopped": causeText({
    title: "The instance is stopped",
    meaning:
      "A stopped instance has no agent that could answer, and Systems Manager takes it off its list until it runs again.",
    looksLike: [
      "InvalidInstanceId, not in a valid state",
      "TargetNotConnected",
      "A command that ends as DeliveryTimedOut",
    ],
    blames: "instance",
    rows: ["EC2-01"],
    beliefs: [
      {
        belief: "ConnectionLost includes stopped nodes",
        correct: "Stopped nodes are off the list. ConnectionLost is a node that runs and is silent.",
      },
      {
        belief: "Unmanaged means the same everywhere",
        correct: "AWS's console calls a stopped managed node unmanaged; nothing is wrong with it.",
      },
    ],
    fix: "Start it, if it is meant to run; else narrow what it is a target of.",
  }),
  "instance-launching": causeText({
    title: "The instance was started moments ago",
    meaning:
      "An agent registers within about five minutes of the start. Until then its silence means nothing.",
    looksLike: ["InvalidInstanceId from a pipeline that does not wait"],
    blames: "instance",
    rows: ["3.1"],
    fix: "Wait. A pipeline should wait until the node is online and not until it runs.",
  }),
  "agent-backing-off": causeText({
    title: "The agent sleeps until its next try",
    meaning:
      "What stood in its way is gone since less than an hour. An agent that failed waits five minutes, then twice as long each time, up to an hour; after a refusal by IAM it waits half an hour.",
    looksLike: [
      "Everything passes, and the node is silent",
      "Lines of the agent's log that name hibernation",
    ],
    blames: "instance",
    rows: ["3.1"],
    beliefs: [
      {
        belief: "Attaching the profile works at once",
        correct:
          "The agent sleeps for 5 to 30 minutes after a refusal, and up to an hour when it hibernates.",
      },
    ],
    fix: "Wait for its next try, or restart the agent or the instance, which skips the wait.",
  }),
};
