namespace Gateway.Policies.Reading;

/// <summary>Stands where nothing could be read; that is reported already, so that <see cref="ProblemList"/> takes nothing more of it.</summary>
internal sealed class BrokenNode(long line, long column) : PolicyNode(line, column)
{
    public override int Size => 1;

    public override string Kind => "broken";
}
