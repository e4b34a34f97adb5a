using System.Diagnostics.CodeAnalysis;

namespace Gateway.Assuming;

/// <summary>Credentials of an assumed role, or why there are none.</summary>
internal sealed record AssumeResult
{
    public AwsCredentials? Credentials { get; private init; }

    public AssumeFailure? Failure { get; private init; }

    [MemberNotNullWhen(true, nameof(Credentials))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Assumed => Credentials is not null;

    public static AssumeResult Of(AwsCredentials credentials) => new() { Credentials = credentials };

    public static AssumeResult Fail(AssumeFailureReason reason, string message) => new() { Failure = new AssumeFailure(reason, message) };
}
