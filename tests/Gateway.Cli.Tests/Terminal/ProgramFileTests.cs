using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tests.Terminal;

public sealed class ProgramFileTests
{
    [Fact]
    public void Name_is_found_in_the_first_folder_of_PATH_that_has_it()
    {
        SkipOnWindows();
        using var empty = new ProgramFolder();
        using var first = new ProgramFolder();
        using var second = new ProgramFolder();
        var program = first.Add("aws");
        second.Add("aws");

        ProgramFile.Find("aws", $"{empty.FullName}:{first.FullName}:{second.FullName}").ShouldBe(program);
    }

    [Fact]
    public void File_that_cannot_be_executed_is_passed_over_for_one_that_can()
    {
        SkipOnWindows();
        using var first = new ProgramFolder();
        using var second = new ProgramFolder();
        first.Add("aws", executable: false);
        var program = second.Add("aws");

        ProgramFile.Find("aws", $"{first.FullName}:{second.FullName}").ShouldBe(program);
    }

    [Fact]
    public void File_that_cannot_be_executed_is_found_where_there_is_no_other()
    {
        SkipOnWindows();
        using var folder = new ProgramFolder();
        var program = folder.Add("aws", executable: false);

        ProgramFile.Find("aws", folder.FullName).ShouldBe(program);
    }

    [Fact]
    public void Folder_is_no_program()
    {
        SkipOnWindows();
        using var folder = new ProgramFolder();
        Directory.CreateDirectory(Path.Combine(folder.FullName, "aws"));

        ProgramFile.Find("aws", folder.FullName).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(":")]
    [InlineData("./:/nowhere")]
    public void Current_folder_is_not_searched_even_where_PATH_has_it(string? path)
    {
        SkipOnWindows();
        var name = $"stsgw-test-{Guid.NewGuid():N}";
        var program = ProgramFolder.Write(Path.GetFullPath(name));
        try
        {
            ProgramFile.Find(name, path).ShouldBeNull();
        }
        finally
        {
            File.Delete(program);
        }
    }

    [Fact]
    public void Name_with_a_slash_is_a_path_from_the_current_folder()
    {
        SkipOnWindows();
        using var folder = new ProgramFolder();
        var program = folder.Add("aws");

        ProgramFile.Find(Path.GetRelativePath(Environment.CurrentDirectory, program), path: null).ShouldBe(program);
        ProgramFile.Find("./no-such-program", folder.FullName).ShouldBeNull();
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other names and no execute bit.");
}
