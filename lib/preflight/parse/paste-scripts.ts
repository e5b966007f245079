import { a, b, type PasteCase } from "./paste-cases.ts";

// Command lines as they come out of terminals, scripts, pipelines, chats and other shells.

const send = `aws ssm send-command --document-name X`;
const glued = (text: string) => ({ malformed: [text] });

export const scripts: PasteCase[] = [
  [
    "ids with commas, which the CLI takes for one",
    `${send} --instance-ids ${a},${b}`,
    { operation: "SendCommand", ids: [a, b], document: "X", ...glued(`${a},${b}`) },
  ],
  [
    "a comma that is sent with its id",
    `${send} --instance-ids ${a}, ${b}`,
    { operation: "SendCommand", ids: [a, b], document: "X", ...glued(`${a},`) },
  ],
  [
    "ids in one pair of quotes",
    `${send} --instance-ids "${a} ${b}"`,
    { operation: "SendCommand", ids: [a, b], document: "X", ...glued(`${a} ${b}`) },
  ],
  [
    "PowerShell makes a list of commas",
    `aws ssm send-command \`\n  --document-name X \`\n  --instance-ids ${a},${b}`,
    { operation: "SendCommand", ids: [a, b], document: "X" },
  ],
  [
    "ids on lines of their own",
    `${send} --instance-ids\n${a}\n${b}\n--comment x`,
    { operation: "SendCommand", ids: [a, b], document: "X" },
  ],
  [
    "options whose backslashes got lost",
    `aws ssm send-command\n  --document-name X\n  --instance-ids ${a} ${b}`,
    { operation: "SendCommand", ids: [a, b], document: "X" },
  ],
  [
    "lines that a chat joined",
    `aws ssm send-command \\ --instance-ids ${a} \\ --document-name X`,
    { operation: "SendCommand", ids: [a], document: "X" },
  ],
  [
    "Windows' carets and escaped JSON",
    `aws ssm send-command ^\r\n  --document-name X ^\r\n  --targets "[{\\"Key\\":\\"tag:Env\\",\\"Values\\":[\\"prod\\"]}]"`,
    { operation: "SendCommand", expressions: ["tag:Env=prod"], document: "X" },
  ],
  [
    "JSON that is escaped for an old PowerShell",
    `${send} --targets '[{\\"Key\\":\\"InstanceIds\\",\\"Values\\":[\\"${a}\\"]}]'`,
    { operation: "SendCommand", ids: [a], document: "X" },
  ],
  [
    "dashes of a word processor",
    `aws ssm send-command —document-name X —instance-ids ${a}`,
    { operation: "SendCommand", ids: [a], document: "X" },
  ],
  [
    "a second command on the next line",
    `${send} --instance-ids ${a}\naws ssm start-session --target ${b}`,
    { operation: "SendCommand", ids: [a], document: "X", notes: ["ignored"] },
  ],
  [
    "a terminal's text with the answer",
    `$ ${send} --instance-ids ${a}\n\nAn error occurred (InvalidInstanceId) when calling the SendCommand operation: Instances [[${a}]] not in a valid state for account 123456789012`,
    { operation: "SendCommand", ids: [a], document: "X", error: "InvalidInstanceId" },
  ],
  [
    "a global option between the service and the command",
    `aws ssm --region eu-west-1 send-command --document-name X --instance-ids ${a}`,
    { operation: "SendCommand", ids: [a], document: "X", region: "eu-west-1" },
  ],
  [
    "a Region in front, and sudo",
    `AWS_REGION=us-east-1 AWS_PROFILE=p sudo aws ssm start-session --target ${a}`,
    { operation: "StartSession", ids: [a], region: "us-east-1" },
  ],
  [
    "variables that the script itself sets",
    `export AWS_DEFAULT_REGION=eu-west-1\nIDS="${a} ${b}"\n${send} --instance-ids $IDS`,
    { operation: "SendCommand", ids: [a, b], document: "X", region: "eu-west-1" },
  ],
  [
    "a list of words as a program starts it",
    `["aws", "ssm", "start-session", "--target", "${a}"]`,
    { operation: "StartSession", ids: [a] },
  ],
  [
    "a shell in a shell",
    `ssh bastion 'aws ssm start-session --target ${a}'`,
    { operation: "StartSession", ids: [a] },
  ],
  [
    "a proxy command of SSH",
    `Host i-* mi-*\n    ProxyCommand sh -c "aws ssm start-session --target %h --document-name AWS-StartSSHSession --parameters 'portNumber=%p'"`,
    { operation: "StartSession", document: "AWS-StartSSHSession", notes: ["variable"] },
  ],
  [
    "the CLI in a container",
    `docker run --rm amazon/aws-cli ssm start-session --target ${a}`,
    { operation: "StartSession", ids: [a], notes: ["ignored"] },
  ],
  [
    "ids that come through a pipe",
    `aws ec2 describe-instances --instance-ids ${b} --query 'Reservations[].Instances[].InstanceId' --output text | xargs ${send} --instance-ids`,
    { operation: "SendCommand", document: "X", notes: ["variable"] },
  ],
  [
    "a loop",
    `for i in ${a} ${b}; do aws ssm start-session --target $i; done`,
    { operation: "StartSession", notes: ["variable"] },
  ],
  [
    "a fence of Markdown in prose",
    `Here's what you need:\n\`\`\`bash\n${send} \\\n  --instance-ids ${a}\n\`\`\`\nand it's done`,
    { operation: "SendCommand", ids: [a], document: "X" },
  ],
  [
    "a command between backticks",
    `Please run \`aws ssm start-session --target ${a}\` now, it's urgent`,
    { operation: "StartSession", ids: [a] },
  ],
  [
    "a step of a pipeline",
    `steps:\n  - run: |\n      aws ssm send-command \\\n        --instance-ids ${a} \\\n        --document-name X\n  - run: echo done\n`,
    { operation: "SendCommand", ids: [a], document: "X" },
  ],
  [
    "an input of a pipeline",
    `- run: aws ssm send-command --document-name X --instance-ids ${"$"}{{ inputs.id }}`,
    { operation: "SendCommand", document: "X", notes: ["variable"] },
  ],
  [
    "a placeholder of a manual",
    "aws ssm start-session --target <instance-id>",
    { operation: "StartSession", notes: ["variable"] },
  ],
  [
    "a comment above and one behind",
    `# aws ssm send-command --instance-ids ${b}\naws ssm start-session --target ${a}   # the web one`,
    { operation: "StartSession", ids: [a] },
  ],
  [
    "commands of other programs around it",
    `cd /tmp; aws ssm start-session --target ${a}; echo ${b}`,
    { operation: "StartSession", ids: [a] },
  ],
  [
    "a runbook's maps",
    `aws ssm start-automation-execution --document-name X --target-parameter-name InstanceId --target-maps '[{"InstanceId":["${a}"]},{"InstanceId":["${b}"]}]'`,
    { operation: "StartAutomationExecution", ids: [a, b], document: "X" },
  ],
  [
    "a runbook's maps in shorthand",
    `aws ssm start-automation-execution --document-name X --target-parameter-name InstanceId --target-maps InstanceId=${a} InstanceId=${b}`,
    { operation: "StartAutomationExecution", ids: [a, b], document: "X" },
  ],
  [
    "a batch of associations",
    `aws ssm create-association-batch --entries '[{"Name":"X","InstanceId":"${a}"}]'`,
    { operation: "CreateAssociation", ids: [a], document: "X" },
  ],
  [
    "a second word of one line of targets",
    `${send} --targets Key=InstanceIds,Values=${a}, ${b}`,
    { operation: "SendCommand", ids: [a], document: "X", malformed: [b] },
  ],
];
