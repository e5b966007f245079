import { useRouter } from "next/navigation";
import { useState } from "react";
import { formatCountOf } from "../../lib/format/count.ts";
import { Button, type ButtonProps } from "../ui/button.tsx";
import { toast } from "../ui/toast.ts";

/** What would a command to everything that matches meet? */
export function PreflightButton({
  q,
  total,
  size,
}: {
  q: string;
  total: number | null;
  size?: ButtonProps["size"];
}) {
  const router = useRouter();
  const [isReading, setIsReading] = useState(false);
  if (total === 0) return null;
  const open = async () => {
    setIsReading(true);
    try {
      const { preflightOf } = await import("./preflight-of.ts");
      router.push(await preflightOf({ kind: "all", q, except: new Set() }));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      toast({ title: "The ids could not be read.", detail, tone: "lost" });
    } finally {
      setIsReading(false);
    }
  };
  return (
    <Button size={size} disabled={isReading || total === null} onClick={() => void open()}>
      Preflight {total !== null && formatCountOf(total, "node")}
    </Button>
  );
}
