namespace Gateway.Cli.Doors;

/// <summary>The AWS console's sign-in address; whoever has it in the next 15 minutes is signed in.</summary>
internal sealed record ConsoleLink(string Url);
