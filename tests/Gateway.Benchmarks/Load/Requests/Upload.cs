namespace Gateway.Benchmarks.Load.Requests;

/// <summary>One PutObject of any length, in pieces that are made while they are sent: the same megabyte again and again, framed as its kind wants it.</summary>
/// <param name="Head">The request's head.</param>
/// <param name="Pieces">The body.</param>
internal sealed record Upload(byte[] Head, IEnumerable<ReadOnlyMemory<byte>> Pieces);
