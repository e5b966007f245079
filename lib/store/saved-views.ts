import type { Engine } from "./engine/engine.ts";
import type { SavedViewRow } from "./schema.ts";

/** A page with its filters, under a name. `query` is the address behind the question mark. */
export type SavedView = SavedViewRow;

export async function saveView(engine: Engine, view: SavedView): Promise<void> {
  const { id, ...values } = view;
  await engine.db
    .insertInto("saved_views")
    .values(view)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(values))
    .execute();
}

export async function loadViews(engine: Engine): Promise<SavedView[]> {
  return engine.db
    .selectFrom("saved_views")
    .selectAll()
    .orderBy("page")
    .orderBy("name")
    .orderBy("id")
    .execute();
}

export async function deleteView(engine: Engine, id: string): Promise<void> {
  await engine.db.deleteFrom("saved_views").where("id", "=", id).execute();
}
