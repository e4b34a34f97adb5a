using Microsoft.OpenApi;

namespace Gateway.OpenApi;

/// <summary>Registers and maps the API description, <c>GET /openapi/v1.json</c> (OpenAPI 3.1).</summary>
internal static class OpenApiServices
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "AWS access gateway",
                    Version = "v1",
                    Description = "Turns a token of a trusted issuer into the AWS access that the policy file grants. "
                        + "Requests signed with SigV4, and those under /aws/{service}/{region}/, are AWS's own API and not described here.",
                };
                document.Servers = [new OpenApiServer { Url = "/" }];
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
                {
                    ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "An access token of a trusted issuer." },
                };
                foreach (var (_, item) in document.Paths.Where(path => path.Key != "/api/configuration" && (path.Key.StartsWith("/api/", StringComparison.Ordinal) || path.Key.StartsWith("/container/", StringComparison.Ordinal) || path.Key.StartsWith("/management/", StringComparison.Ordinal))))
                {
                    foreach (var operation in item.Operations?.Values.ToList() ?? [])
                    {
                        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
                    }
                }

                return Task.CompletedTask;
            });
        });
}
