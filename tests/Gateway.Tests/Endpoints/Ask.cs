using Gateway.Forwarding.Endpoints;
using Microsoft.AspNetCore.Http;
using Shouldly;

namespace Gateway.Tests.Endpoints;

/// <summary>Asks the table, in the ways that requests ask it.</summary>
internal static class Ask
{
    /// <summary>Every service of the table.</summary>
    public static IReadOnlyList<AwsService> Services { get; } =
    [
        .. EndpointTable.Default.KnownNames
            .Select(name => EndpointTable.Default.TryFindService(name, out var service) ? service : throw new ShouldAssertException($"Nothing is found by '{name}'."))
            .Distinct()
            .OrderBy(service => service.Name, StringComparer.Ordinal),
    ];

    public static EndpointResolution Path(
        string service, string region, string? host = null, string path = "/", string? signingName = null, string method = "GET") => EndpointTable.Default.Resolve(
        new EndpointQuery { Service = service, Region = region, Host = host, SigningName = signingName, Method = method, Path = path, DefaultRegion = "eu-west-1" });

    public static EndpointResolution Host(
        string host, string? signingName = null, string? signingRegion = null, string method = "GET", string path = "/", string query = "") =>
        EndpointTable.Default.Resolve(new EndpointQuery
        {
            Host = host,
            SigningName = signingName,
            SigningRegion = signingRegion,
            Method = method,
            Path = path,
            Query = query,
            DefaultRegion = "eu-west-1",
        });

    public static EndpointResolution Scope(
        string signingName,
        string signingRegion = "eu-west-1",
        string method = "POST",
        string path = "/",
        string query = "",
        string? target = null,
        string? action = null,
        string? host = null,
        IHeaderDictionary? headers = null) =>
        EndpointTable.Default.Resolve(new EndpointQuery
        {
            SigningName = signingName,
            SigningRegion = signingRegion,
            Method = method,
            Path = path,
            Query = query,
            Target = target,
            Action = action,
            Host = host,
            Headers = headers,
            DefaultRegion = "eu-west-1",
        });

    /// <summary>Host, signing name and signing region in one line; or the words of the refusal.</summary>
    public static string Line(this EndpointResolution resolution) => resolution.IsResolved
        ? $"{resolution.Endpoint.Host}{resolution.Endpoint.PathPrefix} {resolution.Endpoint.SigningName} {resolution.Endpoint.SigningRegion}"
        : resolution.Problem;
}
