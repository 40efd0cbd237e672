import { expect, test } from "vitest";
import { badInput, unreadable } from "../../../ops/failure.ts";
import { type GateNote, runGate } from "../../../ops/gate/gate.ts";
import type { GateStep } from "../../../ops/gate/gate-step.ts";

const context = { root: ".", today: "2026-11-21", previews: () => Promise.reject(unreadable("No engine.", "")) };

function passing(name: string, needs: readonly string[] = []): GateStep {
  return { name, explains: "", needs, run: async () => [{ name, status: "passed", findings: [] }] };
}

async function gated(plan: readonly GateStep[], signal = new AbortController().signal) {
  const notes: GateNote[] = [];
  const steps = await runGate({ plan, context, note: (note) => notes.push(note), now: () => 0 }, signal);
  return { steps, notes };
}

test("a step that needs one that failed is skipped, and so is one that needs the skipped; the others still run", async () => {
  const failing: GateStep = { ...passing("a"), run: async () => [{ name: "a", status: "failed", findings: [] }] };
  const { steps, notes } = await gated([failing, passing("b", ["a"]), passing("c", ["b"]), passing("d")]);
  expect(steps.map(({ name, status, reason }) => [name, status, reason])).toEqual([
    ["a", "failed", undefined],
    ["b", "skipped", "blocked by a"],
    ["c", "skipped", "blocked by b"],
    ["d", "passed", undefined],
  ]);
  expect(notes.map(({ verdict }) => verdict)).toEqual(["failed", "skipped", "skipped", "passed"]);
});

test("a step that could not read is undecided, one whose input cannot be used has failed; neither ends the gate", async () => {
  const { steps } = await gated([
    { ...passing("engine"), run: () => Promise.reject(unreadable("No engine.", "Install it.")) },
    { ...passing("file"), run: () => Promise.reject(badInput("No YAML.", "Restore it.")) },
    passing("last"),
  ]);
  expect(steps).toMatchObject([
    { name: "engine", status: "undecided", findings: [{ message: "No engine.", fix: "Install it." }] },
    { name: "file", status: "failed", findings: [{ message: "No YAML.", fix: "Restore it." }] },
    { name: "last", status: "passed" },
  ]);
});

test("an interruption ends the gate with a sentence", async () => {
  const stopped = { ...passing("slow"), run: () => Promise.reject(new Error("aborted")) };
  await expect(gated([stopped], AbortSignal.abort())).rejects.toThrow("The gate was interrupted.");
});
