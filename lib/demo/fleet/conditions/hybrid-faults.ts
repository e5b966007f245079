import { accountIds } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { day, regionOf } from "../estate.ts";
import { addActivation, addHybridNode } from "../nodes/hybrid.ts";
import { regionIn } from "./facts.ts";
import { plant, plantDecoy } from "./plant.ts";

const scope = { account: "prod", region: "eu-central-1" } as const;
const place = { accountId: accountIds.prod, region: scope.region };

/** Machines in a data centre and on desks, managed from a Region that has no instances. */
export function plantHybridFaults(estate: Estate): void {
  const racks = addActivation(estate, scope.account, scope.region, {
    ...{ name: "dc1-rack", description: "Frankfurt data centre", limit: 10, used: 10 },
    ...{ createdDaysAgo: 300, validDays: 30 },
  });
  const laptops = addActivation(estate, scope.account, scope.region, {
    ...{ name: "laptop", description: "Engineers' laptops", limit: 50, used: 4 },
    ...{ createdDaysAgo: 6, validDays: 30 },
  });
  const nodes = Array.from({ length: 10 }, (_, index) =>
    addHybridNode(estate, {
      ...scope,
      name: `dc1-rack${1 + Math.floor(index / 2)}-${1 + (index % 2)}`,
      activationId: racks,
      address: `172.20.4.${20 + index}`,
      image: index % 3 === 2 ? "windows-2019" : "rhel-9",
      ageDays: 280,
    }),
  );
  const machines = Array.from({ length: 4 }, (_, index) =>
    addHybridNode(estate, {
      ...scope,
      name: `laptop-${index + 1}`,
      activationId: laptops,
      address: `192.168.178.${30 + index}`,
      image: "ubuntu-24",
      ageDays: 5,
    }),
  );
  plantSilent(estate, nodes[8]?.nodeId ?? "", "dc1-rack5-1", 34 * day, "Its rack lost power.");
  plantSilent(estate, machines[3]?.nodeId ?? "", "laptop-4", 2 * day, "Its lid is closed.");
  plantDecoy(estate, place, {
    id: "decoy/expired-activation",
    subject: { kind: "activation", id: racks },
    nodes: nodes.slice(0, 8).map(({ nodeId }) => nodeId),
    sentence:
      "The activation with which they registered expired, which is nothing to nodes that are registered.",
  });
  plantExpired(estate);
}

function plantSilent(estate: Estate, id: string, name: string, sinceAgo: number, why: string): void {
  plant(estate, place, {
    id: `hybrid-silent/${name}`,
    code: "hybrid-node-silent",
    subject: { kind: "managed-node", id },
    nodes: [id],
    effect: "lost",
    sinceAgo,
    sentence: `${name} is outside of AWS and is silent. ${why}`,
    isMended: (world) => !regionIn(world, place).ssm.agents.has(id),
  });
}

/** Two machines were to register with an activation that expired before they did; a window already names them. */
function plantExpired(estate: Estate): void {
  const name = "dc2-edge";
  const activationId = addActivation(estate, scope.account, scope.region, {
    ...{ name, description: "Edge boxes, second site", limit: 5, used: 3 },
    ...{ createdDaysAgo: 19, validDays: 7 },
  });
  const { ssm } = regionOf(estate, scope.account, scope.region);
  const nodes = [4, 5].map((number) => {
    const agent = addHybridNode(estate, {
      ...scope,
      name: `${name}-${number}`,
      activationId,
      address: `172.21.0.${10 + number}`,
      image: "ubuntu-22",
      ageDays: 12,
    });
    return agent.nodeId;
  });
  const activation = ssm.activations.get(activationId);
  plant(estate, place, {
    id: "activation-expired",
    code: "activation-expired",
    subject: { kind: "activation", id: activationId },
    nodes,
    effect: "unregistered",
    sinceAgo: 12 * day,
    sentence: `Activation ${activation?.DefaultInstanceName} expired with two registrations unused.`,
    isMended: (world) =>
      [...regionIn(world, place).ssm.activations.values()].some(
        ({ DefaultInstanceName, Expired, RegistrationLimit = 1, RegistrationsCount = 0 }) =>
          DefaultInstanceName === name && Expired !== true && RegistrationsCount < RegistrationLimit,
      ),
  });
}
