namespace Gateway.Forwarding.Operations;

/// <summary>Headers by which clients that cannot send <c>PATCH</c> ask for it, as the SDK for Java does of API Gateway.</summary>
internal static class MethodOverride
{
    public static bool IsIn(IHeaderDictionary headers) =>
        headers.ContainsKey("X-HTTP-Method-Override") || headers.ContainsKey("X-HTTP-Method") || headers.ContainsKey("X-Method-Override");
}
