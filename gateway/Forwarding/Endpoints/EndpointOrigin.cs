namespace Gateway.Forwarding.Endpoints;

/// <summary>Where an endpoint is, in the parts that every call needs: taking a <see cref="Uri"/> apart for each would take longer than to sign it.</summary>
/// <param name="Scheme"><c>https://</c>, or <c>http://</c>.</param>
/// <param name="Authority">Host, and port where it is not the scheme's own: the Host header's value.</param>
/// <param name="Path">What goes before the request's own path, without a slash at the end; empty: nothing.</param>
internal sealed record EndpointOrigin(string Scheme, string Authority, string Path)
{
    public static EndpointOrigin Of(Uri uri) => new(uri.Scheme + Uri.SchemeDelimiter, uri.Authority, uri.AbsolutePath.TrimEnd('/'));

    public override string ToString() => Scheme + Authority + Path;
}
