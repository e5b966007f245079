import { describe, expect, test } from "vitest";
import { aDocument } from "../../testing/a-document.ts";
import { aNodeView } from "../../testing/a-node-view.ts";
import { ofClosedChannel, ofHybrid, ofLost, ofUnregistered } from "./leads.ts";
import { logPatterns } from "./log-patterns.ts";
import { type SuspectId, suspectTitles } from "./suspect-catalogue.ts";

/** What AWS's APIs cannot decide (ssm-targets 3.2, HOST-01 to HOST-10), and who is suspected for it. */
const rows: Record<string, SuspectId[]> = {
  "HOST-01": ["agent-not-installed", "agent-stopped", "agent-hibernating"],
  "HOST-02": ["host-firewall"],
  "HOST-03": ["proxy-wrong"],
  "HOST-04": ["tls-intercepted"],
  "HOST-05": ["clock-wrong"],
  "HOST-06": ["resources-exhausted", "system-not-up"],
  "HOST-07": ["name-resolution-wrong"],
  "HOST-08": ["registration-cloned", "image-not-prepared"],
  "HOST-09": ["credentials-overridden"],
  "HOST-10": ["registration-lost"],
};

const id = "i-0123456789abcdef0";
const windows = { platform: "windows", imageId: "ami-1" } as const;
const node = aNodeView(id, {
  instance: [aDocument("instance", id, windows)],
  "instance-status": [aDocument("instance-status", id, { systemStatus: "insufficient-data" })],
  image: [aDocument("image", "ami-1", { name: "golden", ownerId: "123456789012", imageOwnerAlias: null })],
});

describe.each(Object.entries(rows))("%s", (_, suspects) => {
  test("is suspected of a silent node before anybody looked at its host", () => {
    const suspected = [ofUnregistered, ofLost, ofClosedChannel, ofHybrid].flatMap((of) =>
      of(node).map(({ suspect }) => suspect),
    );
    expect(suspects.filter((each) => suspected.includes(each))).not.toEqual([]);
  });

  test("is told by what the host itself says", () => {
    const accused = logPatterns.flat().flatMap((pattern) => pattern.suspects ?? []);
    expect(suspects.filter((each) => accused.includes(each))).not.toEqual([]);
  });

  test("has a name for people", () => {
    for (const each of suspects) expect(suspectTitles[each]).toMatch(/^[A-Z].*[^.]$/);
  });
});
