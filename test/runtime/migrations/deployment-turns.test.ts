import { expect, test } from "vitest";
import { DEPLOYMENT_TURNS } from "../../../runtime/migrations/deployment-turns.ts";
import { MIGRATIONS } from "../../../runtime/migrations/registry.ts";

test("every migration of the registry has its turn in a deployment, and nothing else has", () => {
  expect(Object.keys(DEPLOYMENT_TURNS)).toEqual(MIGRATIONS.map(({ id }) => id));
});
