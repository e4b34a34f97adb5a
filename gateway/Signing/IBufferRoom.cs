namespace Gateway.Signing;

/// <summary>What a body's buffer takes of the memory for all, beyond what each has; given back when it is disposed of.</summary>
internal interface IBufferRoom : IDisposable
{
    /// <summary>Takes room for more bytes, or throws where there is none.</summary>
    void Take(int count);
}
