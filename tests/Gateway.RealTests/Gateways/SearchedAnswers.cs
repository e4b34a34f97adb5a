using Gateway.Auditing;
using Gateway.RealTests.Parts;
using Shouldly;

namespace Gateway.RealTests.Gateways;

/// <summary>Searches every error that a gateway answers for secrets, headers and body, and learns what it hands out, so that it is searched for wherever a gateway writes.</summary>
/// <param name="inner">Where answers come from.</param>
/// <param name="errors">Keeps the errors, to be looked at once more at the end.</param>
/// <param name="known">Learns.</param>
internal sealed class SearchedAnswers(HttpMessageHandler inner, SecretLines errors, KnownSecrets known) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        // Every answer of a gateway has it, also where a proxy passes it on.
        if (!answer.Headers.Contains(AuditMiddleware.RequestIdHeader))
        {
            return answer;
        }

        if ((int)answer.StatusCode >= 400)
        {
            var error = $"{answer.Headers}{answer.Content.Headers}\n{await BodyAsync(answer, cancellationToken)}";
            errors.LookThrough(error).ShouldBeFalse($"a secret in the answer {(int)answer.StatusCode} to {request.Method} {request.RequestUri!.AbsolutePath}:\n{error}");
        }
        else if (answer.Content.Headers.ContentType?.MediaType is "application/json" or "text/xml")
        {
            known.LearnFrom(await BodyAsync(answer, cancellationToken));
        }

        return answer;
    }

    private static async Task<string> BodyAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }
}
