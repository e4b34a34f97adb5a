using Microsoft.OpenApi;

namespace Gateway.OpenApi;

/// <summary>The query parameters of the issuer's doors.</summary>
internal static class ParameterDescriptions
{
    public static OpenApiParameter Of(string name) => name switch
    {
        "role" => Query(name, "A role's id or ARN out of GET /api/roles; may be left out where there is only one.", JsonSchemaType.String, "orders-reader"),
        "duration" => Query(name, "Seconds, from 900 to the role's maxDurationSeconds. Default: the longest.", JsonSchemaType.Integer, 3600),
        "mode" => Query(name, "'credentials' for AWS's own credentials, 'forward' for gateway credentials, which only the gateway understands.", JsonSchemaType.String, "forward"),
        "stepUp" => Query(name, "'true' lists those roles too that want a stronger or fresher login; each says which as stepUp, with acrValues and maxAge (RFC 9470).", JsonSchemaType.Boolean, true),
        "destination" => Query(name, "A service (s3), a path of the console (/dynamodbv2/home) or a URL of the console.", JsonSchemaType.String, "s3"),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static OpenApiParameter Query(string name, string description, JsonSchemaType type, System.Text.Json.Nodes.JsonNode example) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema { Type = type },
        Example = example,
    };
}
