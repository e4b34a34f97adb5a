using Microsoft.OpenApi;

namespace Gateway.OpenApi;

/// <summary>Says of each door what the framework cannot see by itself: parameters, proofs, examples and errors.</summary>
internal static class DoorDescriptions
{
    /// <summary>A door of <c>/api</c>: Bearer, JSON, problem details.</summary>
    public static RouteHandlerBuilder DescribeApi(this RouteHandlerBuilder door, string example, params string[] parameters) =>
        door.Describe(example, parameters, "application/problem+json", "problem", 400, 401, 403, 429, 503);

    public static RouteHandlerBuilder DescribeContainer(this RouteHandlerBuilder door) =>
        door.Describe("container", ["role", "duration", "mode"], "application/json", "container-error", 400, 401, 403, 429, 503);

    /// <summary>A door of the management port: Bearer, JSON, problem details.</summary>
    public static RouteHandlerBuilder DescribeManagement(this RouteHandlerBuilder door, string example) =>
        door.Describe(example, [], "application/problem+json", "problem", 400, 401, 403, 503);

    /// <summary>The door to which the issuer posts logout tokens.</summary>
    public static RouteHandlerBuilder DescribeBackChannelLogout(this RouteHandlerBuilder door) =>
        door.WithTags("Sign-out").WithName("signout-backchannel").WithSummary("OpenID Connect Back-Channel Logout: the issuer tells that a session ended")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                    {
                        ["application/x-www-form-urlencoded"] = new()
                        {
                            Schema = new OpenApiSchema
                            {
                                Type = JsonSchemaType.Object,
                                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                                {
                                    ["logout_token"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The logout token, signed by the issuer." },
                                },
                                Required = new HashSet<string>(StringComparer.Ordinal) { "logout_token" },
                            },
                        },
                    },
                };
                operation.Responses = new OpenApiResponses
                {
                    ["200"] = new OpenApiResponse { Description = "The session, or every session of the subject, is revoked." },
                    ["400"] = new OpenApiResponse { Description = "The token is refused; error and error_description say why." },
                    ["503"] = new OpenApiResponse { Description = "The issuer's keys cannot be had." },
                };
                return Task.CompletedTask;
            });

    /// <summary>A door that needs no proof.</summary>
    public static RouteHandlerBuilder WithExample(this RouteHandlerBuilder door, string example) =>
        door.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            SetExample(operation, example);
            return Task.CompletedTask;
        });

    /// <summary>A door of the STS query API.</summary>
    public static RouteHandlerBuilder DescribeSts(this RouteHandlerBuilder door, string id) =>
        door.WithTags("STS").WithName(id).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var fields = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            foreach (var (name, description) in new[]
            {
                ("Action", "AssumeRoleWithWebIdentity"), ("Version", "2011-06-15"), ("RoleArn", "The ARN of a role out of GET /api/roles."),
                ("WebIdentityToken", "The access token."), ("RoleSessionName", "Taken and not used: the policy file names the session."),
                ("DurationSeconds", "900 to what the grant gives."), ("Policy", "A session policy, where the grant has no statements of its own."),
            })
            {
                fields[name] = new OpenApiSchema { Type = JsonSchemaType.String, Description = description };
            }

            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/x-www-form-urlencoded"] = new()
                    {
                        Schema = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Properties = fields,
                            Required = new HashSet<string>(StringComparer.Ordinal) { "Action", "RoleArn", "WebIdentityToken" },
                        },
                    },
                },
            };
            operation.Responses = new OpenApiResponses
            {
                ["200"] = Xml("AssumeRoleWithWebIdentityResponse"),
                ["400"] = Xml("ErrorResponse: ExpiredTokenException, InvalidIdentityToken, IDPCommunicationError, ValidationError, MalformedPolicyDocument, PackedPolicyTooLarge, Throttling"),
                ["403"] = Xml("ErrorResponse: AccessDenied"),
                ["503"] = Xml("ErrorResponse: ServiceUnavailable"),
            };
            return Task.CompletedTask;
        });

    private static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder door, string example, string[] parameters, string errorType, string errorExample, params int[] errors) =>
        door.WithName(example).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters = [.. parameters.Select(ParameterDescriptions.Of)];
            SetExample(operation, example);
            foreach (var status in errors)
            {
                operation.Responses ??= [];
                operation.Responses[status.ToString()] = new OpenApiResponse
                {
                    Description = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [errorType] = new() { Example = Examples.Of(errorExample) } },
                };
            }

            return Task.CompletedTask;
        });

    private static void SetExample(OpenApiOperation operation, string example)
    {
        if (operation.Responses?.FirstOrDefault(response => response.Key.StartsWith('2')).Value?.Content?.Values.FirstOrDefault() is { } content)
        {
            content.Example = Examples.Of(example);
        }
    }

    private static OpenApiResponse Xml(string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["text/xml"] = new() },
    };
}
