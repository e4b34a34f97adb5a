using System.Net;

namespace Gateway.Policies.Commands;

/// <summary>The command line of <c>gateway policy explain</c>.</summary>
internal sealed class ExplainArguments
{
    public string File { get; private set; } = "";

    public string ClaimsFile { get; private set; } = "";

    public string? Role { get; private set; }

    public IPAddress? SourceIp { get; private set; }

    /// <summary>Whose roles in <c>resource_access</c> count; <c>gateway</c>, as in the realm that ships.</summary>
    public string ClientId { get; private set; } = "gateway";

    public DateTimeOffset? Now { get; private set; }

    public bool Json { get; private set; }

    /// <summary>Reads the command line; <paramref name="problem"/> says what is wrong with it.</summary>
    public static ExplainArguments? TryParse(string[] args, out string? problem)
    {
        var arguments = new ExplainArguments();
        problem = null;
        for (var i = 0; i < args.Length && problem is null; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                problem = arguments.File.Length == 0 ? null : $"'{args[i]}' is one file too many";
                arguments.File = args[i];
                continue;
            }

            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];
            var value = equals >= 0 ? args[i][(equals + 1)..] : i + 1 < args.Length ? args[++i] : null;
            problem = value is null ? $"{name} wants a value" : arguments.Set(name, value);
        }

        problem ??= arguments.File.Length == 0 ? "explain takes a policy file" : arguments.ClaimsFile.Length == 0 ? "--claims is missing" : null;
        return problem is null ? arguments : null;
    }

    private string? Set(string name, string value)
    {
        switch (name)
        {
            case "--claims":
                ClaimsFile = value;
                return null;
            case "--role":
                Role = value;
                return null;
            case "--client-id":
                ClientId = value;
                return null;
            case "--source-ip":
                SourceIp = IPAddress.TryParse(value, out var address) ? address : null;
                return SourceIp is null ? $"'{value}' is no IP address" : null;
            case "--now":
                Now = Rfc3339.TryParse(value, out var now) ? now : null;
                return Now is null ? $"'{value}' is no time as RFC 3339 writes it, with Z or an offset: 2026-01-31T12:00:00Z" : null;
            case "--output":
                Json = value == "json";
                return value is "json" or "text" ? null : $"'{value}' is no output; text and json are";
            default:
                return $"unknown option '{name}'";
        }
    }
}
