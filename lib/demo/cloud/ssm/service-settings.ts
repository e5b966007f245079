import {
  GetServiceSetting$,
  type GetServiceSettingRequest,
  type GetServiceSettingResult,
  ResetServiceSetting$,
  type ResetServiceSettingRequest,
  type ResetServiceSettingResult,
  type ServiceSetting,
  UpdateServiceSetting$,
  type UpdateServiceSettingRequest,
  type UpdateServiceSettingResult,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { unconfirmedOf } from "../unconfirmed.ts";

/** What a setting says that nobody has changed. A setting that is not here does not exist. */
const defaults: Record<string, string> = {
  "/ssm/managed-instance/default-ec2-instance-management-role": "$None",
  "/ssm/managed-instance/activation-tier": "standard",
  "/ssm/automation/customer-script-log-destination": "$None",
  "/ssm/automation/customer-script-log-group-name": "$None",
  "/ssm/automation/enable-adaptive-concurrency": "false",
  "/ssm/documents/console/public-sharing-permission": "Enable",
  "/ssm/opsinsights/opscenter": "Disabled",
  "/ssm/parameter-store/default-parameter-tier": "Standard",
  "/ssm/parameter-store/high-throughput-enabled": "false",
};

const allowedValues: Record<string, readonly string[]> = {
  "/ssm/managed-instance/activation-tier": ["standard", "advanced"],
};

/** Hybrid nodes above this number, and sessions to any of them, need the advanced tier. */
export const activationTier = "/ssm/managed-instance/activation-tier";

export const getServiceSetting = defineOperation<GetServiceSettingRequest, GetServiceSettingResult>({
  service: "ssm",
  schema: GetServiceSetting$,
  action: "ssm:GetServiceSetting",
  handle: (context, { SettingId }) => ({ ServiceSetting: settingNow(context, idOf(context, SettingId)) }),
});

export const updateServiceSetting = defineOperation<UpdateServiceSettingRequest, UpdateServiceSettingResult>({
  service: "ssm",
  schema: UpdateServiceSetting$,
  action: "ssm:UpdateServiceSetting",
  mutates: true,
  handle(context, { SettingId, SettingValue = "" }) {
    const id = idOf(context, SettingId);
    const allowed = allowedValues[id];
    if (SettingValue === "" || (allowed !== undefined && !allowed.includes(SettingValue)))
      context.fail("ValidationException", `Setting value ${SettingValue} is not valid for ${id}.`);
    context.region.ssm.serviceSettings.set(id, {
      SettingId: id,
      SettingValue,
      LastModifiedDate: new Date(context.now),
      LastModifiedUser: context.caller.arn,
      ARN: arnOf(context, id),
      Status: unconfirmedOf(context.world).U9_changedSettingStatus,
    });
    context.changed(id);
    return {};
  },
});

export const resetServiceSetting = defineOperation<ResetServiceSettingRequest, ResetServiceSettingResult>({
  service: "ssm",
  schema: ResetServiceSetting$,
  action: "ssm:ResetServiceSetting",
  mutates: true,
  handle(context, { SettingId }) {
    const id = idOf(context, SettingId);
    context.region.ssm.serviceSettings.delete(id);
    context.changed(id);
    return { ServiceSetting: settingNow(context, id) };
  },
});

export function settingNow(context: OperationContext, id: string): ServiceSetting {
  return (
    context.region.ssm.serviceSettings.get(id) ?? {
      SettingId: id,
      SettingValue: defaults[id],
      LastModifiedDate: new Date("2019-06-06T00:00:00Z"),
      LastModifiedUser: "System",
      ARN: arnOf(context, id),
      Status: "Default",
    }
  );
}

/** Settings are named by their path or by their ARN in this account and Region. */
function idOf(context: OperationContext, settingId = ""): string {
  const prefix = arnOf(context, "");
  const id = settingId.startsWith(prefix) ? settingId.slice(prefix.length) : settingId;
  if (Object.hasOwn(defaults, id) || context.region.ssm.serviceSettings.has(id)) return id;
  return context.fail(
    "ServiceSettingNotFound",
    `Setting ${settingId} not found for account ${context.account.id} in ${context.region.name}`,
  );
}

function arnOf({ world, region, account }: OperationContext, id: string): string {
  return `arn:${world.partition}:ssm:${region.name}:${account.id}:servicesetting${id}`;
}
