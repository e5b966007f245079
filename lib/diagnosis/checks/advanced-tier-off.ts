import type { Snapshot } from "../../model/snapshot.ts";
import { defineCheck } from "../check.ts";
import { evidence, pass, warn } from "../finding.ts";

const settingId = "/ssm/managed-instance/activation-tier";
/** So many machines outside of EC2 an account may have in a Region before it has to pay for them. */
const standardTierLimit = 1_000;

export const advancedTierOff = defineCheck({
  id: "advanced-tier-off",
  group: "session",
  title: "Machines outside of EC2 get no sessions in the standard tier",
  passTitle: "Machines outside of EC2 get sessions",
  why: `In the standard tier a Region has up to 1,000 machines outside of EC2, and Session Manager refuses them all. Heartbeats and
    commands go on. The advanced tier costs money for each of them.`,
  rows: ["SSM-09"],
  causes: [],
  needs: ["managed-node", "service-setting"],

  appliesTo: (node) => node.isHybrid && node.registration !== null,

  examine({ snapshot }) {
    const tier = snapshot.get("service-setting", settingId)?.value ?? "standard";
    const explain = (sentence: string) => ({
      sentence,
      evidence: [
        evidence(snapshot, {
          sentence: `Machines outside of EC2 are in the ${tier} tier.`,
          api: "ssm:GetServiceSetting",
          field: "SettingValue",
          value: tier,
          document: { kind: "service-setting", id: settingId },
        }),
      ],
    });
    if (tier.toLowerCase() === "advanced") return pass(() => explain("The Region has the advanced tier."));
    return warn(() =>
      explain(`Sessions to it are refused: the Region has the standard tier.${wordExcess(snapshot)}`),
    );
  },
});

function wordExcess(snapshot: Snapshot): string {
  const count = snapshot.all("managed-node").filter(({ id }) => id.startsWith("mi-")).length;
  return count > standardTierLimit ? ` With ${count} of them it is above the tier's limit, too.` : "";
}
