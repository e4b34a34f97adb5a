using System.Net;

namespace Gateway.Policies;

/// <summary>What a decision depends on besides policy and caller: where the request came from, and when.</summary>
/// <param name="SourceIp">The client's address behind trusted proxies; null where there is none, which no <c>sourceIp</c> matches.</param>
/// <param name="Now">The moment of the decision, from which the age of a login is counted.</param>
internal readonly record struct AccessContext(IPAddress? SourceIp, DateTimeOffset Now);
