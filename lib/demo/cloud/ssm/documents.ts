import {
  DescribeDocument$,
  type DescribeDocumentRequest,
  type DescribeDocumentResult,
  type DocumentDescription,
  type DocumentIdentifier,
  type DocumentType,
  GetDocument$,
  type GetDocumentRequest,
  type GetDocumentResult,
  ListDocuments$,
  type ListDocumentsRequest,
  type ListDocumentsResult,
  type PlatformType,
} from "@aws-sdk/client-ssm";
import { defineOperation, type OperationContext } from "../operation.ts";
import { awsDocuments, type SsmDocument } from "./aws-documents.ts";
import { beginsWith, matcher, multiValued, oneOf, singleValued } from "./filters.ts";
import { pageOf, upTo50 } from "./paged.ts";

export const listDocuments = defineOperation<ListDocumentsRequest, ListDocumentsResult>({
  service: "ssm",
  schema: ListDocuments$,
  action: "ssm:ListDocuments",
  handle(context, input) {
    const filters = [...multiValued(input.Filters), ...singleValued(input.DocumentFilterList)];
    const passes = matcher<SsmDocument>(context, filters, {
      Name: beginsWith((document) => document.Name),
      Owner: (document, values) => values.some((value) => isOwnedBy(document, value)),
      PlatformTypes: (document, values) =>
        document.PlatformTypes.some((platform) => values.includes(platform)),
      DocumentType: oneOf((document) => document.DocumentType),
      TargetType: oneOf((document) => document.TargetType),
    });
    const { items, NextToken } = pageOf(context, input, {
      items: documentsOf(context),
      keyOf: (document) => document.Name,
      matches: passes,
      limits: upTo50,
    });
    return { DocumentIdentifiers: items.map(toIdentifier), NextToken };
  },
});

export const describeDocument = defineOperation<DescribeDocumentRequest, DescribeDocumentResult>({
  service: "ssm",
  schema: DescribeDocument$,
  action: "ssm:DescribeDocument",
  handle: (context, { Name }) => ({ Document: toDescription(requireDocument(context, Name)) }),
});

export const getDocument = defineOperation<GetDocumentRequest, GetDocumentResult>({
  service: "ssm",
  schema: GetDocument$,
  action: "ssm:GetDocument",
  handle(context, { Name }) {
    const document = requireDocument(context, Name);
    return {
      Name: document.Name,
      DocumentVersion: "1",
      Status: "Active",
      Content: document.Content ?? skeleton(document),
      DocumentType: document.DocumentType as DocumentType,
      DocumentFormat: "JSON",
    };
  },
});

/** The document of this name or ARN; SSM says InvalidDocument of one that does not exist or is not shared. */
export function requireDocument(context: OperationContext, nameOrArn = ""): SsmDocument {
  return (
    findDocument(context, nameOrArn) ??
    context.fail("InvalidDocument", `Document with name ${nameOrArn} does not exist.`)
  );
}

export function findDocument(context: OperationContext, nameOrArn: string): SsmDocument | undefined {
  const name = nameOrArn.startsWith("arn:") ? nameOrArn.slice(nameOrArn.indexOf("/") + 1) : nameOrArn;
  return context.region.ssm.documents.get(name) ?? awsDocuments.get(name);
}

function documentsOf({ region }: OperationContext): SsmDocument[] {
  const documents = new Map([...awsDocuments, ...region.ssm.documents]);
  return [...documents.values()].sort((a, b) => (a.Name < b.Name ? -1 : 1));
}

function skeleton({ Name, SchemaVersion }: SsmDocument): string {
  return JSON.stringify({ schemaVersion: SchemaVersion, description: Name, mainSteps: [] });
}

function isOwnedBy({ Owner }: SsmDocument, who: string): boolean {
  if (who === "Amazon" || who === "Public") return Owner === "Amazon";
  return (who === "Self" || who === "Private") && Owner !== "Amazon";
}

function toIdentifier(document: SsmDocument): DocumentIdentifier {
  return {
    Name: document.Name,
    Owner: document.Owner,
    PlatformTypes: document.PlatformTypes as PlatformType[],
    DocumentVersion: "1",
    DocumentType: document.DocumentType as DocumentType,
    SchemaVersion: document.SchemaVersion,
    DocumentFormat: "JSON",
    TargetType: document.TargetType,
    Tags: [],
  };
}

function toDescription(document: SsmDocument): DocumentDescription {
  return {
    ...toIdentifier(document),
    Status: "Active",
    LatestVersion: "1",
    DefaultVersion: "1",
    HashType: "Sha256",
    Parameters: [],
  };
}
