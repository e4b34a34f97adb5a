namespace Gateway.Sandbox.Aws.Payloads;

/// <summary>Takes a body's bytes as they come. What it took counts only once the whole payload was found right.</summary>
internal interface IPayloadSink
{
    void Append(ReadOnlySpan<byte> data);
}
