namespace Gateway.Cli.Tokens;

/// <summary>A place that keeps one secret.</summary>
internal interface ISessionVault
{
    /// <summary>The secret, or null where none is kept.</summary>
    public byte[]? Read();

    public void Write(byte[] secret);

    public void Delete();
}
