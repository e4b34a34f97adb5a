using System.Runtime.InteropServices;
using Microsoft.Net.Http.Headers;

namespace Gateway.Sandbox.Aws.S3;

/// <summary>The part of an object that a Range header asks for (RFC 9110 section 14).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ByteRange(long From, long Length)
{
    /// <summary>The one range asked for; null for the whole object (no Range header, or one that is to be ignored).</summary>
    /// <exception cref="ServiceException">The range lies outside of the object.</exception>
    public static ByteRange? Parse(string? header, long length)
    {
        if (header is null || !RangeHeaderValue.TryParse(header, out var parsed) || parsed.Ranges.Count != 1)
        {
            return null;
        }

        var range = parsed.Ranges.First();
        var from = range.From ?? Math.Max(0, length - (range.To ?? 0));
        var to = range.From is null ? length - 1 : Math.Min(range.To ?? long.MaxValue, length - 1);
        return from > to
            ? throw new ServiceException(416, "InvalidRange", "The requested range is not satisfiable")
            : new ByteRange(from, to - from + 1);
    }
}
