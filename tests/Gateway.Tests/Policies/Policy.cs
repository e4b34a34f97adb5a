using System.Text;
using Gateway.Policies;

namespace Gateway.Tests.Policies;

/// <summary>Policies written in tests.</summary>
internal static class Policy
{
    public static PolicyLoadResult Parse(string text) => PolicyFile.Parse("policy.yaml", Encoding.UTF8.GetBytes(text), null);

    /// <summary>A policy that must be good.</summary>
    public static PolicySnapshot Load(string text)
    {
        var result = Parse(text);
        return result.Snapshot ?? throw new InvalidOperationException(result.Report);
    }

    /// <summary>A policy of one grant for the client role <c>reader</c>; what is given replaces or adds to its parts.</summary>
    public static string OneGrant(string when = "{clientRoles: [reader]}", string assume = "", string permit = "{}", string more = "") => $$"""
        version: 1
        accounts: {prod: "111122223333", dev: "444455556666"}
        grants:
          - id: reader
            when: {{when}}
            assume: {roleArn: "arn:aws:iam::111122223333:role/Reader"{{(assume.Length == 0 ? "" : ", " + assume)}}}
            permit: {{permit}}
        {{more}}
        """;
}
