import { defineNodeFix, harmless } from "../host/define-node-fix.ts";
import { byHand } from "../network/by-hand.ts";
import { consoleAt } from "../writing/console.ts";

export const correctTargetExpression = defineNodeFix({
  id: "correct-target-expression",
  causes: ["target-malformed", "target-expression-invalid", "target-matches-nothing", "target-duplicate"],
  about: {
    does: "One odd id, key or repetition sinks a whole call, and a tag that nobody has reaches nobody while the command ends green. A preflight cleans the expression; it is corrected where it comes from.",
    risk: harmless,
  },
  title: ({ code }) =>
    code === "target-matches-nothing" ? "Aim at something that exists" : "Correct what the call aims at",
  summary: ({ code }) =>
    code === "target-matches-nothing"
      ? "AWS refuses nothing: the command ends green, and nobody gets it. A tag's key and value are compared letter by letter."
      : "One odd id, key or repetition sinks the whole call, for every node in it.",
  changes: ({ scope, subject }) => [
    byHand({
      id: "preflight",
      title: "Let a preflight clean it",
      why: "It says target by target what would happen, names near misses, and gives the cleaned command back.",
      cli: ["muster preflight --file command.txt"],
      console: consoleAt(scope.region, { kind: "managed-node" }),
      changes: "Nothing.",
    }),
    byHand({
      id: "correct",
      title: "Correct it where it comes from",
      why: `${subject.id.slice(0, 200)} stands in a script, a pipeline or a schedule, and is sent again from there.`,
      cli: [],
      console: consoleAt(scope.region, { kind: "association" }),
      changes: "The next call is taken.",
    }),
  ],
});
