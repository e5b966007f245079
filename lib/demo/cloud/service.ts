/**
 * The AWS services that the endpoint speaks for: how each is addressed on the wire, and the words that it uses for the
 * refusals that every operation shares.
 */
export type Service = {
  protocol: "ec2Query" | "awsQuery" | "awsJson" | "restXml" | "restJson";
  /** API version, as the Query protocols name it and XML namespaces carry it. */
  version: string;
  xmlNamespace?: string;
  /** What precedes the operation's name in X-Amz-Target. */
  target?: string;
  /** One state for all Regions: a request is served whatever Region it was signed for. */
  isGlobal: boolean;
  codes: {
    throttled: string;
    denied: string;
    invalidToken: string;
    invalidParameter: string;
  };
  /** Members (`Structure.Member`) whose refusal has a code of its own. */
  invalidMembers?: Record<string, string>;
};

const jsonCodes = {
  throttled: "ThrottlingException",
  denied: "AccessDeniedException",
  invalidToken: "InvalidNextToken",
  invalidParameter: "ValidationException",
};
const queryCodes = {
  throttled: "Throttling",
  denied: "AccessDenied",
  invalidToken: "ValidationError",
  invalidParameter: "ValidationError",
};

export const services = {
  ec2: {
    protocol: "ec2Query",
    version: "2016-11-15",
    xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15/",
    isGlobal: false,
    codes: {
      throttled: "RequestLimitExceeded",
      denied: "UnauthorizedOperation",
      invalidToken: "InvalidPaginationToken",
      invalidParameter: "InvalidParameterValue",
    },
  },
  sts: {
    protocol: "awsQuery",
    version: "2011-06-15",
    xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    isGlobal: true,
    codes: queryCodes,
  },
  iam: {
    protocol: "awsQuery",
    version: "2010-05-08",
    xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    isGlobal: true,
    codes: queryCodes,
  },
  autoscaling: {
    protocol: "awsQuery",
    version: "2011-01-01",
    xmlNamespace: "http://autoscaling.amazonaws.com/doc/2011-01-01/",
    isGlobal: false,
    codes: { ...queryCodes, invalidToken: "InvalidNextToken" },
  },
  ssm: {
    protocol: "awsJson",
    version: "2014-11-06",
    target: "AmazonSSM",
    isGlobal: false,
    codes: jsonCodes,
  },
  cloudtrail: {
    protocol: "awsJson",
    version: "2013-11-01",
    target: "CloudTrail_20131101",
    isGlobal: false,
    codes: { ...jsonCodes, invalidToken: "InvalidNextTokenException" },
    invalidMembers: {
      "LookupEventsRequest.MaxResults": "InvalidMaxResultsException",
      "LookupEventsRequest.EventCategory": "InvalidEventCategoryException",
      "LookupAttribute.AttributeKey": "InvalidLookupAttributesException",
      "LookupAttribute.AttributeValue": "InvalidLookupAttributesException",
    },
  },
  events: {
    protocol: "awsJson",
    version: "2015-10-07",
    target: "AWSEvents",
    isGlobal: false,
    codes: { ...jsonCodes, invalidToken: "ValidationException" },
  },
  organizations: {
    protocol: "awsJson",
    version: "2016-11-28",
    target: "AWSOrganizationsV20161128",
    isGlobal: true,
    codes: {
      ...jsonCodes,
      throttled: "TooManyRequestsException",
      invalidToken: "InvalidInputException",
      invalidParameter: "InvalidInputException",
    },
  },
  route53: {
    protocol: "restXml",
    version: "2013-04-01",
    xmlNamespace: "https://route53.amazonaws.com/doc/2013-04-01/",
    isGlobal: true,
    codes: {
      throttled: "Throttling",
      denied: "AccessDenied",
      invalidToken: "InvalidPaginationToken",
      invalidParameter: "InvalidInput",
    },
  },
  "resource-groups": {
    protocol: "restJson",
    version: "2017-11-27",
    isGlobal: false,
    codes: {
      throttled: "TooManyRequestsException",
      denied: "AccessDeniedException",
      invalidToken: "BadRequestException",
      invalidParameter: "BadRequestException",
    },
  },
} as const satisfies Record<string, Service>;

/** The names are those of the SigV4 credential scope and of IAM actions. */
export type ServiceName = keyof typeof services;

export function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(services, name);
}

export function serviceNamed(name: ServiceName): Service {
  return services[name];
}
