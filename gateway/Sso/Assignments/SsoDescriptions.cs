using Microsoft.OpenApi;

namespace Gateway.Sso.Assignments;

/// <summary>Says of the SSO operations what the framework cannot see by itself.</summary>
internal static class SsoDescriptions
{
    public static RouteHandlerBuilder DescribeSso(this RouteHandlerBuilder door, string name, params string[] parameters) =>
        door.WithName(name).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters =
            [
                new OpenApiParameter
                {
                    Name = "x-amz-sso_bearer_token", In = ParameterLocation.Header, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Description = "The accessToken of CreateToken, or an access token of the issuer.",
                },
                .. parameters.Select(Parameter),
            ];
            operation.Responses ??= [];
            foreach (var (status, exception) in new[]
            {
                ("400", "InvalidRequestException"), ("401", "UnauthorizedException"), ("403", "ForbiddenException"), ("404", "ResourceNotFoundException"),
                ("429", "TooManyRequestsException"), ("503", "ServiceUnavailableException"),
            })
            {
                operation.Responses[status] = new OpenApiResponse { Description = exception };
            }

            return Task.CompletedTask;
        });

    private static OpenApiParameter Parameter(string name) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Required = name is "account_id" or "role_name",
        Schema = new OpenApiSchema { Type = name == "max_result" ? JsonSchemaType.Integer : JsonSchemaType.String },
        Description = name switch
        {
            "account_id" => "Twelve digits.",
            "role_name" => "The role's name; where that is not enough its path and name, or its id.",
            "max_result" => "1 to 100; default 100.",
            _ => "Out of the answer before.",
        },
    };
}
