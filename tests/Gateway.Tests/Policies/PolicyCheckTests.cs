using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

public sealed class PolicyCheckTests : IDisposable
{
    private readonly PolicyFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Check_of_a_good_file_sums_it_up()
    {
        var (code, output, errors) = Check(Path.Combine(ExamplePolicies.Folder, "thousand-accounts.yaml"));

        code.ShouldBe(0);
        output.ShouldMatch(@"^\S+thousand-accounts\.yaml: good; 3 grants, 2 denials, 6 accounts, 0 warnings; version [0-9a-f]{12}\n$");
        errors.ShouldBeEmpty();
    }

    [Fact]
    public void Check_of_a_bad_file_lists_every_problem_and_fails()
    {
        folder.Write("version: 2\ngrants: 5\n");

        var (code, output, errors) = Check(folder.File);

        (code, output).ShouldBe((1, ""));
        errors.ShouldBe(
            $"{folder.File}:1:10: error: version: expected 1, the only version there is\n{folder.File}:2:9: error: grants: is a number; write it as a list: [5]\n{folder.File}: 2 errors, 0 warnings\n");
    }

    [Fact]
    public void Check_of_a_doubtful_file_warns_and_succeeds()
    {
        folder.Write("version: 1\ngrants: []\n");

        var (code, output, errors) = Check(folder.File);

        code.ShouldBe(0);
        output.ShouldContain("1 warning;");
        errors.ShouldContain(":1:1: warning: there are no grants");
    }

    [Fact]
    public void Check_of_a_missing_file_fails()
    {
        var missing = folder.At("none.yaml");

        Check(missing).ShouldBe((1, "", $"{missing}: error: cannot be read: Could not find file '{missing}'.\n"));
    }

    /// <summary>A file, and the one problem that it has.</summary>
    public static TheoryData<string, string> BadFiles => new()
    {
        { "", "1:1: error: the file is empty; a policy begins with 'version: 1'" },
        { "version: 1\ngrants: [\n", "3:1: error: not valid YAML: While parsing a node, did not find expected node content." },
        { Policy.OneGrant(more: "denails: []"), "8:1: error: denails: unknown key; did you mean 'denials'?" },
        { Policy.OneGrant().Replace("grants:", "grants:\n  - {id: reader, when: {groups: [a]}, assume: {roleArn: \"arn:aws:iam::111122223333:role/R\"}}", StringComparison.Ordinal), "5:9: error: grants[1].id: the id 'reader' is taken already, in line 4" },
        { Policy.OneGrant().Replace(":role/", ":user/", StringComparison.Ordinal), "6:23: error: grants[0].assume.roleArn: the resource of a role ARN begins with 'role/'" },
        { Policy.OneGrant().Replace("111122223333:role", "999999999999:role", StringComparison.Ordinal), "6:23: error: grants[0].assume.roleArn: the account '999999999999' is not listed in 'accounts'" },
        { Policy.OneGrant(assume: $"tags: {{{string.Join(", ", Enumerable.Range(0, 51).Select(i => $"t{i}: v"))}}}"), "6:70: error: grants[0].assume.tags: 51 tags; STS takes 50 at most" },
        { Policy.OneGrant(permit: $"{{statements: [{{actions: [\"*\"], resources: [\"arn:aws:s3:::{new string('b', 2000)}\"]}}]}}"), "7:26: error: grants[0].permit.statements: the session policy has 2,101 characters; STS takes 2,048 at most" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Check_tells_what_is_bad_in_the_words_of_a_compiler(string text, string problem)
    {
        folder.Write(text);

        Check(folder.File).ShouldBe((1, "", $"{folder.File}:{problem}\n{folder.File}: 1 error, 0 warnings\n"));
    }

    private static (int Code, string Output, string Errors) Check(string file) => CommandLine.Run("check", file);
}
