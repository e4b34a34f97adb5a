using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Aws;

/// <summary>Another program as AWS.</summary>
internal abstract class AwsServer(Scratch scratch, ServerProcess process, Uri address, StsRecorder sts) : IAsyncDisposable
{
    public Uri Address => address;

    /// <summary>Where a gateway asks its STS, whose answers are learned.</summary>
    public Uri Sts => sts.Address;

    protected Scratch Scratch => scratch;

    protected ServerProcess Process => process;

    public async ValueTask DisposeAsync()
    {
        await sts.DisposeAsync();
        await process.DisposeAsync();
        scratch.Dispose();
    }
}
