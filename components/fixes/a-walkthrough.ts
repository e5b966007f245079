import type { ProofAnswer } from "../../lib/api/proof.ts";
import type { RunAnswer, StepAnswer, WalkthroughAnswer } from "../../lib/api/walkthrough.ts";
import { aLane, endpointKinds, hopsOf } from "../path/a-path.ts";

const at = Date.UTC(2026, 10, 18, 9, 23);
const scope = "111122223333:us-east-1";
const group = "sg-0c41a7e8925fb36eb";
const key = `${scope}:${group}`;
const id = `allow-security-group-egress~security-group-egress-blocks~${key}`;

/** A step that Muster could make itself. */
export function aStep(changes: Partial<StepAnswer> = {}): StepAnswer {
  return {
    id: "allow",
    title: `Let TCP 443 out of ${group}`,
    why: "The agent opens all its connections itself, and no rule of the group lets it.",
    cli: [
      `aws ec2 authorize-security-group-egress --region us-east-1 --group-id ${group} --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,UserIdGroupPairs=[{GroupId=sg-07b2c8d14f6a3e94d}]'`,
    ],
    console: { url: "https://console.aws.amazon.com/vpcconsole/home", path: "Outbound rules > Edit" },
    terraform: `resource "aws_vpc_security_group_egress_rule" "ssm" {\n  security_group_id = "${group}"\n}`,
    cloudformation: null,
    changes: `Adds one outbound rule to ${group}.`,
    undo: {
      sentence: "Revoke the same rule.",
      cli: [`aws ec2 revoke-security-group-egress --group-id ${group}`],
    },
    call: {
      operation: "ec2:AuthorizeSecurityGroupEgress",
      resource: group,
      rehearsal: "dry-run",
      canBeUndone: true,
    },
    done: null,
    lastRun: null,
    isApplied: false,
    ...changes,
  };
}

export function aRun(changes: Partial<RunAnswer> = {}): RunAnswer {
  return {
    id: "run-1",
    walkthroughId: id,
    kind: "dry-run",
    step: "allow",
    at,
    by: "maya",
    outcome: "would-work",
    operation: "ec2:AuthorizeSecurityGroupEgress",
    resource: group,
    sentence: "AWS would accept it.",
    answer: { code: "DryRunOperation", message: "Request would have succeeded.", requestId: null },
    ...changes,
  };
}

/** 22 of 26 nodes come back; four meet the endpoints' group next. */
export function aProof(changes: Partial<ProofAnswer> = {}): ProofAnswer {
  const blocked = hopsOf(endpointKinds, {
    "security-group-out": { state: "block", brief: "no rule for 443" },
  });
  return {
    at,
    nodes: 26,
    freed: 22,
    meetNext: [
      {
        code: "endpoint-security-group-blocks",
        title: "The endpoints' group refuses it",
        key: `${scope}:sg-07b2a1b2c3d4ee94d`,
        nodes: 4,
        walkthroughId: "allow-endpoint-ingress~endpoint-security-group-blocks~x:y:z",
      },
    ],
    cannotTell: 0,
    harmed: [],
    sentence: "22 of 26 nodes pass every check.",
    isStale: false,
    example: { scope, id: "i-0a1b7c34e95d82f6c", name: "api-7" },
    before: { lanes: [aLane("ssm", blocked)] },
    after: { lanes: [aLane("ssm", hopsOf(endpointKinds))] },
    ...changes,
  };
}

export function aWalkthrough(changes: Partial<WalkthroughAnswer> = {}): WalkthroughAnswer {
  return {
    id,
    fix: {
      id: "allow-security-group-egress",
      title: `Let TCP 443 out of ${group}`,
      summary: "One outbound rule to what the nodes call, and to nothing else.",
      risk: { level: "low", sentence: "It only lets more out, from everything that has the group." },
      cost: null,
      takesEffect: {
        withinMs: 3_600_000,
        sentence: "At once; an agent that backed off may sleep up to an hour.",
        skipsTheWait: "Restart the agent",
      },
    },
    cause: {
      code: "security-group-egress-blocks",
      key,
      title: "Security group lets nothing out",
      sentence: `Security group ${group} lets nothing out to the SSM endpoints.`,
      subject: { kind: "security-group", id: group, name: "app-workers" },
      scopes: [scope],
      since: at - 3 * 3_600_000,
      changedBy: null,
      isOfRegion: false,
      isOpen: true,
      nodes: 26,
      filter: `cause:security-group-egress-blocks subject:${group}`,
    },
    first: [{ scope, id: "i-0a1b7c34e95d82f6c", name: "api-7", status: "lost" }],
    steps: [aStep()],
    proof: aProof(),
    verification: {
      state: "not-asked",
      sentence: "Once the steps are done, the nodes are read again.",
      startedAt: null,
      readAt: null,
      nextReadAt: null,
      waitUntil: null,
      nodes: { total: 0, back: 0, waiting: 0, notBack: 0 },
      next: [],
    },
    note: null,
    alternatives: [],
    applying: { isEnabled: true, roleArn: "arn:aws:iam::111122223333:role/muster-fixer", whyNot: null },
    history: [],
    version: 1,
    ...changes,
  };
}
