import type { ServiceActions } from "../service-actions.ts";

/** The actions of `apigateway` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const apigateway: ServiceActions = {
  api: {
    write: `
      CreatePortal CreatePortalProduct CreateProductPage CreateProductRestEndpointPage CreateRoutingRule DELETE
      DeletePortal DeletePortalProduct DeleteProductPage DeleteProductRestEndpointPage DeleteRoutingRule
      DisablePortal PATCH POST PUT PreviewPortal PublishPortal UpdatePortal UpdatePortalProduct
      UpdateProductPage UpdateProductRestEndpointPage UpdateRoutingRule`,
    permissions: `
      AddCertificateToDomain CreateAccessAssociation DeletePortalProductSharingPolicy
      PutPortalProductSharingPolicy RejectAccessAssociation RemoveCertificateFromDomain SetWebACL
      UpdateDomainNameManagementPolicy UpdateDomainNamePolicy UpdateRestApiPolicy`,
    read: `
      GET GetPortal GetPortalProduct GetPortalProductSharingPolicy GetProductPage GetProductRestEndpointPage
      GetRoutingRule`,
    list: "ListPortalProducts ListPortals ListProductPages ListProductRestEndpointPages ListRoutingRules",
  },
};
