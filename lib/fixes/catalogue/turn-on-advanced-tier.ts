import { atOnce, defineNodeFix } from "../host/define-node-fix.ts";
import { writeStep } from "../network/change.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { resource, writeTerraform } from "../writing/terraform.ts";

const settingId = "/ssm/managed-instance/activation-tier";

export const turnOnAdvancedTier = defineNodeFix({
  id: "turn-on-advanced-tier",
  causes: ["advanced-tier-required"],
  about: {
    does: "Sessions to hybrid machines, and more than 1,000 of them in a Region, need it. Every hybrid machine of the Region then costs by the hour.",
    costs: "Every hybrid machine of the Region, by the hour.",
    risk: {
      level: "medium",
      sentence: "It changes nothing but the bill, and that for every hybrid machine.",
    },
  },
  title: ({ scope }) => `Turn on the advanced-instances tier in ${scope.region}`,
  changes({ snapshot, scope }) {
    const setting = snapshot.get("service-setting", settingId);
    if (setting === undefined || setting.value === "advanced") return [];
    const arn = `arn:${scope.partition}:ssm:${scope.region}:${scope.account}:servicesetting${settingId}`;
    return [
      (world) => ({
        step: writeStep(scope.region, {
          id: "advance",
          title: "Turn it on for the account and Region",
          why: "The tier is one for all hybrid machines of the Region.",
          call: {
            operation: "ssm:UpdateServiceSetting",
            input: { SettingId: arn, SettingValue: "advanced" },
          },
          preconditions: [preconditionOf(world, "service-setting", settingId)],
          console: consoleAt(scope.region, { kind: "managed-node" }, "Settings → Instance tier settings"),
          terraform: writeTerraform(
            resource("aws_ssm_service_setting", "activation tier", {
              setting_id: arn,
              setting_value: "advanced",
            }),
          ),
          cloudformation: null,
          changes: `Hybrid machines in ${scope.region} take sessions, and are billed by the hour.`,
          undo: {
            sentence:
              "Back to the standard tier, which takes at most 1,000 hybrid machines and no sessions to them.",
            call: {
              operation: "ssm:UpdateServiceSetting",
              input: { SettingId: arn, SettingValue: setting.value ?? "standard" },
            },
          },
        }),
        patch: {
          "service-setting": { put: [{ ...setting, value: "advanced", status: "Customized" }] },
        },
      }),
    ];
  },
  cost: ({ scope }) => ({
    monthlyUsd: null,
    sentence: `Each hybrid machine by the hour: price unknown for ${scope.region}.`,
  }),
  takesEffect: () => atOnce,
});
