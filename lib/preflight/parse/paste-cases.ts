/** What people paste, what it is called in a test, and what has to be read in it. */
export type PasteCase = [name: string, text: string, expected: object];

export const a = "i-0a1b2c3d4e5f60718";
export const b = "i-0b1b2c3d4e5f60719";
export const old = "i-1a2b3c4d";
export const hybrid = "mi-0c1b2c3d4e5f60720";

export const ids: PasteCase[] = [
  ["one id", a, { ids: [a] }],
  ["an old short id", old, { ids: [old] }],
  ["a hybrid machine", hybrid, { ids: [hybrid] }],
  ["ids by line", `${a}\n${b}\n`, { ids: [a, b] }],
  ["ids by comma and semicolon", `${a}, ${b};${old}`, { ids: [a, b, old] }],
  ["ids in quotes", `"${a}", '${b}'`, { ids: [a, b] }],
  ["ids in typographic quotes", `“${a}”, ‘${b}’`, { ids: [a, b] }],
  ["a hyphen that a word processor changed", a.replace("-", "–"), { ids: [a] }],
  ["an invisible space in an id", `${a.slice(0, 6)}\u200b${a.slice(6)}`, { ids: [a] }],
  ["capitals", a.toUpperCase(), { ids: [a] }],
  [
    "a spreadsheet's columns",
    `Name\tInstance\tState\napi-7\t${a}\trunning\napi-8\t${b}\tstopped`,
    { ids: [a, b] },
  ],
  ["a list of Markdown", `* \`${a}\`\n* \`${b}\``, { ids: [a, b] }],
  ["a line of a log", `2026-11-01T09:12:01Z WARN target=${a} attempt=3 not reachable`, { ids: [a] }],
  ["ids without anything between them", `${a}${b}`, { ids: [a, b] }],
  ["a repeated id, which SSM refuses", `${a} ${a}`, { ids: [a, a] }],
  ["an id with too few digits", "i-0abc12", { malformed: ["i-0abc12"] }],
  ["an id with a letter that is no digit", "i-0a1b2c3d4e5f6071g", { malformed: ["i-0a1b2c3d4e5f6071g"] }],
  ["a hybrid id with eight digits", "mi-1a2b3c4d", { malformed: ["mi-1a2b3c4d"] }],
  ["English with a hyphen", `the API-gateway of i-love ${a}`, { ids: [a] }],
  ["an id of something else", `sg-0a1b2c3d4e5f60718 vpc-1a2b3c4d ami-0a1b2c3d4e5f60718 ${a}`, { ids: [a] }],
];

export const arns: PasteCase[] = [
  ["an ARN of EC2", `arn:aws:ec2:eu-west-1:123456789012:instance/${a}`, { ids: [a] }],
  ["an ARN of SSM", `arn:aws:ssm:eu-west-1:123456789012:managed-instance/${hybrid}`, { ids: [hybrid] }],
  [
    "ARNs of China and GovCloud",
    `arn:aws-cn:ec2:cn-north-1:123456789012:instance/${a} arn:aws-us-gov:ec2:us-gov-west-1:123456789012:instance/${b}`,
    { ids: [a, b] },
  ],
  [
    "an ARN between ids keeps its place",
    `${b} arn:aws:ec2:eu-west-1:123456789012:instance/${a} ${old}`,
    { ids: [b, a, old] },
  ],
];

export const expressions: PasteCase[] = [
  ["a tag", "tag:Env=prod", { expressions: ["tag:Env=prod"] }],
  ["a tag with several values", "tag:Env=prod,staging", { expressions: ["tag:Env=prod,staging"] }],
  ["two tags", "tag:Env=prod tag:Service=api", { expressions: ["tag:Env=prod", "tag:Service=api"] }],
  [
    "a tag with a space in its value",
    'tag:Team="data platform"',
    { expressions: ["tag:Team=data platform"] },
  ],
  ["shorthand", "Key=tag:Env,Values=prod,staging", { expressions: ["tag:Env=prod,staging"] }],
  [
    "two lines of shorthand",
    "Key=tag:Env,Values=prod Key=tag:Service,Values=api",
    { expressions: ["tag:Env=prod", "tag:Service=api"] },
  ],
  ["shorthand of ids", `Key=InstanceIds,Values=${a},${b}`, { ids: [a, b] }],
  ["every node", "Key=InstanceIds,Values=*", { expressions: ["InstanceIds=*"] }],
  ["a key of tags", "Key=tag-key,Values=Env", { expressions: ["tag-key=Env"] }],
  ["a resource group", "Key=resource-groups:Name,Values=web", { expressions: ["resource-groups:Name=web"] }],
  ["a tag and an id", `tag:Env=prod ${a}`, { ids: [a], expressions: ["tag:Env=prod"] }],
  ["a maintenance window", "mw-0a1b2c3d4e5f60718", { holders: ["maintenance-window mw-0a1b2c3d4e5f60718"] }],
  [
    "an association",
    "0a1b2c3d-1111-2222-3333-444455556666",
    { holders: ["association 0a1b2c3d-1111-2222-3333-444455556666"] },
  ],
];

export const commands: PasteCase[] = [
  [
    "send-command",
    `aws ssm send-command --document-name AWS-RunShellScript --instance-ids ${a} ${b} --parameters commands=uptime`,
    { operation: "SendCommand", ids: [a, b], document: "AWS-RunShellScript" },
  ],
  [
    "send-command over several lines, with a prompt",
    `$ aws ssm send-command \\\n    --region eu-west-1 \\\n    --targets "Key=tag:Env,Values=prod" Key=tag:Service,Values=api \\\n    --document-name "AWS-RunShellScript"`,
    {
      operation: "SendCommand",
      expressions: ["tag:Env=prod", "tag:Service=api"],
      document: "AWS-RunShellScript",
      region: "eu-west-1",
    },
  ],
  [
    "targets in JSON",
    `aws ssm send-command --targets '[{"Key":"InstanceIds","Values":["${a}","${b}"]}]' --document-name X`,
    { operation: "SendCommand", ids: [a, b], document: "X" },
  ],
  [
    "instance ids in JSON",
    `aws ssm send-command --instance-ids '["${a}","${b}"]' --document-name X`,
    { operation: "SendCommand", ids: [a, b], document: "X" },
  ],
  [
    "an option with an equals sign",
    `aws ssm start-session --target=${a}`,
    { operation: "StartSession", ids: [a] },
  ],
  [
    "global options before the service",
    `AWS_PROFILE=prod aws --region us-east-1 --profile prod ssm start-session --target ${a}`,
    { operation: "StartSession", ids: [a], region: "us-east-1" },
  ],
  [
    "a hybrid target",
    `aws ssm start-session --target ${hybrid}`,
    { operation: "StartSession", ids: [hybrid] },
  ],
  [
    "a runbook over tags",
    "aws ssm start-automation-execution --document-name AWS-RestartEC2Instance --target-parameter-name InstanceId --targets Key=tag:Env,Values=prod",
    {
      operation: "StartAutomationExecution",
      expressions: ["tag:Env=prod"],
      document: "AWS-RestartEC2Instance",
    },
  ],
  [
    "a runbook that is told its instance in a parameter",
    `aws ssm start-automation-execution --document-name AWS-RestartEC2Instance --parameters "InstanceId=${a},${b}"`,
    { operation: "StartAutomationExecution", ids: [a, b], document: "AWS-RestartEC2Instance" },
  ],
  [
    "an association",
    `aws ssm create-association --name AWS-UpdateSSMAgent --targets "Key=InstanceIds,Values=*" --schedule-expression "rate(14 days)"`,
    { operation: "CreateAssociation", expressions: ["InstanceIds=*"], document: "AWS-UpdateSSMAgent" },
  ],
  [
    "targets of a maintenance window",
    `aws ssm register-target-with-maintenance-window --window-id mw-0a1b2c3d4e5f60718 --resource-type INSTANCE --targets Key=InstanceIds,Values=${a},${b}`,
    { operation: "RegisterTargetWithMaintenanceWindow", ids: [a, b] },
  ],
  [
    "a whole input in JSON",
    `aws ssm send-command --cli-input-json '{"DocumentName":"X","Targets":[{"Key":"tag:Env","Values":["prod"]}],"Parameters":{"commands":["echo i-0ffffffffffffffff"]}}'`,
    { operation: "SendCommand", expressions: ["tag:Env=prod"], document: "X" },
  ],
  [
    "targets in a file",
    "aws ssm send-command --document-name X --targets file://targets.json",
    { operation: "SendCommand", document: "X", notes: ["unreadable-file"] },
  ],
  [
    "a variable of the shell",
    `aws ssm send-command --document-name X --instance-ids $IDS ${a}`,
    { operation: "SendCommand", ids: [a], document: "X", notes: ["variable"] },
  ],
  [
    "a command substitution is never run",
    'aws ssm send-command --document-name X --instance-ids "$(cat ids)"',
    { operation: "SendCommand", document: "X", notes: ["variable"] },
  ],
  [
    "a pipe behind it",
    `aws ssm start-session --target ${a} | tee log`,
    { operation: "StartSession", ids: [a] },
  ],
  [
    "two commands",
    `aws ssm start-session --target ${a} && aws ssm start-session --target ${b}`,
    { operation: "StartSession", ids: [a], notes: ["ignored"] },
  ],
  [
    "a quote that is never closed",
    `aws ssm send-command --instance-ids ${a} --comment "oops`,
    { operation: "SendCommand", ids: [a], notes: ["broken"] },
  ],
  [
    "a malformed id in a command",
    "aws ssm send-command --instance-ids i-123 --document-name X",
    { operation: "SendCommand", malformed: ["i-123"], document: "X" },
  ],
  [
    "a word that is no id in a command",
    "aws ssm start-session --target web-1",
    { operation: "StartSession", malformed: ["web-1"] },
  ],
  [
    "a command of PowerShell's lines",
    `aws ssm send-command \`\n  --instance-ids ${a} \`\n  --document-name X`,
    { operation: "SendCommand", ids: [a], document: "X" },
  ],
];

export const structures: PasteCase[] = [
  ["a list of ids", `["${a}", "${b}"]`, { form: "json", ids: [a, b] }],
  ["targets", `[{"Key":"tag:Env","Values":["prod"]}]`, { form: "json", expressions: ["tag:Env=prod"] }],
  [
    "an input of the API",
    `{"InstanceIds":["${a}"],"DocumentName":"X","Parameters":{"commands":["i-0ffffffffffffffff"]}}`,
    { form: "json", ids: [a], document: "X" },
  ],
  [
    "an answer of describe-instances",
    `{"Reservations":[{"Instances":[{"InstanceId":"${a}","ImageId":"ami-0a1b2c3d4e5f60718"},{"InstanceId":"${b}"}]}]}`,
    { form: "json", ids: [a, b] },
  ],
  [
    "an event of CloudTrail",
    `{"eventName":"SendCommand","awsRegion":"eu-west-1","errorCode":"InvalidInstanceId","requestParameters":{"documentName":"X","instanceIds":["${a}"],"parameters":"HIDDEN_DUE_TO_SECURITY_REASONS"}}`,
    {
      form: "json",
      operation: "SendCommand",
      ids: [a],
      document: "X",
      region: "eu-west-1",
      error: "InvalidInstanceId",
    },
  ],
  [
    "an input of a runbook",
    `{"DocumentName":"X","TargetParameterName":"InstanceId","Targets":[{"Key":"ParameterValues","Values":["${a}"]}]}`,
    { form: "json", operation: "StartAutomationExecution", ids: [a], document: "X" },
  ],
  [
    "YAML",
    `DocumentName: X\nTargets:\n  - Key: tag:Env\n    Values:\n      - prod\n      - staging\n`,
    { form: "yaml", expressions: ["tag:Env=prod,staging"], document: "X" },
  ],
  ["a list of YAML", `instances:\n  - ${a}\n  - ${b}\n`, { form: "yaml", ids: [a, b] }],
  [
    "a template of CloudFormation",
    `Resources:\n  Update:\n    Type: AWS::SSM::Association\n    Properties:\n      Name: AWS-UpdateSSMAgent\n      Targets:\n        - Key: InstanceIds\n          Values: [!Ref Web, ${a}]\n`,
    {
      form: "yaml",
      operation: "CreateAssociation",
      ids: [a],
      document: "AWS-UpdateSSMAgent",
      notes: ["variable"],
    },
  ],
  [
    "Terraform",
    `resource "aws_ssm_association" "update" {\n  name = "AWS-UpdateSSMAgent"\n  targets {\n    key    = "InstanceIds"\n    values = ["${a}", aws_instance.web.id]\n  }\n}`,
    {
      form: "terraform",
      operation: "CreateAssociation",
      ids: [a],
      document: "AWS-UpdateSSMAgent",
      notes: ["variable"],
    },
  ],
  [
    "a window's target in Terraform",
    `resource "aws_ssm_maintenance_window_target" "t" {\n  window_id = "mw-1"\n  resource_type = "INSTANCE"\n  targets {\n    key = "tag:Env"\n    values = ["prod"]\n  }\n}`,
    { form: "terraform", operation: "RegisterTargetWithMaintenanceWindow", expressions: ["tag:Env=prod"] },
  ],
  [
    "Terraform that is none",
    `resource "aws_ssm_association" "x" {\n  name =\n`,
    { form: "terraform", notes: ["broken"] },
  ],
];

export const errors: PasteCase[] = [
  [
    "the CLI's error",
    `An error occurred (InvalidInstanceId) when calling the SendCommand operation: Instances [[${a}, ${b}]] not in a valid state for account 123456789012`,
    { operation: "SendCommand", ids: [a, b], error: "InvalidInstanceId", account: "123456789012" },
  ],
  [
    "the text alone",
    `Instances [[${a}]] not in a valid state for account 123456789012`,
    { ids: [a], error: "InvalidInstanceId", account: "123456789012" },
  ],
  [
    "without ids",
    "Instances not in a valid state for account",
    { error: "InvalidInstanceId", notes: ["ignored"] },
  ],
  [
    "a session's",
    `An error occurred (TargetNotConnected) when calling the StartSession operation: ${a} is not connected.`,
    { operation: "StartSession", ids: [a], error: "TargetNotConnected" },
  ],
  [
    "a denial",
    `User: arn:aws:iam::123456789012:user/maya is not authorized to perform: ssm:SendCommand on resource: arn:aws:ec2:eu-west-1:123456789012:instance/${a}`,
    { operation: "SendCommand", ids: [a], error: "AccessDenied" },
  ],
  [
    "an SDK's exception",
    `software.amazon.awssdk.services.ssm.model.InvalidTargetException: ${a} (Service: Ssm, Status Code: 400)`,
    { ids: [a], error: "InvalidTarget" },
  ],
];
