import type { CauseDetail } from "../../lib/api/cause.ts";
import { nodeHref } from "../../lib/routes/fleet.ts";
import { Section } from "../node/section.tsx";
import { toPathDrawing } from "../path/path-drawing.ts";
import { PathFigure } from "../path/path-figure.tsx";
import { PathLegend } from "../path/path-legend.tsx";
import { TextLink } from "../ui/link.tsx";

/** The path on which the nodes of a cause meet the same thing, drawn of one of them. Nothing where the cause is on no path. */
export function SharedPath({ cause: { path, example, subject } }: { cause: CauseDetail }) {
  const isOnIt = path?.lanes.some(({ trace }) =>
    trace.hops.some(
      ({ state, resources }) => state !== "pass" && resources.some(({ id }) => id === subject.id),
    ),
  );
  if (!path || !example || !isOnIt) return null;
  const name = example.name ?? example.id;
  return (
    <Section
      title="The path they share"
      aside={
        <>
          drawn of{" "}
          <TextLink href={nodeHref(example.scope, example.id)} prefetch={false} className="underline">
            {name}
          </TextLink>
        </>
      }
      end={<PathLegend />}
    >
      <PathFigure
        drawing={toPathDrawing(path)}
        label={`Network path of ${name}`}
        region={example.scope.slice(example.scope.indexOf(":") + 1)}
      />
    </Section>
  );
}
