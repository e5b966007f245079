import type { NodeDetail } from "../../lib/api/node.ts";

type Host = Pick<NodeDetail, "id" | "scope" | "platform">;

/** A command and where it is run. */
export type HostCommand = { title: string; command: string; note: string };

const diagnostics: Record<NonNullable<NodeDetail["platform"]>, HostCommand> = {
  linux: {
    title: "On the host, as root",
    command: "sudo ssm-cli get-diagnostics --output json",
    note: "Over SSH or a console of its own; agent 3.1.501.0 or later.",
  },
  macos: {
    title: "On the host, as root",
    command: "sudo /opt/aws/ssm/bin/ssm-cli get-diagnostics --output json",
    note: "Over SSH or the screen; agent 3.1.501.0 or later.",
  },
  windows: {
    title: "On the host, in PowerShell as administrator",
    command: '& "$env:ProgramFiles\\Amazon\\SSM\\ssm-cli.exe" get-diagnostics --output json',
    note: "Over Remote Desktop or a console of its own; agent 3.1.501.0 or later.",
  },
};

/** The one command that shows most of what AWS cannot see, and the one that needs no way onto the host. */
export function hostCommands({ id, scope, platform }: Host): HostCommand[] {
  const onHost = diagnostics[platform ?? "linux"];
  if (id.startsWith("mi-")) return [onHost];
  const region = scope.slice(scope.indexOf(":") + 1);
  return [
    onHost,
    {
      title: "From anywhere, without a way onto it",
      command: `aws ec2 get-console-output --instance-id ${id} --region ${region} --latest --output text`,
      note: "What the instance printed while it started; --latest needs a Nitro instance.",
    },
  ];
}
