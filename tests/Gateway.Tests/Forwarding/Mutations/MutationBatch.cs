using FsCheck;
using FsCheck.Fluent;

namespace Gateway.Tests.Forwarding.Mutations;

/// <summary>A hundred mutations, so that they can be sent at once.</summary>
internal sealed record MutationBatch(Mutation[] Mutations)
{
    public override string ToString() => $"{Mutations.Length} mutations";

    /// <summary>Where FsCheck finds the generator. A batch is not shrunk: the failure names the one mutation.</summary>
    public static class Arbitraries
    {
        public static Arbitrary<MutationBatch> Batch() => Arb.From(
            Gen.Choose(0, int.MaxValue - 1).Four()
                .Select(drawn => new Mutation((MutationKind)(drawn.Item1 % Enum.GetValues<MutationKind>().Length), drawn.Item2, drawn.Item3, (byte)drawn.Item4))
                .ArrayOf(100)
                .Select(mutations => new MutationBatch(mutations)));
    }
}
