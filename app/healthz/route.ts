export const dynamic = "force-dynamic";

/** The process lives and its main thread answers. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
