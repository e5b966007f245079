import { quote } from "shlex";
import { defineNodeFix } from "../host/define-node-fix.ts";
import { byHand } from "../network/by-hand.ts";
import { consoleAt } from "../writing/console.ts";

export const allowCaller = defineNodeFix({
  id: "allow-caller",
  causes: ["caller-not-authorized"],
  about: {
    does: "The caller's own rights are missing, not the node's. A statement for exactly these documents and nodes is enough; whether it should be given is the account's to decide.",
    risk: {
      level: "medium",
      sentence: "Who may send commands may do anything on the node that its agent may, which is mostly all.",
    },
  },
  title: ({ subject }) => `Let ${subject.id} send this call`,
  changes(context) {
    const { scope, subject } = context;
    const { partition, region, account } = scope;
    const nodes = context.nodeIds.map((id) =>
      id.startsWith("mi-")
        ? `arn:${partition}:ssm:${region}:${account}:managed-instance/${id}`
        : `arn:${partition}:ec2:${region}:${account}:instance/${id}`,
    );
    const statement = {
      Effect: "Allow",
      Action: ["ssm:SendCommand", "ssm:StartSession"],
      Resource: [`arn:${partition}:ssm:${region}::document/DOCUMENT`, ...nodes],
    };
    return [
      byHand({
        id: "see",
        title: "See which statement decides",
        why: "IAM's simulator names the policy that denies, or says that none allows. A preflight asks it with --as.",
        cli: [`muster preflight --file command.txt --as ${quote(subject.id)}`],
        console: consoleAt(region, { kind: "role" }),
        changes: "Nothing.",
      }),
      byHand({
        id: "allow",
        title: "Give the caller a narrow statement",
        why: "The document and the nodes are two resources of one call, and both must be allowed. Leave out the action that is not needed, and name the document.",
        cli: [JSON.stringify(statement, null, 2)],
        console: consoleAt(region, { kind: "role" }, "Add permissions → Create inline policy"),
        changes: "The caller may send this document to these nodes, and nothing else.",
      }),
    ];
  },
});
