import type { ServiceSetting as AwsServiceSetting } from "@aws-sdk/client-ssm";
import { type ServiceSetting, serviceSettingIds } from "../model/documents/service-setting.ts";
import { defineCollector } from "./define-collector.ts";
import { readEach } from "./listing.ts";
import { required, toTime } from "./parsing.ts";
import type { Stored } from "./stored.ts";

export const serviceSettings = defineCollector({
  kind: "service-setting",
  actions: ["ssm:GetServiceSetting"],
  read: (reader) =>
    readEach(serviceSettingIds, async (id) => {
      const answer = await reader.call("ssm:GetServiceSetting", { SettingId: id });
      return { id, body: { ...answer.ServiceSetting, SettingId: id } };
    }),
  parse: toServiceSetting,
});

export function toServiceSetting(setting: Stored<AwsServiceSetting>): ServiceSetting {
  return {
    id: required(setting.SettingId, "SettingId"),
    value: setting.SettingValue || null,
    status: setting.Status ?? null,
    changedAt: toTime(setting.LastModifiedDate),
    changedBy: setting.LastModifiedUser ?? null,
  };
}
