import { expect, test } from "vitest";
import { documentKinds } from "../model/document-kind.ts";
import { explainDocumentKind } from "./document-kind.ts";

test("every kind has a name of its own", () => {
  expect(new Set(documentKinds.map(explainDocumentKind)).size).toBe(documentKinds.length);
});

test("a kind of a later release keeps its key", () => {
  expect(explainDocumentKind("lattice-service")).toBe("lattice-service");
});
