import { expect, test } from "vitest";
import { dirtyCheckout } from "../../../ops/deployment/dirty-checkout.ts";

const commit = "0123456789abcdef";

test.each([[["Pulumi.preview.yaml"]], [["Pulumi.preview.yaml", "Pulumi.production.yaml"]]])(
  "stage files alone are to be committed, and never put away: %j",
  (dirty) => {
    const { fix } = dirtyCheckout({ commit, dirty });
    expect(fix).toMatch(/^Commit it: what `pulumi stack init` writes there belongs to the stack\. git commit -m/);
    expect(fix.endsWith(dirty.join(" "))).toBe(true);
    expect(fix).not.toContain("stash");
  },
);

test("other files are to be committed or put away", () => {
  const { message, fix } = dirtyCheckout({ commit, dirty: ["Pulumi.preview.yaml", "ops/cli.ts"] });
  expect(message).toBe("The checkout differs from its commit 0123456789ab: Pulumi.preview.yaml and 1 more.");
  expect(fix).toContain("Commit or stash it");
});
