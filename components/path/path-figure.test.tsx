import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { aHop, aLane, endpointKinds, hopsOf } from "./a-path.ts";
import { toPathDrawing } from "./path-drawing.ts";
import { PathFigure } from "./path-figure.tsx";

const owner = "210987654321:eu-west-1" as const;
const hops = [
  ...hopsOf(endpointKinds, {
    "security-group-out": {
      state: "block",
      sentence: "No rule covers it.",
      code: "ENI_SG_RULES_MISMATCH",
      rules: [{ rule: "tcp 443", peer: "pl-63a5400a", effect: "No: other addresses", isDeciding: false }],
    },
  }),
  aHop("interface", { direction: "back", isReached: false }),
];
const atTheOwners = aHop("security-group-in", {
  ...{ state: "block", sentence: "No rule lets it in." },
  resources: [{ kind: "security-group", id: "sg-07b2a1b2c3d4ee94d", scope: owner }],
});

const html = renderToStaticMarkup(
  <PathFigure
    drawing={toPathDrawing({ lanes: [aLane("ssm", hops), aLane("ssmmessages", hops)] })}
    label="Network path of api-7"
    region="us-east-1"
  />,
);

test("a path is told to those who do not see it, lane by lane", () => {
  expect(html).toContain(
    'aria-label="Network path of api-7. ssm (required, heartbeat): blocked at Security group, out. ' +
      "ssmmessages (required, heartbeat): blocked at Security group, out. Way back (replies from both): " +
      'not reached, would pass."',
  );
});

test("the reason of the block is open, once, with its rules and the console's page of what it is about", () => {
  expect(html.match(/aria-expanded="true"/g)).toHaveLength(1);
  expect(html).toContain("No rule covers it.");
  expect(html).toContain("No: other addresses");
  expect(html).toContain("ENI_SG_RULES_MISMATCH");
  expect(html).toContain("#SecurityGroup:groupId=sg-0c41a7e8925fb36eb");
});

test("Tab enters each lane once, where it stops", () => {
  const stops = [...html.matchAll(/data-column="(\d)" tabindex="0"/g)].map(([, column]) => column);
  expect(stops).toEqual(["1", "1", "0"]);
});

test("what stands in another scope says so, and its link leads into the Region there", () => {
  const figure = renderToStaticMarkup(
    <PathFigure
      drawing={toPathDrawing({ lanes: [aLane("ssm", [atTheOwners])] })}
      label="Network path of api-7"
      region="us-east-1"
    />,
  );
  expect(figure).toContain(`in ${owner}`);
  expect(figure).toContain("region=eu-west-1#SecurityGroup:groupId=sg-07b2a1b2c3d4ee94d");
});

test("on a phone what blocks as well says so, where what would pass keeps silent", () => {
  const figure = renderToStaticMarkup(
    <PathFigure
      drawing={toPathDrawing({
        lanes: [
          aLane("ssm", hopsOf(endpointKinds, { route: { state: "block" }, endpoint: { state: "block" } })),
        ],
      })}
      label="Network path of api-7"
      region="us-east-1"
    />,
  );
  const classesOf = (words: string) => figure.match(new RegExp(`class="([^"]*)">${words}<`))?.[1]?.split(" ");
  expect(classesOf("also blocks")).not.toContain("@max-[720px]/path:hidden");
  expect(classesOf("would pass")).toContain("@max-[720px]/path:hidden");
});
