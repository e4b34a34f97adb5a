namespace Gateway.Tests.Endpoints;

/// <summary>The endpoints that botocore itself computes, which the generator wrote down.</summary>
internal static class ExpectedHosts
{
    public static IReadOnlyList<ExpectedHost> All { get; } = [.. Read()];

    private static IEnumerable<ExpectedHost> Read()
    {
        using var stream = typeof(ExpectedHosts).Assembly.GetManifestResourceStream("expected-hosts.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split('\t') is not [var client, var variant, var service, var signingName, .. var entries])
            {
                continue;
            }

            foreach (var entry in entries)
            {
                var (region, rest) = (entry[..entry.IndexOf('=', StringComparison.Ordinal)], entry[(entry.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(','));
                yield return rest is [var host, var signingRegion, var otherName]
                    ? new ExpectedHost(client, variant, service, region, host, otherName, signingRegion)
                    : new ExpectedHost(client, variant, service, region, rest[0], signingName, region);
            }
        }
    }
}
