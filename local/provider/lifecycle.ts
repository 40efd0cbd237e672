import { type Aws, connect } from "./aws.ts";
import type { Configuration } from "./configuration.ts";
import { diff, type ResourceDiff, rootsOf } from "./diff.ts";
import { unlessGone } from "./gone.ts";
import { mergedTags } from "./preview.ts";
import type { ResourceType } from "./resource-type.ts";
import { eventually, patiently } from "./retry.ts";
import { inputsOf, settle } from "./settle.ts";
import type { Tags } from "./tags.ts";
import { type Bag, compact, isBag, type Value } from "./value.ts";

/** A resource that was made but could not be brought to its state; the engine must keep it and try again. */
export class Unfinished extends Error {
  override readonly name = "Unfinished";
  readonly id: string;
  readonly state: Bag;
  readonly inputs: Bag;

  constructor(made: { id: string; state: Bag; inputs: Bag; cause: unknown }) {
    super(made.cause instanceof Error ? made.cause.message : String(made.cause), { cause: made.cause });
    this.id = made.id;
    this.state = made.state;
    this.inputs = made.inputs;
  }
}

/** A resource as it is: the id and state that the engine keeps. */
export interface Standing {
  readonly id: string;
  readonly state: Bag;
}

/** What one resource knows about itself before an operation. */
export interface Subject {
  readonly type: ResourceType;
  readonly id: string;
  readonly state: Bag;
  readonly inputs: Bag;
}

/** Carries out operations on resources of any type against the embedded AWS. */
export interface Lifecycle {
  readonly create: (subject: { type: ResourceType; inputs: Bag }, signal: AbortSignal) => Promise<Standing>;
  readonly read: (subject: Subject, signal: AbortSignal) => Promise<(Standing & { inputs: Bag }) | undefined>;
  readonly update: (subject: Subject & { news: Bag }, signal: AbortSignal) => Promise<Bag>;
  readonly delete: (subject: Subject, signal: AbortSignal) => Promise<void>;
  readonly diff: (subject: { type: ResourceType; olds: Bag; state: Bag; news: Bag }) => ResourceDiff;
  readonly aws: Aws;
}

/** Makes the operations for one configuration. */
export function lifecycle(configuration: Configuration): Lifecycle {
  const regions = new Map<string, Aws>();
  const awsOf = (bag: Bag): Aws => {
    const region = typeof bag.region === "string" ? bag.region : configuration.region;
    const aws = regions.get(region) ?? connect(configuration, region);
    regions.set(region, aws);
    return aws;
  };
  const { defaultTags } = configuration;

  const standing = async (subject: Subject, signal: AbortSignal): Promise<Bag | undefined> => {
    const { type, id, state, inputs } = subject;
    const aws = awsOf({ ...state, ...inputs });
    const reading = await unlessGone(patiently("read", () => type.read({ id, state, aws, signal }), signal));
    if (reading === undefined) return undefined;
    const repeat = (names: readonly string[]): Bag =>
      Object.fromEntries(names.map((name): [string, Value | undefined] => [name, inputs[name] ?? state[name]]));
    const found: Bag = { ...repeat(keptNames(type)), ...(reading as Bag), ...compact(repeat(type.notReadBack ?? [])) };
    const tags = type.notReadBack?.includes("tags") === true ? mergedTags(inputs.tags, defaultTags) : reading.tags;
    const tagged = type.tags === undefined ? {} : tagState(tags as Bag | undefined, inputs, defaultTags);
    const placed = type.global === true ? {} : { region: aws.region };
    return settle(type.properties, inputs, compact({ ...found, ...tagged, ...placed }));
  };

  const self: Lifecycle = {
    aws: awsOf({}),
    diff: (subject) => withDefaultTags(subject, diff(subject.type, subject.olds, subject.news), defaultTags),

    create: async ({ type, inputs }, signal) => {
      const aws = awsOf(inputs);
      const tags = tagsOf(mergedTags(inputs.tags, defaultTags) as Bag);
      const id = await patiently("create", () => type.create({ inputs: inputs as never, tags, aws, signal }), signal);
      const subject = { type, id, state: inputs, inputs };
      try {
        const state = await eventually(() => standing(subject, signal), { tries: 8, signal });
        if (state === undefined)
          throw new Error("it was created and then could not be found: look for it, then try again");
        return { id, state };
      } catch (cause) {
        throw new Unfinished({ id, state: inputs, inputs, cause });
      }
    },

    read: async (subject, signal) => {
      const { type, inputs } = subject;
      const { id, facts } = addressOf(subject);
      const state = await standing({ ...subject, id, state: { ...subject.state, ...facts } }, signal);
      if (state === undefined) return undefined;
      return {
        id: type.imported?.idOf?.(state) ?? id,
        state,
        inputs: { ...inputsOf(type.properties, inputs, state), __defaults: inputs.__defaults ?? [] },
      };
    },

    update: async ({ news, ...subject }, signal) => {
      const { type, id, state } = subject;
      const call = { id, state, aws: awsOf(state), signal };
      const changed = new Set(rootsOf(self.diff({ type, olds: subject.inputs, state, news }).differences));
      const retagged = changed.delete("tags");
      if (changed.delete("tagsAll") || retagged)
        await retag(type, call, tagsOf(mergedTags(news.tags, defaultTags) as Bag));
      if (changed.size > 0) {
        await patiently("update", async () => type.update?.({ ...call, inputs: news as never, changed }), signal);
      }
      const after = await standing({ type, id, state: news, inputs: news }, signal);
      if (after === undefined) throw new Error("it is gone: refresh the stack, then try again");
      return after;
    },

    delete: async ({ type, id, state }, signal) => {
      await unlessGone(patiently("delete", () => type.delete({ id, state, aws: awsOf(state), signal }), signal));
    },
  };
  return self;
}

/** An import id may say more than the id that state keeps: where a child's parent is. */
function addressOf({ type, id, state }: Subject): { readonly id: string; readonly facts: Bag } {
  if (type.imported === undefined || Object.keys(state).length > 0) return { id, facts: {} };
  const { form, split } = type.imported;
  const separator = form.includes("/") ? "/" : form.includes("|") ? "|" : ":";
  const parts = id.split(separator);
  if (parts.length < form.split(separator).length) {
    throw new Error(`the import id "${id}" must have the form ${form}`);
  }
  return split(parts);
}

/** The inputs for which AWS has no field. */
function keptNames(type: ResourceType): readonly string[] {
  return Object.entries(type.properties).flatMap(([name, property]) => (property.kept === true ? [name] : []));
}

function tagState(actual: Bag | undefined, inputs: Bag, defaultTags: Tags): Bag {
  const all = compact(actual ?? {});
  const given = isBag(inputs.tags) ? inputs.tags : {};
  const own = Object.entries(all).filter(([key, value]) => defaultTags[key] !== value || key in given);
  return { tags: Object.fromEntries(own), tagsAll: all };
}

function tagsOf(bag: Bag): Tags {
  return Object.fromEntries(Object.entries(bag).map(([key, value]) => [key, String(value ?? "")]));
}

async function retag(
  type: ResourceType,
  call: { id: string; state: Bag; aws: Aws; signal: AbortSignal },
  wanted: Tags,
): Promise<void> {
  const now = isBag(call.state.tagsAll) ? call.state.tagsAll : {};
  const keys = Object.keys(now).filter((key) => !(key in wanted));
  const tags = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => now[key] !== value));
  const { signal } = call;
  if (keys.length > 0) await patiently("update", async () => type.tags?.remove({ ...call, keys }), signal);
  if (Object.keys(tags).length > 0) await patiently("update", async () => type.tags?.put({ ...call, tags }), signal);
}

/** Default tags that changed are a difference too, though no input of the resource did. */
function withDefaultTags(
  { type, state, news }: { type: ResourceType; state: Bag; news: Bag },
  found: ResourceDiff,
  defaultTags: Tags,
): ResourceDiff {
  const before = state.tagsAll;
  const after = mergedTags(news.tags, defaultTags);
  if (type.tags === undefined || !isBag(before) || !isBag(after)) return found;
  if (found.differences.some(({ path }) => path[0] === "tags")) return found;
  const same = Object.keys({ ...before, ...after }).every((key) => before[key] === after[key]);
  if (same) return found;
  return { ...found, differences: [...found.differences, { path: ["tagsAll"], kind: "update", replaces: false }] };
}
