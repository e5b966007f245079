import { quote } from "shlex";
import type { FixContext } from "../fix.ts";
import { defineNodeFix, harmless, onceTheAgentStarted } from "../host/define-node-fix.ts";
import { agentPackages, platformOf } from "../host/platform.ts";
import { byHand } from "../network/by-hand.ts";
import { consoleAt } from "../writing/console.ts";

export const registerAgain = defineNodeFix({
  id: "register-again",
  causes: ["activation-expired", "hybrid-node-silent"],
  about: {
    does: "A machine outside of AWS registers with a new activation: where the old one has run out, or where its registration was lost with its files.",
    risk: {
      ...harmless,
      sentence:
        "Who has the code and the id of an activation can register a machine with its role: hand them on with care.",
    },
  },
  title: ({ subject, code }) =>
    code === "activation-expired"
      ? "Make a new activation, and register with it"
      : `Register ${subject.id} again`,
  summary: ({ code }) =>
    code === "activation-expired"
      ? "An activation that has run out, or that was used as often as it allows, registers nobody else. Nodes that it registered stay registered."
      : "Where the machine was set up anew, its registration is lost with its files: it registers once more, under another id.",
  changes(context) {
    const { snapshot, scope, subject, code } = context;
    const console = consoleAt(scope.region, { kind: "activation" }, "Create activation");
    const role = roleOf(context);
    return [
      byHand({
        id: "activate",
        title: "Make a new activation",
        why: "Its code is shown once, to whoever makes it, so Muster never makes one.",
        cli: [
          `aws ssm create-activation --region ${scope.region} --iam-role ${quote(role)} --registration-limit 1 --default-instance-name ${nameOf(context)}`,
        ],
        console,
        changes: "An activation that is good for one registration within 24 hours.",
      }),
      byHand({
        id: "register",
        title: code === "activation-expired" ? "Register with it" : `Register the machine of ${subject.id}`,
        why: "The machine proves with id and code that it may take the role: put in what the activation has answered.",
        cli: registrationOf(context),
        console,
        changes: "The machine is a node under a new id, with its own tags and associations by tag.",
      }),
      ...(code === "hybrid-node-silent" && snapshot.observedAt("managed-node", subject.id) !== undefined
        ? [
            byHand({
              id: "forget-old",
              title: `Then deregister ${subject.id}`,
              why: "The old id never answers again, and counts as a node until then.",
              cli: [
                `aws ssm deregister-managed-instance --region ${scope.region} --instance-id ${subject.id}`,
              ],
              console: consoleAt(scope.region, { kind: "managed-node", id: subject.id }),
              changes: `${subject.id} is no node any more. Nothing takes that back.`,
            }),
          ]
        : []),
    ];
  },
  takesEffect: () => onceTheAgentStarted,
});

function roleOf({ snapshot, subject }: FixContext): string {
  const activation = subject.kind === "activation" ? snapshot.get("activation", subject.id) : undefined;
  const record = subject.kind === "managed-node" ? snapshot.get("managed-node", subject.id) : undefined;
  return activation?.iamRole ?? record?.iamRole ?? "ROLE";
}

function nameOf({ snapshot, subject }: FixContext): string {
  const name =
    subject.kind === "activation"
      ? snapshot.get("activation", subject.id)?.defaultInstanceName
      : snapshot.get("managed-node", subject.id)?.name;
  return quote(name ?? subject.id);
}

function registrationOf(context: FixContext): string[] {
  const { region } = context.scope;
  if (platformOf(context, context.subject.id) === "windows") {
    return [
      `Invoke-WebRequest ${agentPackages(region)}/windows_amd64/ssm-setup-cli.exe -OutFile "$env:TEMP\\ssm-setup-cli.exe"`,
      `& "$env:TEMP\\ssm-setup-cli.exe" -register -activation-code="CODE" -activation-id="ID" -region="${region}"`,
    ];
  }
  return [
    "sudo systemctl stop amazon-ssm-agent",
    `sudo amazon-ssm-agent -register -code CODE -id ID -region ${region}`,
    "sudo systemctl start amazon-ssm-agent",
  ];
}
