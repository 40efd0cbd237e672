import { map, output, text } from "../property.ts";
import { resourceType } from "../resource-type.ts";
import { patches } from "./apigateway-patch.ts";

/** A REST API as it was at one moment; changed triggers make a new one. Its id is API Gateway's own. */
export const apiDeployment = resourceType({
  token: "aws:apigateway/deployment:Deployment",
  properties: {
    createdDate: output,
    description: text(),
    restApi: text({ use: "required", replaces: true }),
    triggers: map({ kept: true, replaces: true }),
    variables: map({ kept: true, replaces: true }),
  },
  imported: { form: "REST_API_ID/DEPLOYMENT_ID", split: ([restApi = "", id = ""]) => ({ id, facts: { restApi } }) },
  create: async ({ aws, inputs }) => {
    const { restApi, description, variables } = inputs;
    const { id } = await aws.apigateway.createDeployment({ restApiId: restApi, description, variables });
    return id ?? "";
  },
  read: async ({ aws, id, state }) => {
    const found = await aws.apigateway.getDeployment({ restApiId: state.restApi, deploymentId: id });
    return {
      createdDate: found.createdDate?.toISOString().replace(".000Z", "Z"),
      description: found.description,
      restApi: state.restApi,
    };
  },
  update: ({ aws, id, inputs, changed }) =>
    aws.apigateway.updateDeployment({
      restApiId: inputs.restApi,
      deploymentId: id,
      patchOperations: patches({ description: "/description" }, changed, inputs),
    }),
  delete: ({ aws, id, state }) => aws.apigateway.deleteDeployment({ restApiId: state.restApi, deploymentId: id }),
});
