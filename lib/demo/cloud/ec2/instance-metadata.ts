import {
  type InstanceMetadataOptionsResponse,
  ModifyInstanceMetadataOptions$,
  type ModifyInstanceMetadataOptionsRequest,
  type ModifyInstanceMetadataOptionsResult,
} from "@aws-sdk/client-ec2";
import { defineOperation } from "../operation.ts";
import { getOne, kinds } from "./identifiers.ts";

const applyMs = 5_000;

export const modifyInstanceMetadataOptions = defineOperation<
  ModifyInstanceMetadataOptionsRequest,
  ModifyInstanceMetadataOptionsResult
>({
  service: "ec2",
  schema: ModifyInstanceMetadataOptions$,
  action: "ec2:ModifyInstanceMetadataOptions",
  mutates: true,
  handle(context, input) {
    const {
      InstanceId,
      HttpTokens,
      HttpEndpoint,
      HttpPutResponseHopLimit,
      HttpProtocolIpv6,
      InstanceMetadataTags,
    } = input;
    const instance = getOne(kinds.instance, context.region.ec2.instances, InstanceId);
    const state = instance.State?.Name ?? "";
    if (!["running", "stopped", "pending", "stopping"].includes(state)) {
      context.fail(
        "IncorrectInstanceState",
        `The instance '${InstanceId}' is not in a valid state: ${state}.`,
      );
    }
    if (
      HttpPutResponseHopLimit !== undefined &&
      (HttpPutResponseHopLimit < 1 || HttpPutResponseHopLimit > 64)
    ) {
      context.fail(
        "InvalidParameterValue",
        `Value (${HttpPutResponseHopLimit}) for parameter httpPutResponseHopLimit is invalid. Expecting a value between 1 and 64.`,
      );
    }
    context.proceed();
    const asked = {
      HttpTokens,
      HttpEndpoint,
      HttpPutResponseHopLimit,
      HttpProtocolIpv6,
      InstanceMetadataTags,
    };
    const changes = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const options: InstanceMetadataOptionsResponse = {
      ...instance.MetadataOptions,
      ...changes,
      State: "pending",
    };
    instance.MetadataOptions = options;
    context.after(applyMs, () => {
      options.State = "applied";
      return [InstanceId ?? ""];
    });
    context.changed(InstanceId ?? "");
    return { InstanceId, InstanceMetadataOptions: options };
  },
});
