import { LookupEvents$ } from "@aws-sdk/client-cloudtrail";
import { CreateSecurityGroup$, CreateVpcEndpoint$, DescribeVpcs$ } from "@aws-sdk/client-ec2";
import { CreateRole$, GetRole$ } from "@aws-sdk/client-iam";
import { ListAccounts$ } from "@aws-sdk/client-organizations";
import { ListGroups$ } from "@aws-sdk/client-resource-groups";
import { DescribeInstanceInformation$, SendCommand$, StartAutomationExecution$ } from "@aws-sdk/client-ssm";
import { AssumeRole$ } from "@aws-sdk/client-sts";
import type { StaticOperationSchema } from "@smithy/types";
import { expect, test } from "vitest";
import type { ServiceName } from "../cloud/service.ts";
import { checkInput } from "./check-input.ts";

const failed = "failed to satisfy constraint: Member must";

test.each<[ServiceName, StaticOperationSchema, Record<string, unknown>, string, string]>([
  [
    "ssm",
    SendCommand$,
    { DocumentName: "AWS-RunShellScript", TimeoutSeconds: 5, Comment: "x".repeat(101) },
    "ValidationException",
    `2 validation errors detected: Value '5' at 'timeoutSeconds' ${failed} have value greater than or equal to 30; Value '${"x".repeat(101)}' at 'comment' ${failed} have length less than or equal to 100`,
  ],
  [
    "ssm",
    SendCommand$,
    {},
    "ValidationException",
    `1 validation error detected: Value null at 'documentName' ${failed} not be null`,
  ],
  [
    "ssm",
    DescribeInstanceInformation$,
    {
      InstanceInformationFilterList: [
        { key: "PingStatus", valueSet: ["Online"] },
        { key: "Ping", valueSet: [""] },
      ],
    },
    "ValidationException",
    `2 validation errors detected: Value 'Ping' at 'instanceInformationFilterList.2.member.key' ${failed} satisfy enum value set: [InstanceIds, AgentVersion, PingStatus, PlatformTypes, ActivationIds, IamRole, ResourceType, AssociationStatus]; Value '[]' at 'instanceInformationFilterList.2.member.valueSet' ${failed} satisfy constraint: [Member must have length greater than or equal to 1]`,
  ],
  [
    "ssm",
    StartAutomationExecution$,
    { DocumentName: "AWS-StartEC2Instance", TargetMaps: [{ InstanceId: Array(26).fill("i") }] },
    "ValidationException",
    "",
  ],
  [
    "iam",
    GetRole$,
    { RoleName: "a b" },
    "ValidationError",
    "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
  ],
  [
    "iam",
    CreateRole$,
    { RoleName: "r".repeat(65), AssumeRolePolicyDocument: "{}" },
    "ValidationError",
    `1 validation error detected: Value '${"r".repeat(65)}' at 'roleName' ${failed} have length less than or equal to 64`,
  ],
  [
    "sts",
    AssumeRole$,
    { RoleArn: "arn:aws:iam::111122223333:role/r", RoleSessionName: "scan", DurationSeconds: 60 },
    "ValidationError",
    `1 validation error detected: Value '60' at 'durationSeconds' ${failed} have value greater than or equal to 900`,
  ],
  [
    "cloudtrail",
    LookupEvents$,
    { MaxResults: 51 },
    "InvalidMaxResultsException",
    `1 validation error detected: Value '51' at 'maxResults' ${failed} have value less than or equal to 50`,
  ],
  ["cloudtrail", LookupEvents$, { EventCategory: "all" }, "InvalidEventCategoryException", ""],
  ["organizations", ListAccounts$, { MaxResults: 21 }, "InvalidInputException", ""],
  ["resource-groups", ListGroups$, { MaxResults: 0 }, "BadRequestException", ""],
  [
    "ec2",
    DescribeVpcs$,
    { MaxResults: 1001 },
    "InvalidParameterValue",
    "Value ( 1001 ) for parameter maxResults is invalid. Expecting a value smaller than or equal to 1000.",
  ],
  [
    "ec2",
    CreateVpcEndpoint$,
    { VpcId: "vpc-1", VpcEndpointType: "interface" },
    "InvalidParameterValue",
    "Value (interface) for parameter vpcEndpointType is invalid.",
  ],
  [
    "ec2",
    CreateSecurityGroup$,
    { GroupName: "", Description: "web" },
    "MissingParameter",
    "The request must contain the parameter GroupName",
  ],
])("%s refuses what its model forbids, in its own words", (service, schema, input, code, message) => {
  expect(() => checkInput(service, schema[4], input)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  );
});
