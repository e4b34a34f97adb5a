namespace Gateway.Policies.Reading;

/// <summary>Gathers everything that is wrong, so that a person mends a file in one go.</summary>
internal sealed class ProblemList
{
    private readonly List<PolicyProblem> problems = [];

    public bool HasErrors { get; private set; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<PolicyProblem> InOrder => [.. problems.OrderBy(p => p.Line).ThenBy(p => p.Column)];

    public void Add(Place place, PolicyRule rule, string message)
    {
        if (place.Node is not BrokenNode)
        {
            Add(place.Node.Line, place.Node.Column, place.Path, rule, message);
        }
    }

    public void Add(int line, int column, string path, PolicyRule rule, string message)
    {
        HasErrors = true;
        problems.Add(new PolicyProblem(line, column, path, message, rule));
    }

    public void Advise(Place place, string message) =>
        problems.Add(new PolicyProblem(place.Node.Line, place.Node.Column, place.Path, message, PolicyRule.Advice, Warning: true));
}
