import {
  GetCallerIdentity$,
  type GetCallerIdentityRequest,
  type GetCallerIdentityResponse,
} from "@aws-sdk/client-sts";
import { defineOperation } from "../operation.ts";

export const getCallerIdentity = defineOperation<GetCallerIdentityRequest, GetCallerIdentityResponse>({
  service: "sts",
  schema: GetCallerIdentity$,
  action: "sts:GetCallerIdentity",
  handle: (context) => ({
    Account: context.caller.account,
    Arn: context.caller.arn,
    UserId: context.caller.userId,
  }),
});
