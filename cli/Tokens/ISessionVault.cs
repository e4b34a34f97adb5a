namespace Gateway.Cli.Tokens;

/// <summary>A place that keeps one secret.</summary>
internal interface ISessionVault
{
    /// <summary>The secret, or null where none is kept.</summary>
    byte[]? Read();

    void Write(byte[] secret);

    void Delete();
}
