import { expect } from "vitest";
import type { Aws } from "../../local/provider/aws.ts";
import { typeOf } from "../../local/provider/catalogue.ts";
import { equivalent } from "../../local/provider/compare.ts";
import { type Bag, holdsUnknown, unknown, type Value } from "../../local/provider/value.ts";
import type { ProviderClient, Recorded } from "./provider-client.ts";
import { buildWorld, createRecorded, type Ground, type World } from "./provider-world.ts";

/** A resource type's way through the contract. */
export interface TypeRow {
  readonly token: string;
  /** What sets the row apart from another one of the same type. */
  readonly kind?: string;
  readonly needs?: readonly Ground[];
  /** What the program gives. */
  readonly inputs: (world: World) => Bag;
  /** What it gives later, to be done in place; undefined takes an input away. None for a type without updates. */
  readonly change?: (world: World) => Bag;
  /** An input whose change makes a new resource, with its new value. */
  readonly replace: (world: World) => Bag;
  /** Somebody changes the resource behind the engine's back; absent where nothing can be changed. */
  readonly drift?: Drift;
  readonly otherDrift?: Drift;
  /** The parts of the import id, where it is not the id alone: names of outputs, or `id`. */
  readonly importedBy?: readonly string[];
  /** Outputs that AWS alone can tell, and what they look like. */
  readonly outputs: Readonly<Record<string, RegExp>>;
  /** Inputs that no import can find out. */
  readonly unimportable?: readonly string[];
  /** What must go before that ground can. */
  readonly loosened?: (world: World, recorded: Recorded) => Promise<unknown>;
  /** The ground with which this resource disappears. */
  readonly standsOn?: Ground;
  /** On AWS too, deleting this leaves something that still reads as it. */
  readonly remains?: boolean;
}

/** A change from outside, and the input that it shows in. */
interface Drift {
  readonly shows: string;
  readonly act: (world: World, recorded: Recorded) => Promise<unknown>;
}

interface Setting {
  readonly provider: ProviderClient;
  readonly aws: Aws;
  readonly row: TypeRow;
}

/** Takes one type through check, create, read, diff, update, replacement, drift, import, deletion and disappearance. */
export async function provesType({ provider, aws, row }: Setting): Promise<void> {
  const { token } = row;
  const { world, end } = await buildWorld(provider, aws, row.needs ?? []);
  const checked = await provider.check({ token, name: "contract", news: row.inputs(world) });
  expect(checked.failures).toEqual([]);

  const previewed = await provider.create({ token, inputs: checked.inputs, preview: true });
  for (const name of Object.keys(row.outputs)) expect(previewed.state[name], name).toBe(unknown);

  const created: Recorded = {
    token,
    inputs: checked.inputs,
    ...(await provider.create({ token, inputs: checked.inputs })),
  };
  for (const [name, form] of Object.entries(row.outputs)) expect(String(created.state[name]), name).toMatch(form);
  await staysAsItIs(provider, created);

  const updated = await updatesInPlace(provider, world, row, created);
  await replaces(provider, world, row, updated);
  let restored = updated;
  for (const drift of [row.drift, row.otherDrift]) {
    if (drift !== undefined) restored = await seesDrift(provider, world, drift, restored);
  }
  await imports(provider, row, restored);

  await provider.delete(restored);
  if (row.remains !== true) expect(await provider.read(restored)).toBeUndefined();
  await provider.delete(restored);
  await end();
  await vanishesWithItsGround({ provider, aws, row });
}

async function staysAsItIs(provider: ProviderClient, recorded: Recorded): Promise<void> {
  const read = await provider.read(recorded);
  expect(read?.id).toBe(recorded.id);
  expect(read?.state).toEqual(recorded.state);
  expect(read?.inputs).toEqual(recorded.inputs);
  expect(await provider.diff({ ...recorded, news: recorded.inputs })).toMatchObject({ paths: [], replaces: [] });
}

async function updatesInPlace(
  provider: ProviderClient,
  world: World,
  row: TypeRow,
  recorded: Recorded,
): Promise<Recorded> {
  if (row.change === undefined) return recorded;
  const change = row.change(world);
  const { inputs: news, failures } = await checkAgain(provider, recorded, { ...row.inputs(world), ...change });
  expect(failures).toEqual([]);
  const { paths, replaces: replaced } = await provider.diff({ ...recorded, news });
  expect(replaced).toEqual([]);
  expect([...new Set(paths.map(rootOf))].toSorted()).toEqual(Object.keys(change).toSorted());
  const previewed = await provider.update({ ...recorded, news, preview: true });
  const state = await provider.update({ ...recorded, news });
  for (const [name, value] of Object.entries(previewed)) {
    if (!holdsUnknown(value)) expect(foreseen(row.token, name, value, state[name]), `${name} as previewed`).toBe(true);
  }
  const updated = { ...recorded, state, inputs: news };
  await staysAsItIs(provider, updated);
  return updated;
}

async function replaces(provider: ProviderClient, world: World, row: TypeRow, recorded: Recorded): Promise<void> {
  const replacement = row.replace(world);
  const { inputs: news } = await checkAgain(provider, recorded, { ...recorded.inputs, ...replacement });
  expect((await provider.diff({ ...recorded, news })).replaces).toEqual(Object.keys(replacement));
}

async function seesDrift(provider: ProviderClient, world: World, drift: Drift, recorded: Recorded): Promise<Recorded> {
  await drift.act(world, recorded);
  const drifted = await provider.read(recorded);
  if (drifted === undefined) throw new Error("the drifted resource is gone");
  expect((await provider.diff({ ...drifted, news: recorded.inputs })).paths.map(rootOf)).toContain(drift.shows);
  const state = await provider.update({ ...drifted, news: recorded.inputs });
  const restored = { ...recorded, state };
  await staysAsItIs(provider, restored);
  return restored;
}

async function imports(provider: ProviderClient, row: TypeRow, recorded: Recorded): Promise<void> {
  const parts = (row.importedBy ?? ["id"]).map((part) => (part === "id" ? recorded.id : String(recorded.state[part])));
  const found = await provider.read({ token: row.token, id: parts.join("/") });
  if (found === undefined) throw new Error("the import found nothing");
  expect(found.id).toBe(recorded.id);
  const given = Object.entries(recorded.inputs).filter(([name]) => !row.unimportable?.includes(name));
  const { paths } = await provider.diff({ ...found, news: Object.fromEntries(given) });
  expect(paths, "differences after an import").toEqual([]);
}

async function vanishesWithItsGround({ provider, aws, row }: Setting): Promise<void> {
  if (row.standsOn === undefined) return;
  const { world, end } = await buildWorld(provider, aws, row.needs ?? []);
  const recorded = await createRecorded(provider, row.token, row.inputs(world));
  await row.loosened?.(world, recorded);
  await provider.delete(world.on(row.standsOn));
  expect(await provider.read(recorded)).toBeUndefined();
  await provider.delete(recorded);
  await end();
}

function checkAgain(provider: ProviderClient, recorded: Recorded, given: Bag) {
  const news = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => name !== "__defaults" && value !== undefined),
  );
  return provider.check({ token: recorded.token, name: "contract", news, olds: recorded.inputs });
}

function foreseen(token: string, name: string, previewed: Value | undefined, state: Value | undefined): boolean {
  const property = typeOf(token)?.properties[name];
  return property !== undefined && equivalent(property, previewed, state);
}

function rootOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}
