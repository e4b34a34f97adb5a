namespace Gateway.Hosting;

/// <summary>The methods of doors that anyone may read: RFC 9110 section 9.1 has servers take HEAD wherever they take GET, and some load balancers and scanners probe by it.</summary>
internal static class ReadMethods
{
    public static readonly string[] All = [HttpMethods.Get, HttpMethods.Head];
}
