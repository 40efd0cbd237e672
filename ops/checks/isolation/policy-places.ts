import type { PolicyKind } from "../iam/document.ts";

/** A property that holds a policy, and the property that names what the policy belongs to (`self`: the resource that has it). */
export type PolicyPlace = {
  /** Property names; `[]` stands for every element of a list. */
  readonly at: readonly string[];
  readonly kind: PolicyKind;
  readonly of: string;
};

const onSelf = (property: string): PolicyPlace => ({ at: [property], kind: "resource", of: "self" });
const onOther = (of: string, property = "policy"): PolicyPlace => ({ at: [property], kind: "resource", of });
const identity = (of: string, ...at: string[]): PolicyPlace => ({ at, kind: "identity", of });

/** Which types carry policies, and where. */
export const POLICY_PLACES: Readonly<Record<string, readonly PolicyPlace[]>> = {
  "aws:iam/role:Role": [
    { at: ["assumeRolePolicy"], kind: "trust", of: "self" },
    identity("self", "inlinePolicies", "[]", "policy"),
  ],
  "aws:iam/rolePolicy:RolePolicy": [identity("role", "policy")],
  "aws:iam/userPolicy:UserPolicy": [identity("user", "policy")],
  "aws:iam/groupPolicy:GroupPolicy": [identity("group", "policy")],
  "aws:iam/policy:Policy": [identity("self", "policy")],
  "aws:sqs/queue:Queue": [onSelf("policy")],
  "aws:sqs/queuePolicy:QueuePolicy": [onOther("queueUrl")],
  "aws:sns/topic:Topic": [onSelf("policy")],
  "aws:sns/topicPolicy:TopicPolicy": [onOther("arn")],
  "aws:s3/bucket:Bucket": [onSelf("policy")],
  "aws:s3/bucketV2:BucketV2": [onSelf("policy")],
  "aws:s3/bucketPolicy:BucketPolicy": [onOther("bucket")],
  "aws:s3/accessPoint:AccessPoint": [onOther("bucket")],
  "aws:s3control/accessPointPolicy:AccessPointPolicy": [onOther("accessPointArn")],
  "aws:secretsmanager/secret:Secret": [onSelf("policy")],
  "aws:secretsmanager/secretPolicy:SecretPolicy": [onOther("secretArn")],
  "aws:kms/key:Key": [onSelf("policy")],
  "aws:kms/replicaKey:ReplicaKey": [onSelf("policy")],
  "aws:kms/externalKey:ExternalKey": [onSelf("policy")],
  "aws:kms/keyPolicy:KeyPolicy": [onOther("keyId")],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": [onOther("repository")],
  "aws:ecr/registryPolicy:RegistryPolicy": [onSelf("policy")],
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": [onOther("eventBusName")],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": [onSelf("policyDocument")],
  "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": [onOther("destinationName", "accessPolicy")],
  "aws:dynamodb/resourcePolicy:ResourcePolicy": [onOther("resourceArn")],
  "aws:kinesis/resourcePolicy:ResourcePolicy": [onOther("resourceArn")],
  "aws:apigateway/restApi:RestApi": [onSelf("policy")],
  "aws:apigateway/restApiPolicy:RestApiPolicy": [onOther("restApiId")],
  "aws:backup/vaultPolicy:VaultPolicy": [onOther("backupVaultName")],
  "aws:efs/fileSystemPolicy:FileSystemPolicy": [onOther("fileSystemId")],
  "aws:opensearch/domain:Domain": [onSelf("accessPolicies")],
  "aws:opensearch/domainPolicy:DomainPolicy": [onOther("domainName", "accessPolicies")],
  "aws:elasticsearch/domain:Domain": [onSelf("accessPolicies")],
  "aws:elasticsearch/domainPolicy:DomainPolicy": [onOther("domainName", "accessPolicies")],
  "aws:glacier/vault:Vault": [onSelf("accessPolicy")],
  "aws:ses/identityPolicy:IdentityPolicy": [onOther("identity")],
  "aws:schemas/registryPolicy:RegistryPolicy": [onOther("registryName")],
};
