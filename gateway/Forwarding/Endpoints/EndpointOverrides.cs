namespace Gateway.Forwarding.Endpoints;

/// <summary>The endpoints that the configuration puts in the place of AWS's: <c>Gateway:Aws:Endpoints:{service}</c>, then <c>Gateway:Aws:EndpointUrl</c>.</summary>
internal sealed class EndpointOverrides(Uri? endpointUrl, IReadOnlyDictionary<string, Uri> endpoints)
{
    /// <summary>Where calls for <paramref name="endpoint"/> are sent, base path included. Signing name and region stay the endpoint's own.</summary>
    public Uri Apply(AwsEndpoint endpoint) =>
        endpoints.FirstOrDefault(entry => endpoint.Service.IsNamed(entry.Key)).Value ?? endpointUrl ?? endpoint.Uri;
}
