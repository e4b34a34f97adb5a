using Gateway.Identity;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Identity;

public sealed class IssuerDocumentRetrieverTests
{
    private const string Address = "https://sso.example/realms/example/certs";

    [Fact]
    public async Task An_issuer_that_does_not_answer_is_told_by_the_address_that_was_asked()
    {
        using var clients = new ImpatientClients(async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return new HttpResponseMessage();
        });

        var told = await Should.ThrowAsync<Exception>(() => new IssuerDocumentRetriever(new IssuerOptions(), clients).GetDocumentAsync(Address, CancellationToken.None));

        told.Message.ShouldBe($"{Address} gave no answer in 5 seconds");
    }

    [Fact]
    public async Task An_issuer_that_cannot_be_reached_is_told_with_the_innermost_cause()
    {
        using var clients = new ImpatientClients(_ => throw new HttpRequestException("see inner exception", new IOException("the certificate has expired")));

        var told = await Should.ThrowAsync<Exception>(() => new IssuerDocumentRetriever(new IssuerOptions(), clients).GetDocumentAsync(Address, CancellationToken.None));

        told.Message.ShouldBe($"{Address} could not be read (the certificate has expired)");
    }
}
