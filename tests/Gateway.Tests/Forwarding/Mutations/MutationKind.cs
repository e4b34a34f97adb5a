namespace Gateway.Tests.Forwarding.Mutations;

/// <summary>The ways in which a request is bent.</summary>
internal enum MutationKind
{
    FlipBit,
    ReplaceByte,
    DeleteByte,
    InsertByte,
    InsertFragment,
    InsertInTarget,
    Truncate,
    Append,
    DuplicateLine,
    DeleteLine,
    SwapLines,
    ChangeCase,
    InsertLine,
}
