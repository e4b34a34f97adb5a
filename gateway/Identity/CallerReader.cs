using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Gateway.Identity;

/// <summary>Reads a <see cref="Caller"/> from the claims of a verified token, and says which claim is missing or of the wrong type.</summary>
internal static class CallerReader
{
    /// <summary>Reads the caller.</summary>
    /// <param name="claims">The payload of a verified token.</param>
    /// <param name="clientId">The client whose roles in <c>resource_access</c> count.</param>
    /// <param name="caller">The caller, when the claims suffice.</param>
    /// <param name="problem">What is wrong with which claim, and what to do about it; holds no claim's value.</param>
    public static bool TryRead(
        JsonElement claims, string clientId, [NotNullWhen(true)] out Caller? caller, [NotNullWhen(false)] out string? problem)
    {
        var reader = new Reader();
        var issuer = reader.RequiredText(claims, "iss", "every OpenID Connect issuer sets it");
        var subject = reader.RequiredText(claims, "sub", "in Keycloak it comes from the client scope 'basic'");
        var expires = reader.Time(claims, "exp");
        var authTime = reader.Time(claims, "auth_time");
        var clientRoles = reader.ClientRoles(claims, clientId);
        var realmRoles = reader.NestedRoles(claims, "realm_access", client: null);
        var groups = reader.Texts(claims, "groups");
        var organizations = reader.Organizations(claims);
        var acr = reader.Text(claims, "acr");
        var sid = reader.Text(claims, "sid");
        var client = reader.Text(claims, "azp") ?? reader.Text(claims, "client_id");
        var name = reader.Text(claims, "preferred_username") ?? subject;
        if (reader.Problem is null && expires is null)
        {
            reader.Fail("exp", "is missing: a token without an end is not accepted");
        }

        problem = reader.Problem;
        caller = problem is not null ? null : new Caller
        {
            Issuer = issuer!,
            Subject = subject!,
            Name = name!,
            Client = client,
            SessionId = sid,
            Acr = acr,
            AuthTime = authTime,
            Expires = expires!.Value,
            ClientRoles = clientRoles,
            RealmRoles = realmRoles,
            Groups = groups,
            Organizations = organizations,
            Claims = claims.Clone(),
        };
        return problem is null;
    }

    private struct Reader
    {
        public string? Problem { get; private set; }

        public void Fail(string claim, string what) => Problem ??= $"The claim '{claim}' {what}.";

        public string? Text(JsonElement claims, string name)
        {
            if (!claims.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            if (value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }

            Fail(name, $"is {Kind(value)} where a string is expected; check the mapper that sets it");
            return null;
        }

        public string? RequiredText(JsonElement claims, string name, string hint)
        {
            var text = Text(claims, name);
            if (string.IsNullOrEmpty(text))
            {
                Fail(name, $"is missing from the token; {hint}");
            }

            return text;
        }

        public DateTimeOffset? Time(JsonElement claims, string name)
        {
            if (!claims.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            if (NumericDate.Read(value) is { } time)
            {
                return time;
            }

            Fail(name, "is not a NumericDate (RFC 7519 section 2): seconds since 1970 as a number");
            return null;
        }

        public FrozenSet<string> Texts(JsonElement claims, string name) =>
            claims.TryGetProperty(name, out var value) ? List(name, value) : [];

        public FrozenSet<string> ClientRoles(JsonElement claims, string clientId)
        {
            var roles = NestedRoles(claims, "resource_access", clientId);
            var flat = Texts(claims, "roles");
            return flat.Count == 0 ? roles : roles.Count == 0 ? flat : roles.Union(flat, StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal);
        }

        public FrozenSet<string> NestedRoles(JsonElement claims, string name, string? client)
        {
            if (!claims.TryGetProperty(name, out var access) || access.ValueKind == JsonValueKind.Null)
            {
                return [];
            }

            if (access.ValueKind != JsonValueKind.Object)
            {
                Fail(name, $"is {Kind(access)} where an object is expected");
                return [];
            }

            if (client is not null)
            {
                if (!access.TryGetProperty(client, out access))
                {
                    return [];
                }

                if (access.ValueKind != JsonValueKind.Object)
                {
                    Fail(name, "holds something that is no object for the audience client");
                    return [];
                }
            }

            return access.TryGetProperty("roles", out var roles) ? List(name, roles) : [];
        }

        public FrozenSet<string> Organizations(JsonElement claims)
        {
            if (!claims.TryGetProperty("organization", out var value))
            {
                return [];
            }

            // Keycloak 26: a list of aliases, or an object by alias where the mapper adds ids or attributes.
            return value.ValueKind == JsonValueKind.Object
                ? value.EnumerateObject().Select(p => p.Name).ToFrozenSet(StringComparer.Ordinal)
                : List("organization", value);
        }

        private FrozenSet<string> List(string name, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Null:
                    return [];
                case JsonValueKind.String:
                    return new[] { value.GetString()! }.ToFrozenSet(StringComparer.Ordinal);
                case JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String):
                    return value.EnumerateArray().Select(v => v.GetString()!).ToFrozenSet(StringComparer.Ordinal);
                case JsonValueKind.Array:
                    Fail(name, "is a list with other things than strings; check the mapper that sets it");
                    return [];
                default:
                    Fail(name, $"is {Kind(value)} where a list of strings is expected; check the mapper that sets it");
                    return [];
            }
        }

        private static string Kind(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.Number => "a number",
            JsonValueKind.String => "a string",
            _ => "a truth value",
        };
    }
}
