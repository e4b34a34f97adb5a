using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace Gateway.Signing;

/// <summary>A request's headers, copied once into a pooled array: cheaper than a dictionary look-up for each signed name, and no enumerator is boxed.</summary>
internal ref struct HeaderTable
{
    private readonly KeyValuePair<string, StringValues>[] _entries;
    private int _count;

    /// <summary>Copies the headers.</summary>
    /// <param name="headers">What to copy.</param>
    /// <param name="room">How many entries may be added.</param>
    public HeaderTable(ICollection<KeyValuePair<string, StringValues>> headers, int room = 0)
    {
        _count = headers.Count;
        _entries = ArrayPool<KeyValuePair<string, StringValues>>.Shared.Rent(_count + room);
        headers.CopyTo(_entries, 0);
    }

    public readonly Span<KeyValuePair<string, StringValues>> Entries => _entries.AsSpan(0, _count);

    public void Add(string name, string value) => _entries[_count++] = new(name, value);

    /// <summary>Whether a header has the name, in whatever letter case.</summary>
    /// <remarks>A call compares some hundred pairs of names. Few that differ have both the length and the last letter in common, and those alone are compared whole.</remarks>
    public static bool IsNamed(string header, ReadOnlySpan<char> name) =>
        header.Length == name.Length
        && (name.IsEmpty || ((header[^1] ^ name[^1]) & ~0x20) == 0)
        && name.Equals(header, StringComparison.OrdinalIgnoreCase);

    /// <summary>Keeps the first entries alone.</summary>
    public void Truncate(int count)
    {
        Entries[count..].Clear();
        _count = count;
    }

    /// <summary>How often the header stands in the request; <paramref name="first"/> is its first value.</summary>
    public readonly int Find(string name, out string? first)
    {
        first = null;
        var found = 0;
        foreach (ref readonly var entry in Entries)
        {
            if (IsNamed(entry.Key, name) && entry.Value.Count > 0)
            {
                first ??= entry.Value[0];
                found += entry.Value.Count;
            }
        }

        return found;
    }

    public readonly void Dispose()
    {
        Entries.Clear();
        ArrayPool<KeyValuePair<string, StringValues>>.Shared.Return(_entries);
    }
}
