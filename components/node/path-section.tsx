import type { NodeDetail } from "../../lib/api/node.ts";
import type { CauseAnswer } from "../../lib/api/verdict.ts";
import type { DrawnHop } from "../path/draw-lane.ts";
import { toPathDrawing } from "../path/path-drawing.ts";
import { PathFigure } from "../path/path-figure.tsx";
import { PathLegend } from "../path/path-legend.tsx";
import { Moment } from "../ui/time.tsx";
import { rawHrefOf } from "./document-anchor.ts";
import { groundOf } from "./ground.ts";
import { markRefusals } from "./mark-refusals.ts";
import { Section } from "./section.tsx";

/** From the node's interface to each service that it needs; or why there is no such path to draw. */
export function PathSection({ node }: { node: NodeDetail }) {
  const region = node.scope.slice(node.scope.indexOf(":") + 1);
  if (node.path === null || node.path.lanes.length === 0) {
    return (
      <Section title="Path">
        <p className="mt-1 max-w-180 text-pretty text-2">{explainNoPath(node, region)}</p>
      </Section>
    );
  }
  return (
    <Section title="Path" aside="from its interface to each service it needs" end={<PathLegend />}>
      <PathFigure
        drawing={toPathDrawing(markRefusals(node.path, causesOf(node)), groundOf(node))}
        label={`Network path of ${node.name ?? node.id}`}
        region={region}
        noteOf={(hop) => <Since node={node} hop={hop} />}
        rawHrefOf={rawHrefOf(node)}
      />
    </Section>
  );
}

function causesOf({ cause, alsoBroken }: NodeDetail): CauseAnswer[] {
  return cause === null ? alsoBroken : [cause, ...alsoBroken];
}

/** Since when the cause holds, on the hop that it is about. */
function Since({ node: { cause, since, changedBy }, hop: { hop } }: { node: NodeDetail; hop: DrawnHop }) {
  const isCause = hop.state === "block" && hop.resources.some(({ id }) => id === cause?.subject.id);
  if (!isCause || since === null) return null;
  return (
    <p>
      So since <Moment at={since} />
      {changedBy !== null && <>, by {changedBy}</>}.
    </p>
  );
}

function explainNoPath(node: NodeDetail, region: string): string {
  if (node.id.startsWith("mi-")) {
    return `Its network is not AWS's, so no path can be read. It needs TCP 443 to ssm.${region}.amazonaws.com and ssmmessages.${region}.amazonaws.com, through whatever firewall and proxy stand before it.`;
  }
  switch (node.status) {
    case "off":
      return "It is stopped and sends nothing, so no path is drawn. Its network is judged once it runs.";
    case "gone":
      return "It has ended, and its interface with it: there is no path left to draw.";
    case "unknown":
      return "What its path stands on could not be read, so none is drawn. The checks name what is missing.";
    default:
      return "No path can be drawn: its interface or its subnet is not known.";
  }
}
