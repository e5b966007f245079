import { defineNodeFix, harmless, onceItStarted } from "../host/define-node-fix.ts";
import { byHand } from "../network/by-hand.ts";
import { consoleAt } from "../writing/console.ts";

/** Never a call: stopping is its owner's to decide. */
export const moveToAnotherHost = defineNodeFix({
  id: "move-to-another-host",
  causes: ["instance-status-impaired"],
  about: {
    does: "AWS's own hardware or network fails beneath it. AWS mends that in time; a stop followed by a start moves the instance to another host at once.",
    risk: {
      ...harmless,
      level: "high",
      sentence:
        "The instance is away for minutes, loses what is on instance store, and may come back with another address.",
    },
  },
  title: ({ subject }) => `Let ${subject.id} start on another host`,
  changes({ snapshot, scope, subject }) {
    if (snapshot.get("instance-status", subject.id)?.systemStatus !== "impaired") return [];
    const id = subject.id;
    return [
      byHand({
        id: "know-what-goes",
        title: "See what a stop takes away",
        why: "A stop is no reboot: data on instance store volumes is lost, and a public IPv4 address that is no Elastic IP is replaced. An instance of an Auto Scaling group may be replaced as a whole.",
        cli: [
          `aws ec2 describe-instances --region ${scope.region} --instance-ids ${id} --query 'Reservations[].Instances[].[RootDeviceType,BlockDeviceMappings,PublicIpAddress]'`,
        ],
        console: consoleAt(scope.region, { kind: "instance", id }, "Storage"),
        changes: "Nothing.",
      }),
      byHand({
        id: "stop-and-start",
        title: `Stop ${id}, and start it again`,
        why: "It is started on hardware that works. Muster never stops a node: this is for its owner to do.",
        cli: [
          `aws ec2 stop-instances --region ${scope.region} --instance-ids ${id}`,
          `aws ec2 wait instance-stopped --region ${scope.region} --instance-ids ${id}`,
          `aws ec2 start-instances --region ${scope.region} --instance-ids ${id}`,
        ],
        console: consoleAt(scope.region, { kind: "instance", id }, "Instance state"),
        changes: `${id} runs on another host.`,
      }),
    ];
  },
  takesEffect: () => onceItStarted,
});
