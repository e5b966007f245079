/** Whether a node holds its session channel open at this moment. It is asked of online nodes only. */
export type ConnectionStatus = { id: string; status: "connected" | "notconnected" };
