namespace Gateway.Auditing;

/// <summary>
/// How a door tells of a fault of the gateway's own in its clients' language: metadata of its endpoint. A door without it answers by a problem (RFC 9457).
/// </summary>
/// <param name="Of">Makes the answer, of status 500, from the request and what its caller is told.</param>
internal sealed record FaultAnswer(Func<HttpContext, string, IResult> Of);
