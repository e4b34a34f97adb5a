using System.Buffers;
using System.Runtime.InteropServices;

namespace Gateway.Signing;

/// <summary>The query's line of the canonical request, made from the raw query: a plus is a plus, a name without '=' has an empty value.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html (canonical query string)</remarks>
internal static class CanonicalQuery
{
    public const string SignatureParameter = "X-Amz-Signature";

    /// <summary>Appends the canonical query.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rawQuery">As on the wire, without '?'.</param>
    /// <param name="presigned">Leave X-Amz-Signature out.</param>
    public static void Append(ref CanonicalWriter writer, ReadOnlySpan<char> rawQuery, bool presigned)
    {
        if (rawQuery.IsEmpty)
        {
            return;
        }

        var encoded = new CanonicalWriter(rawQuery.Length * 2);
        var parameters = ArrayPool<Parameter>.Shared.Rent(rawQuery.Count('&') + 1);
        var count = 0;
        foreach (var (name, value) in new RawQuery(rawQuery))
        {
            if (presigned && UriEncoding.DecodesTo(name, SignatureParameter))
            {
                continue;
            }

            var start = encoded.Length;
            UriEncoding.AppendReencoded(ref encoded, name, keepSlash: false);
            var middle = encoded.Length;
            UriEncoding.AppendReencoded(ref encoded, value, keepSlash: false);
            parameters[count++] = new Parameter(start, middle, encoded.Length);
        }

        Write(ref writer, encoded.Written, parameters.AsSpan(0, count));
        ArrayPool<Parameter>.Shared.Return(parameters);
        encoded.Dispose();
    }

    private static void Write(ref CanonicalWriter writer, ReadOnlySpan<byte> encoded, Span<Parameter> parameters)
    {
        Sort(encoded, parameters);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i > 0)
            {
                writer.Append((byte)'&');
            }

            var (start, middle, end) = parameters[i];
            writer.Append(encoded[start..middle]);
            writer.Append((byte)'=');
            writer.Append(encoded[middle..end]);
        }
    }

    // A heap sort: no comparer object can hold a span, and a hostile query must not cost the square of its length.
    private static void Sort(ReadOnlySpan<byte> encoded, Span<Parameter> parameters)
    {
        for (var root = (parameters.Length / 2) - 1; root >= 0; root--)
        {
            SiftDown(encoded, parameters, root);
        }

        for (var end = parameters.Length - 1; end > 0; end--)
        {
            (parameters[0], parameters[end]) = (parameters[end], parameters[0]);
            SiftDown(encoded, parameters[..end], 0);
        }
    }

    private static void SiftDown(ReadOnlySpan<byte> encoded, Span<Parameter> heap, int root)
    {
        while (true)
        {
            var child = (root * 2) + 1;
            if (child >= heap.Length)
            {
                return;
            }

            if (child + 1 < heap.Length && Compare(encoded, heap[child], heap[child + 1]) < 0)
            {
                child++;
            }

            if (Compare(encoded, heap[root], heap[child]) >= 0)
            {
                return;
            }

            (heap[root], heap[child]) = (heap[child], heap[root]);
            root = child;
        }
    }

    private static int Compare(ReadOnlySpan<byte> encoded, Parameter left, Parameter right)
    {
        var byName = encoded[left.Start..left.Middle].SequenceCompareTo(encoded[right.Start..right.Middle]);
        return byName != 0 ? byName : encoded[left.Middle..left.End].SequenceCompareTo(encoded[right.Middle..right.End]);
    }

    /// <summary>Where an encoded name begins, where its value begins, and where that ends.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Parameter(int Start, int Middle, int End);
}
