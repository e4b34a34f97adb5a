namespace Gateway.Tests.Endpoints;

internal sealed record ExpectedHost(string Client, string Variant, string Service, string Region, string Host, string SigningName, string SigningRegion);
