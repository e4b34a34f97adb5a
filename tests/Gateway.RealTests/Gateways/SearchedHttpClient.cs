using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Gateways;

/// <summary>What <c>HttpClient</c> means in these tests (Usings.cs): no test gets an error of a gateway that is not searched.</summary>
internal sealed class SearchedHttpClient : System.Net.Http.HttpClient
{
    public SearchedHttpClient()
        : this(new SocketsHttpHandler())
    {
    }

    public SearchedHttpClient(HttpMessageHandler handler, bool disposeHandler = true)
        : base(new SearchedAnswers(handler, Errors, KnownSecrets.OfThisRun), disposeHandler)
    {
    }

    /// <summary>The errors of the whole run.</summary>
    public static SecretLines Errors { get; } = new(new Dictionary<string, string?>(), KnownSecrets.OfThisRun);
}
