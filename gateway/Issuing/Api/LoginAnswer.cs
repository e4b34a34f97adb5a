namespace Gateway.Issuing.Api;

/// <summary>A URL that signs a person in to the AWS console within fifteen minutes; it is a secret.</summary>
internal sealed record LoginAnswer(string Url);
