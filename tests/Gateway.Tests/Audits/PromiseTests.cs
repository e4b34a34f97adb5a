using System.Reflection;
using System.Text.RegularExpressions;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>SECURITY.md names a test for each promise: the files are there, and so are the tests in them.</summary>
public sealed partial class PromiseTests
{
    private const string Folder = "tests/Gateway.Tests/";

    public static TheoryData<string, string> Promises => [.. Rows().SelectMany(row => Reference().Matches(row.Tests).Select(found => (row.Number, found.Value)))];

    [Theory]
    [MemberData(nameof(Promises))]
    public void Each_file_and_test_that_a_promise_names_is_there(string promise, string reference)
    {
        var named = Reference().Match(reference);
        var path = named.Groups["path"].Value;

        var file = path.StartsWith(Folder, StringComparison.Ordinal) ? path : Folder + path;
        File.Exists(Path.Combine(Repository.Root, file)).ShouldBeTrue($"promise {promise}: {file}");
        if (named.Groups["test"] is { Success: true, Value: var test })
        {
            typeof(PromiseTests).Assembly.GetTypes().Where(type => type.Name == Path.GetFileNameWithoutExtension(path)).SelectMany(type => type.GetMethods())
                .ShouldContain(method => method.Name.StartsWith(test, StringComparison.Ordinal) && method.GetCustomAttribute<FactAttribute>() != null, $"promise {promise}: {test}");
        }
    }

    [Fact]
    public void Each_promise_names_one() => Rows().Where(row => !Reference().IsMatch(row.Tests)).ShouldBeEmpty();

    private static List<(string Number, string Tests)> Rows() =>
        [.. Row().Matches(Repository.Read("SECURITY.md")).Select(row => (row.Groups["number"].Value, row.Groups["tests"].Value))];

    [GeneratedRegex(@"^\| (?<number>\d+) \|[^|]*\|(?<tests>[^|]*)\|\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<path>[^`]+\.cs)`( \(`(?<test>\w+)…?`\))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Reference();
}
