import { a, b, type PasteCase } from "./paste-cases.ts";

// What was recorded, answered or logged: it names nodes in many places, and few of them are targets.

const event = {
  eventName: "SendCommand",
  awsRegion: "eu-west-1",
  recipientAccountId: "123456789012",
  userIdentity: { principalId: `AROA:${b}`, arn: `arn:aws:sts::123456789012:assumed-role/x/${b}` },
  requestParameters: { documentName: "X", instanceIds: [a] },
  responseElements: { command: { instanceIds: [a] } },
};
const called = {
  operation: "SendCommand",
  ids: [a],
  document: "X",
  region: "eu-west-1",
  account: "123456789012",
};

export const observed: PasteCase[] = [
  ["an event whose answer names the targets again", JSON.stringify(event), { form: "json", ...called }],
  [
    "an answer of lookup-events",
    JSON.stringify({ Events: [{ EventName: "SendCommand", CloudTrailEvent: JSON.stringify(event) }] }),
    { form: "json", ...called },
  ],
  [
    "a file of CloudTrail with several calls",
    JSON.stringify({ Records: [event, { ...event, requestParameters: { instanceIds: [b] } }] }),
    { form: "json", ...called, notes: ["ignored"] },
  ],
  [
    "a request of HTTP",
    `POST / HTTP/1.1\nHost: ssm.eu-west-1.amazonaws.com\nX-Amz-Target: AmazonSSM.StartSession\n\n{"Target":"${a}"}`,
    { form: "json", operation: "StartSession", ids: [a] },
  ],
  [
    "an event of EventBridge, which names its node twice",
    JSON.stringify({
      "detail-type": "EC2 Instance State-change Notification",
      resources: [`arn:aws:ec2:eu-west-1:123456789012:instance/${a}`],
      detail: { "instance-id": a, state: "running" },
    }),
    { form: "json", ids: [a] },
  ],
  [
    "an answer of describe-instance-information, which does as well",
    JSON.stringify({ InstanceInformationList: [{ InstanceId: a, SourceId: a }] }),
    { form: "json", ids: [a] },
  ],
  ["a field of any name", `{"id":"${a}","name":"web"}`, { form: "json", ids: [a] }],
  ["an object a line", `{"InstanceId":"${a}"}\n{"InstanceId":"${b}"}`, { form: "json", ids: [a, b] }],
  [
    "JSON behind a log's time",
    `2026-11-01T12:00:00Z INFO {"InstanceIds":["${a}"],"DocumentName":"X"}`,
    { form: "json", ids: [a], document: "X" },
  ],
  [
    "JSON that is torn",
    `{"Targets":[{"Key":"tag:Env","Values":["prod"]}],"DocumentName":"AWS-Run`,
    { form: "text", expressions: ["tag:Env=prod"] },
  ],
  [
    "a reference in a template of JSON",
    `{"Type":"AWS::SSM::Association","Properties":{"Name":"X","Targets":[{"Key":"InstanceIds","Values":[{"Ref":"Web"}]}]}}`,
    { form: "json", operation: "CreateAssociation", document: "X", notes: ["variable"] },
  ],
  [
    "an inventory of Ansible",
    `all:\n  hosts:\n    ${a}:\n      ansible_connection: aws_ssm\n    ${b}:\n`,
    { form: "yaml", ids: [a, b] },
  ],
  [
    "a fragment of Terraform",
    `targets {\n  key    = "tag:Env"\n  values = ["prod", "dev"]\n}`,
    { form: "text", expressions: ["tag:Env=prod,dev"] },
  ],
  [
    "an error of a state machine",
    `{"Error":"Ssm.InvalidInstanceIdException","Cause":"Instances [[${a}]] not in a valid state for account 123456789012 (Service: Ssm)"}`,
    { form: "error-message", ids: [a], error: "InvalidInstanceId", account: "123456789012" },
  ],
  [
    "an error of Go's SDK",
    `operation error SSM: StartSession, https response error StatusCode: 400, RequestID: 1234, TargetNotConnected: ${a} is not connected.`,
    { form: "error-message", operation: "StartSession", ids: [a], error: "TargetNotConnected" },
  ],
  [
    "a denial to the session of an instance's role",
    `User: arn:aws:sts::123456789012:assumed-role/dev/${b} is not authorized to perform: ssm:SendCommand on resource: arn:aws:ec2:eu-west-1:123456789012:instance/${a}`,
    { form: "error-message", operation: "SendCommand", ids: [a], error: "AccessDenied" },
  ],
  [
    "a page of the console",
    `https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#InstanceDetails:instanceId=${a}`,
    { form: "text", ids: [a], region: "eu-west-1" },
  ],
  [
    "a session's page of the console",
    `https://us-east-1.console.aws.amazon.com/systems-manager/session-manager/${a}?region=us-east-1`,
    { form: "text", operation: "StartSession", ids: [a], region: "us-east-1" },
  ],
  [
    "a table in which a node has two rows",
    `host,id\nweb,${a}\nwww,${a}\n`,
    { form: "text", ids: [a], notes: ["corrected"] },
  ],
  ["a name of EC2's DNS with the id in it", `${a}.eu-west-1.compute.internal`, { form: "text", ids: [a] }],
];
