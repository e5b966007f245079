import { a, b, type PasteCase } from "./paste-cases.ts";

// Calls of SSM as programs of all languages make them: their strings are read, and parameters are left behind.

const secret = "i-0ffffffffffffffff";

export const programs: PasteCase[] = [
  [
    "Python",
    `ssm = boto3.client('ssm', region_name='eu-west-1')\nssm.send_command(\n    InstanceIds=['${a}', '${b}'],\n    DocumentName='X',\n    Parameters={'commands': ['echo ${secret}']},\n)`,
    { operation: "SendCommand", ids: [a, b], document: "X", region: "eu-west-1" },
  ],
  [
    "Python's targets",
    `client.send_command(Targets=[{'Key': 'tag:Env', 'Values': ['prod', 'dev']}], DocumentName="X", Parameters={"commands": ["${secret}"]})`,
    { operation: "SendCommand", expressions: ["tag:Env=prod,dev"], document: "X" },
  ],
  [
    "ids in a variable of the text",
    `ids = ["${a}", "${b}"]\nssm.send_command(InstanceIds=ids, DocumentName='X')`,
    { operation: "SendCommand", ids: [a, b], document: "X" },
  ],
  [
    "ids that only the program has",
    `ssm.send_command(InstanceIds=ids, DocumentName='X')`,
    { operation: "SendCommand", document: "X", notes: ["variable"] },
  ],
  [
    "a runbook in Python",
    `ssm.start_automation_execution(DocumentName='X', Parameters={'InstanceId': ['${a}'], 'Note': ['${secret}']})`,
    { operation: "StartAutomationExecution", ids: [a], document: "X" },
  ],
  [
    "JavaScript",
    `await client.send(new SendCommandCommand({ InstanceIds: ["${a}"], DocumentName: "X", Parameters: { commands: ["${secret}"] } }));`,
    { operation: "SendCommand", ids: [a], document: "X" },
  ],
  [
    "a session in JavaScript, of something that is no id",
    `new StartSessionCommand({ Target: "web-1" })`,
    { operation: "StartSession", malformed: ["web-1"] },
  ],
  [
    "JavaScript's targets",
    `ssm.sendCommand({\n  DocumentName: 'X',\n  Targets: [\n    { Key: 'tag:Env', Values: ['prod'] },\n    { Key: "tag:Tier", Values: ["web"] },\n  ],\n})`,
    { operation: "SendCommand", expressions: ["tag:Env=prod", "tag:Tier=web"], document: "X" },
  ],
  [
    "Go",
    `svc.SendCommand(ctx, &ssm.SendCommandInput{\n\tDocumentName: aws.String("X"),\n\tInstanceIds:  []string{"${a}", "${b}"},\n\tParameters: map[string][]string{"commands": {"${secret}"}},\n})`,
    { operation: "SendCommand", ids: [a, b], document: "X" },
  ],
  [
    "Go's targets",
    `svc.SendCommand(&ssm.SendCommandInput{Targets: []*ssm.Target{{Key: aws.String("tag:Env"), Values: aws.StringSlice([]string{"prod"})}}})`,
    { operation: "SendCommand", expressions: ["tag:Env=prod"] },
  ],
  [
    "Java",
    `SendCommandRequest.builder().documentName("X").targets(Target.builder().key("tag:Env").values("prod", "dev").build()).parameters(Map.of("commands", List.of("${secret}"))).build()`,
    { operation: "SendCommand", expressions: ["tag:Env=prod,dev"], document: "X" },
  ],
  [
    "Ruby",
    `client.send_command({ instance_ids: ["${a}"], document_name: "X" })`,
    { operation: "SendCommand", ids: [a], document: "X" },
  ],
  [
    "C#",
    `new SendCommandRequest { DocumentName = "X", InstanceIds = new List<string> { "${a}", "${b}" } }`,
    { operation: "SendCommand", ids: [a, b], document: "X" },
  ],
  [
    "AWS Tools for PowerShell",
    `Send-SSMCommand -InstanceId @("${a}","${b}") -DocumentName X -Parameter @{commands="${secret}"} -Region eu-west-1`,
    { operation: "SendCommand", ids: [a, b], document: "X", region: "eu-west-1" },
  ],
  [
    "a hash of targets in PowerShell",
    `Send-SSMCommand -Target @{Key="tag:Env";Values=@("prod","dev")} -DocumentName "X"`,
    { operation: "SendCommand", expressions: ["tag:Env=prod,dev"], document: "X" },
  ],
];
