import provider, {
  type CheckRequest,
  type CheckResponse,
  type CreateRequest,
  type CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  type DiffResponse,
  type ReadRequest,
  type ReadResponse,
  type UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import empty, { type Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import type { AutonamingOption } from "./autoname.ts";
import { typeOf, unservedReason } from "./catalogue.ts";
import { check } from "./check.ts";
import { failureMessage, type Ready } from "./configuration-calls.ts";
import { type Difference, rootsOf } from "./diff.ts";
import { bagOf, secretPlaces, structOf, urnParts } from "./messages.ts";
import { previewCreate, previewUpdate } from "./preview.ts";
import { propertyPath } from "./property-path.ts";
import type { ResourceType } from "./resource-type.ts";

/** Judges a resource's inputs and fills in defaults and automatic names; needs no configuration. */
export function checkResource(request: CheckRequest): CheckResponse {
  const { token, name } = urnParts(request.getUrn());
  const news = bagOf(request.getNews());
  const type = typeOf(token);
  if (type === undefined) {
    return new provider.CheckResponse()
      .setInputs(request.getNews())
      .setFailuresList([failureMessage({ property: "", reason: unservedReason(token) })]);
  }
  const { inputs, failures } = check({
    type,
    logicalName: name,
    news: news.bag,
    olds: bagOf(request.getOlds()).bag,
    seed: request.getRandomseed_asU8(),
    autonaming: autonamingOf(request),
  });
  return new provider.CheckResponse()
    .setInputs(structOf(inputs, secretPlaces(type, news.secrets)))
    .setFailuresList(failures.map(failureMessage));
}

/** Compares what the engine recorded with what the program asks for. */
export function diffResource(request: DiffRequest, { lifecycle }: Ready): DiffResponse {
  const type = servedType(request.getUrn());
  const olds = bagOf(request.getOldInputs()).bag;
  const state = bagOf(request.getOlds()).bag;
  const { differences, deleteBeforeReplace } = lifecycle.diff({
    type,
    olds,
    state,
    news: bagOf(request.getNews()).bag,
  });
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  const response = new provider.DiffResponse()
    .setChanges(differences.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList([...rootsOf(differences)])
    .setReplacesList([...rootsOf(differences.filter((difference) => difference.replaces))])
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const difference of differences) {
    response
      .getDetaileddiffMap()
      .set(propertyPath(difference.path), new provider.PropertyDiff().setKind(kindOf(difference)));
  }
  return response;
}

/** Creates a resource, or tells what creating it will lead to. */
export async function createResource(
  request: CreateRequest,
  { lifecycle, configuration }: Ready,
  signal: AbortSignal,
): Promise<CreateResponse> {
  const type = servedType(request.getUrn());
  const { bag: inputs, secrets } = bagOf(request.getProperties());
  const places = secretPlaces(type, secrets);
  if (request.getPreview()) {
    return new provider.CreateResponse().setProperties(structOf(previewCreate(type, inputs, configuration), places));
  }
  const { id, state } = await lifecycle.create({ type, inputs }, signal);
  return new provider.CreateResponse().setId(id).setProperties(structOf(state, places));
}

/** Reads a resource for a refresh or an import; an empty answer when it is gone. */
export async function readResource(
  request: ReadRequest,
  { lifecycle }: Ready,
  signal: AbortSignal,
): Promise<ReadResponse> {
  const type = servedType(request.getUrn());
  const before = bagOf(request.getProperties());
  const inputs = bagOf(request.getInputs());
  const found = await lifecycle.read({ type, id: request.getId(), state: before.bag, inputs: inputs.bag }, signal);
  if (found === undefined) return new provider.ReadResponse();
  const places = secretPlaces(type, before.secrets, inputs.secrets);
  return new provider.ReadResponse()
    .setId(found.id)
    .setProperties(structOf(found.state, places))
    .setInputs(structOf(found.inputs, places));
}

/** Updates a resource in place, or tells what updating it will lead to. */
export async function updateResource(
  request: UpdateRequest,
  { lifecycle, configuration }: Ready,
  signal: AbortSignal,
): Promise<UpdateResponse> {
  const type = servedType(request.getUrn());
  const news = bagOf(request.getNews());
  const inputs = bagOf(request.getOldInputs()).bag;
  const state = bagOf(request.getOlds()).bag;
  const places = secretPlaces(type, news.secrets);
  if (request.getPreview()) {
    const { differences } = lifecycle.diff({ type, olds: inputs, state, news: news.bag });
    const changed = new Set(rootsOf(differences));
    const after = previewUpdate({ type, state, inputs: news.bag, changed, surroundings: configuration });
    return new provider.UpdateResponse().setProperties(structOf(after, places));
  }
  const after = await lifecycle.update({ type, id: request.getId(), state, inputs, news: news.bag }, signal);
  return new provider.UpdateResponse().setProperties(structOf(after, places));
}

/** Deletes a resource; one that is gone already is no error. */
export async function deleteResource(
  request: DeleteRequest,
  { lifecycle }: Ready,
  signal: AbortSignal,
): Promise<Empty> {
  const type = servedType(request.getUrn());
  const state = bagOf(request.getProperties()).bag;
  await lifecycle.delete({ type, id: request.getId(), state, inputs: bagOf(request.getOldInputs()).bag }, signal);
  return new empty.Empty();
}

function servedType(urn: string): ResourceType {
  const { token } = urnParts(urn);
  const type = typeOf(token);
  if (type === undefined) throw new Error(unservedReason(token));
  return type;
}

function kindOf({ kind, replaces }: Difference) {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = provider.PropertyDiff.Kind;
  const kinds = {
    add: [ADD, ADD_REPLACE],
    delete: [DELETE, DELETE_REPLACE],
    update: [UPDATE, UPDATE_REPLACE],
  } as const;
  return kinds[kind][replaces ? 1 : 0];
}

function autonamingOf(request: CheckRequest): AutonamingOption | undefined {
  const option = request.getAutonaming();
  if (option === undefined) return undefined;
  const modes = ["propose", "enforce", "disable"] as const;
  return { mode: modes[option.getMode()] ?? "propose", proposed: option.getProposedName() };
}
