import { sessionPreferencesName } from "../../model/documents/session-preferences.ts";
import type { Advice } from "../../model/verdict.ts";
import { evidence } from "../finding.ts";
import { credentialsOf, signingRole } from "../identity/credentials.ts";
import { isRefused, listed } from "../identity/role-actions.ts";
import type { NodeView } from "../node-view.ts";

/** What the node calls itself. A bucket and a key may allow it by policies of their own, and a log group may not. */
const loggingActions = ["logs:CreateLogStream", "logs:PutLogEvents"] as const;

/** The account wants its sessions logged, and the node's role may not write there: sessions work, and leave no trace. */
export function adviseOnSessionLogs(node: NodeView): Advice[] {
  const { snapshot } = node;
  const logGroup = snapshot.get("session-preferences", sessionPreferencesName)?.logGroup ?? null;
  const credentials = logGroup === null ? null : credentialsOf(node);
  const role = credentials && signingRole(node, credentials);
  if (!role) return [];
  const refused = loggingActions
    .map((action) => node.scope.permissions.mayCall(role, action, node.id))
    .filter(isRefused);
  if (refused.length === 0) return [];
  return [
    {
      id: "sessions-not-logged",
      sentence: `Sessions are to be logged in ${logGroup}, and role ${role.name} does not allow ${listed(refused.map(({ action }) => action))}: they leave no trace there.`,
      subject: { kind: "role", id: role.id },
      evidence: [
        evidence(snapshot, {
          sentence: "The account's session preferences name a log group.",
          api: "ssm:GetDocument",
          field: "cloudWatchLogGroupName",
          value: logGroup,
          document: { kind: "session-preferences", id: sessionPreferencesName },
        }),
        ...refused.flatMap((decision) => decision.explain().evidence),
      ],
    },
  ];
}
