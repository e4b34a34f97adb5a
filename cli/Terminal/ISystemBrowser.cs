namespace Gateway.Cli.Terminal;

/// <summary>The person's browser.</summary>
internal interface ISystemBrowser
{
    /// <summary>Opens a page; false where there is no browser to be had.</summary>
    bool TryOpen(Uri address);
}
