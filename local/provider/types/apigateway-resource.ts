import { output, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import { patches } from "./apigateway-patch.ts";

/** One part of a REST API's paths; its id is API Gateway's own. */
export const apiResource = resourceType({
  token: "aws:apigateway/resource:Resource",
  properties: {
    parentId: text({ use: "required" }),
    path: output,
    pathPart: text({ use: "required" }),
    restApi: text({ use: "required", replaces: true }),
  },
  imported: { form: "REST_API_ID/RESOURCE_ID", split: ([restApi = "", id = ""]) => ({ id, facts: { restApi } }) },
  renewed: () => ["path"],
  create: async ({ aws, inputs }) => {
    const { parentId, pathPart, restApi } = inputs;
    const { id } = await aws.apigateway.createResource({ restApiId: restApi, parentId, pathPart });
    return id ?? "";
  },
  read: async ({ aws, id, state }) => {
    const { parentId, path, pathPart } = await aws.apigateway.getResource({ restApiId: state.restApi, resourceId: id });
    return { parentId, path, pathPart, restApi: state.restApi };
  },
  update: ({ aws, id, inputs, changed }) =>
    aws.apigateway.updateResource({
      restApiId: inputs.restApi,
      resourceId: id,
      patchOperations: patches({ parentId: "/parentId", pathPart: "/pathPart" }, changed, inputs),
    }),
  delete: ({ aws, id, state }) => aws.apigateway.deleteResource({ restApiId: state.restApi, resourceId: id }),
});
