using System.Text;

namespace Gateway.Benchmarks.Load;

/// <summary>Policies of any size, in which the demo user of the realm has the role <see cref="Arena.Role"/> and no other.</summary>
internal static class BenchmarkPolicy
{
    public static string Of(int grants, string description = "Read the orders.")
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

            """);
        for (var i = 1; i < grants; i++)
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
}
