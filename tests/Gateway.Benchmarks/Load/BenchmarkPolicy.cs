using System.Text;
using System.Text.Json;
using Gateway.Identity;
using Gateway.Policies;

namespace Gateway.Benchmarks.Load;

/// <summary>Policies of any size, in which the demo user of the realm has the role <see cref="Arena.Role"/> to call with and another to take credentials of.</summary>
internal static class BenchmarkPolicy
{
    public const string HandedOutRole = "handed-out";

    /// <summary>A policy.</summary>
    /// <param name="grants">How many grants there are that count for the demo user or for nobody.</param>
    /// <param name="description">A text by which two policies of one size differ.</param>
    /// <param name="roles">How many further grants there are, each for those who have its own client role, <c>orders-reader-0</c> and so on.</param>
    public static string Of(int grants, string description = "Read the orders.", int roles = 0)
    {
        var text = new StringBuilder($$"""
            version: 1
            accounts: { orders-prod: "111122223333" }
            defaults: { sessionName: "${claims.preferred_username}", sourceIdentity: "${claims.preferred_username}" }
            grants:
              - id: {{Arena.Role}}
                description: {{description}}
                when: { clientRoles: [{{Arena.Role}}] }
                assume: { roleArn: "arn:aws:iam::111122223333:role/OrdersReader", duration: 1h, tags: { team: "${claims.team}" } }
                permit: { services: [s3, dynamodb] }
              - id: {{HandedOutRole}}
                when: { clientRoles: [{{Arena.Role}}] }
                assume: { roleArn: "arn:aws:iam::111122223333:role/HandedOut", duration: 1h }
                permit: { modes: [credentials] }

            """);
        for (var i = 0; i < roles; i++)
        {
            text.Append($"  - {{ id: {Arena.Role}-{i}, when: {{ clientRoles: [{Arena.Role}-{i}] }}, assume: {{ roleArn: \"arn:aws:iam::111122223333:role/Reader{i}\" }}, permit: {{ services: [dynamodb] }} }}\n");
        }

        for (var i = 2; i < grants; i++)
        {
            // Every third grant asks for a client role, for a group, for a claim.
            var when = (i % 3) switch
            {
                0 => $"clientRoles: [role-{i}]",
                1 => $"groups: [/group-{i}]",
                _ => $"claims: {{ /department: [department-{i}] }}",
            };
            text.Append($"  - {{ id: grant-{i}, when: {{ {when} }}, assume: {{ roleArn: \"arn:aws:iam::111122223333:role/Role{i}\" }}, permit: {{ services: [s3] }} }}\n");
        }

        return text.Append("denials:\n  - { id: suspended, when: { groups: [/suspended] } }\n").ToString();
    }

    public static PolicySnapshot Load(int grants) =>
        PolicyFile.Parse("policy.yaml", Encoding.UTF8.GetBytes(Of(grants))).Snapshot ?? throw new InvalidOperationException("The benchmark's own policy must be right.");

    /// <summary>A caller that has the role, of so many claims.</summary>
    public static Caller CallerOf(int claims)
    {
        var payload = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = "https://sso.example/realms/example",
            ["sub"] = "f1f2a4c6",
            ["exp"] = 4_000_000_000,
            ["preferred_username"] = "demo",
            ["team"] = "orders",
            ["groups"] = Enumerable.Range(0, 20).Select(i => $"/staff-{i}"),
            ["resource_access"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["gateway"] = new { roles = new[] { Arena.Role, "another", "third" } } },
        };
        for (var i = payload.Count; i < claims; i++)
        {
            payload[$"claim-{i}"] = $"value-{i}";
        }

        return CallerReader.TryRead(JsonSerializer.SerializeToElement(payload), "gateway", out var caller, out var problem) ? caller : throw new InvalidOperationException(problem);
    }
}
