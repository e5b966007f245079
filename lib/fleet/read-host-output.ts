import type { HostReading } from "../api/host-output.ts";
import { parseHostOutput } from "../diagnosis/host/parse-host-output.ts";
import { sharpenVerdict } from "../diagnosis/host/sharpen.ts";
import type { FleetContext } from "./context.ts";
import { findKnownNode } from "./find-known-node.ts";
import { loadNodeDiagnosis } from "./load-node-diagnosis.ts";

export type HostOutputInput = { scope: string; id: string; text: string };

/** Reads what somebody brought from a host, beside what AWS says of it. Nothing of it is kept. */
export async function readHostOutput(context: FleetContext, input: HostOutputInput): Promise<HostReading> {
  const node = await findKnownNode(context, input);
  const { diagnosis } = await loadNodeDiagnosis(context, node.scope, [node.id]);
  const { suspects } = diagnosis.diagnoseNode(node.scope, node.id);
  const output = parseHostOutput(input.text, { id: node.id, roleName: node.role, at: context.now() });
  return {
    kind: output.kind,
    findings: output.findings.map(({ id, title, sentence, weight, causes, evidence }) => ({
      ...{ id, title, sentence, weight, evidence },
      causes: [...causes],
    })),
    unread: [...output.unread],
    verdict: sharpenVerdict(suspects, output),
  };
}
