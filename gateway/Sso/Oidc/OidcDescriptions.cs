using Microsoft.OpenApi;

namespace Gateway.Sso.Oidc;

/// <summary>Says of the SSO OIDC operations what the framework cannot see by itself.</summary>
internal static class OidcDescriptions
{
    public static RouteHandlerBuilder DescribeOidc(this RouteHandlerBuilder door, string name, string summary, params string[] members) =>
        door.WithName(name).WithSummary(summary).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/json"] = new()
                    {
                        Schema = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Properties = members.ToDictionary(member => member, Schema, StringComparer.Ordinal),
                        },
                    },
                },
            };
            operation.Responses ??= [];
            operation.Responses["400"] = Error("An exception of SSO OIDC, named in x-amzn-ErrorType: AuthorizationPendingException, SlowDownException, ExpiredTokenException, InvalidGrantException, …");
            operation.Responses["401"] = Error("InvalidClientException");
            operation.Responses["500"] = Error("InternalServerException: the issuer cannot be reached");
            return Task.CompletedTask;
        });

    private static IOpenApiSchema Schema(string member) => member.EndsWith('s')
        ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } }
        : new OpenApiSchema { Type = JsonSchemaType.String };

    private static OpenApiResponse Error(string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/json"] = new()
            {
                Example = System.Text.Json.Nodes.JsonNode.Parse("""{"error":"authorization_pending","error_description":"The person has not signed in yet."}"""),
            },
        },
    };
}
