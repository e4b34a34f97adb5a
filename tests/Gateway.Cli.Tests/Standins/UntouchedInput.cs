namespace Gateway.Cli.Tests.Standins;

/// <summary>A terminal whose lines are for someone else.</summary>
internal sealed class UntouchedInput : TextReader
{
    public bool WasRead { get; private set; }

    public override string? ReadLine()
    {
        WasRead = true;
        return null;
    }
}
