"use client";

import { useMutation } from "@tanstack/react-query";
import type { HostReading } from "../../lib/api/host-output.ts";
import type { NodeDetail } from "../../lib/api/node.ts";
import { api } from "../../lib/routes/api.ts";
import { sendJson } from "../query/read-json.ts";
import { CodeBlock } from "../ui/code.tsx";
import { hostCommands } from "./host-command.ts";
import { HostOutputBox } from "./host-output-box.tsx";
import { HostReadingView } from "./host-reading-view.tsx";
import { Section } from "./section.tsx";
import { SuspectList } from "./suspect-list.tsx";

const hostCauses: readonly string[] = [
  "agent-silent",
  "agent-never-registered",
  "session-channel-closed",
  "hybrid-node-silent",
];

/** Whether what is left to suspect is on the host, where AWS's APIs see nothing. */
export function isOnHost({ cause, suspects }: Pick<NodeDetail, "cause" | "suspects">): boolean {
  return suspects.length > 0 || (cause !== null && hostCauses.includes(cause.code));
}

/** Where all of AWS passes: what to suspect on the host, what to run there, and what it printed. */
export function HostHandOver({ node }: { node: NodeDetail }) {
  const reading = useMutation({
    mutationFn: (text: string) =>
      sendJson<HostReading>("POST", api.hostOutput(node.scope, node.id), { text }),
  });
  const suspects = reading.data?.verdict.suspects ?? node.suspects;
  // What nobody can read, and what another instance printed, leaves them as they were.
  const isTelling = JSON.stringify(suspects) !== JSON.stringify(node.suspects);
  return (
    <Section
      title="On the host"
      aside="all that AWS shows passes; what is left is where its APIs cannot look"
    >
      <div className="mt-2 grid gap-x-8 gap-y-4 rounded-3 border border-line p-4 roomy:grid-cols-2">
        <SuspectList
          title={isTelling ? "Suspects, after what the host says" : "Suspects, the likeliest first"}
          suspects={suspects}
        />
        <div className="min-w-0 space-y-3">
          {hostCommands(node).map(({ title, command, note }) => (
            <div key={title}>
              <h3 className="font-name">{title}</h3>
              <CodeBlock text={command} label="the command" className="mt-1" />
              <p className="mt-1 text-meta text-3">{note}</p>
            </div>
          ))}
          <HostOutputBox
            onRead={(text) => reading.mutate(text)}
            isReading={reading.isPending}
            error={reading.error}
          />
        </div>
        <div aria-live="polite" className="min-w-0 empty:hidden roomy:col-span-2">
          {reading.data && <HostReadingView reading={reading.data} />}
        </div>
      </div>
    </Section>
  );
}
