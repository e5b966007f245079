import { readOr } from "../../diagnosis/reading.ts";
import type { Platform } from "../../model/node.ts";
import type { FixContext } from "../fix.ts";

/** The platform of the node that a cause is about, as SSM or EC2 tells it; Linux where neither does. */
export function platformOf({ snapshot }: FixContext, id: string): Platform {
  const record = readOr(() => snapshot.get("managed-node", id)?.platform ?? null, null);
  return record ?? readOr(() => snapshot.get("instance", id)?.platform ?? null, null) ?? "linux";
}

export function isHybrid(id: string): boolean {
  return id.startsWith("mi-");
}

/** Where AWS publishes the agent's packages (Systems Manager user guide: manually installing SSM Agent). */
export function agentPackages(region: string): string {
  const host = `s3.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
  return `https://${host}/amazon-ssm-${region}/latest`;
}

/** To be run on the host, as root or administrator (AWS: SSM Agent, check status and start the agent). */
type HostCommands = Record<"diagnose" | "status" | "restart" | "log", readonly string[]>;

const linux: HostCommands = {
  diagnose: ["sudo ssm-cli get-diagnostics --output table"],
  status: [
    "systemctl status amazon-ssm-agent || snap services amazon-ssm-agent",
    "df -h / /var && free -m && timedatectl",
  ],
  restart: [
    "sudo systemctl restart amazon-ssm-agent || sudo snap restart amazon-ssm-agent",
    "sudo systemctl enable amazon-ssm-agent",
  ],
  log: ["sudo tail -n 100 /var/log/amazon/ssm/errors.log /var/log/amazon/ssm/amazon-ssm-agent.log"],
};

export const hostCommands: Record<Platform, HostCommands> = {
  linux,
  macos: {
    diagnose: ["sudo /opt/aws/ssm/bin/ssm-cli get-diagnostics --output table"],
    status: ["sudo launchctl list | grep com.amazon.aws.ssm", "df -h /"],
    restart: [
      "sudo launchctl unload -w /Library/LaunchDaemons/com.amazon.aws.ssm.plist",
      "sudo launchctl load -w /Library/LaunchDaemons/com.amazon.aws.ssm.plist",
    ],
    log: ["sudo tail -n 100 /var/log/amazon/ssm/errors.log"],
  },
  windows: {
    diagnose: ['& "$env:ProgramFiles\\Amazon\\SSM\\ssm-cli.exe" get-diagnostics --output table'],
    status: ["Get-Service AmazonSSMAgent", "Get-Volume", "w32tm /query /status"],
    restart: ["Set-Service AmazonSSMAgent -StartupType Automatic", "Restart-Service AmazonSSMAgent"],
    log: ['Get-Content -Tail 100 "$env:ProgramData\\Amazon\\SSM\\Logs\\errors.log"'],
  },
};
