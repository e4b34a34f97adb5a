using Amazon.Runtime;

namespace Gateway.Assuming;

/// <summary>Finds the gateway's own AWS credentials, as the SDK's default chain does. May block; throws AmazonClientException where there are none.</summary>
internal delegate AWSCredentials CredentialChain();
