using Gateway.Management;

namespace Gateway.Hosting;

/// <summary>Knows which paths are doors of a port.</summary>
internal static class OwnDoors
{
    /// <summary>The methods that have a door at this path of the public port, or of the management port; none at the root, which is S3's and the doors' together.</summary>
    public static IEnumerable<string> MethodsAt(PathString path, EndpointDataSource doors, bool ofManagement = false) => path.Value is null or "/" ? [] : doors.Endpoints
        .OfType<RouteEndpoint>()
        .Where(door => string.Equals(door.RoutePattern.RawText?.Trim('/'), path.Value.Trim('/'), StringComparison.OrdinalIgnoreCase)
            && (ofManagement ? door.Metadata.OfType<ServedOn>().Any() : !door.Metadata.OfType<ServedOn>().Contains(ServedOn.ManagementPort)))
        .SelectMany(door => door.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);
}
