namespace Gateway.Cli.Login;

/// <summary>The issuer's answer to an authorization request.</summary>
internal interface ICallback : IAsyncDisposable
{
    /// <summary>The query, beginning with a question mark.</summary>
    string Query { get; }

    /// <summary>Shows the person how it ended.</summary>
    Task AnswerAsync(string page, CancellationToken cancellation);
}
