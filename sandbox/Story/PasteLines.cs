namespace Gateway.Sandbox.Story;

/// <summary>What to paste into a shell while the sandbox is up.</summary>
internal static class PasteLines
{
    public static async Task WriteAsync(SandboxSystem system, TextWriter output)
    {
        await system.Policy.RestoreAsync(system.PolicyInForce);
        await output.WriteLineAsync($"""

            The grant is back in {system.Policy.Path}; edit that file and see.

            The portal, for people, signed in as demo at once:
              {system.GatewayUrl}

            A token, good for five minutes:
              TOKEN=$(curl -s {system.Keycloak.Issuer}/protocol/openid-connect/token \
                -d grant_type=password -d client_id=stsgw -d username=demo -d password=demo | sed 's/.*"access_token":"\([^"]*\)".*/\1/')

            With curl:
              curl -H "Authorization: Bearer $TOKEN" {system.GatewayUrl}/api/roles
              curl -H "Authorization: Bearer $TOKEN" -H 'X-Gateway-Role: orders-reader' '{system.GatewayUrl}/aws/s3/{SandboxSystem.Region}/orders?list-type=2'

            With the AWS CLI, or anything else that uses an AWS SDK:
              printf %s "$TOKEN" > {system.Policy.TokenFile}
              export AWS_ENDPOINT_URL={system.GatewayUrl} AWS_ENDPOINT_URL_STS={system.GatewayUrl}
              export AWS_REGION={SandboxSystem.Region} AWS_DEFAULT_REGION={SandboxSystem.Region}
              export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/OrdersWriter AWS_WEB_IDENTITY_TOKEN_FILE={system.Policy.TokenFile}
              aws s3 ls s3://orders --recursive
              aws dynamodb get-item --table-name orders --key '{"{"}"id":{"{"}"S":"1"{"}"}{"}"}'

            Each decision is written below as the gateway writes it. Ctrl+C ends it.
            """);
    }
}
