using Gateway.Policies;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

public sealed class PolicyStoreTests : IDisposable
{
    private static readonly string First = Policy.OneGrant();
    private static readonly string Second = Policy.OneGrant().Replace("id: reader", "id: second", StringComparison.Ordinal);

    private readonly PolicyFolder folder = new();
    private readonly FakeTimeProvider time = new(Callers.Now);
    private readonly LogRecorder log = new();
    private PolicyStore? store;

    public void Dispose()
    {
        store?.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_changed_file_comes_into_force()
    {
        await Start(First);

        folder.Write(Second);
        Wait();

        store!.Current.Grants.ShouldHaveSingleItem().Id.ShouldBe("second");
        store.Status.ShouldBe(new PolicyStatus(store.Current.Version, time.GetUtcNow()));
    }

    [Fact]
    public async Task A_change_is_taken_only_when_it_has_settled()
    {
        await Start(First);

        folder.Write(Second[..^40]);
        time.Advance(PolicyStore.PollInterval);
        folder.Write(Second);
        time.Advance(PolicyStore.SettleTime);
        store!.Current.Grants.ShouldHaveSingleItem().Id.ShouldBe("reader");
        time.Advance(PolicyStore.SettleTime);

        store.Current.Grants.ShouldHaveSingleItem().Id.ShouldBe("second");
        log.Events.ShouldNotContain(1201);
    }

    [Fact]
    public async Task A_file_renamed_over_the_old_one_comes_into_force()
    {
        await Start(First);

        File.WriteAllText(folder.At("policy.yaml.swp"), Second);
        File.Move(folder.At("policy.yaml.swp"), folder.File, overwrite: true);
        Wait();

        store!.Current.Grants.ShouldHaveSingleItem().Id.ShouldBe("second");
    }

    [Fact]
    public async Task A_swapped_symlink_as_Kubernetes_makes_it_comes_into_force()
    {
        Directory.CreateDirectory(folder.At("..2026_01"));
        Directory.CreateDirectory(folder.At("..2026_02"));
        File.WriteAllText(Path.Combine(folder.At("..2026_01"), "policy.yaml"), First);
        File.WriteAllText(Path.Combine(folder.At("..2026_02"), "policy.yaml"), Second);
        Directory.CreateSymbolicLink(folder.At("..data"), "..2026_01");
        File.CreateSymbolicLink(folder.File, "..data/policy.yaml");
        await Start(null);

        Directory.CreateSymbolicLink(folder.At("..data_tmp"), "..2026_02");
        File.Delete(folder.At("..data"));
        Directory.Move(folder.At("..data_tmp"), folder.At("..data"));
        Wait();

        store!.Current.Grants.ShouldHaveSingleItem().Id.ShouldBe("second");
    }

    [Fact]
    public async Task A_bad_file_keeps_the_old_policy_and_says_so_once()
    {
        await Start(First);

        folder.Write("version: 1\ngrants: 5\n");
        Wait();
        Wait();

        store!.Current.Grants.ShouldHaveSingleItem().Id.ShouldBe("reader");
        store.Status.LastError.ShouldBe($"{folder.File}:2:9: error: grants: is a number; write it as a list: [5]");
        store.Status.FailingSince.ShouldBe(Callers.Now + PolicyStore.PollInterval + PolicyStore.SettleTime);
        log.Events.Count(id => id == 1201).ShouldBe(1);
    }

    [Fact]
    public async Task A_bad_file_mended_comes_into_force()
    {
        await Start(First);
        folder.Write("nonsense");
        Wait();

        folder.Write(Second);
        Wait();

        store!.Status.LastError.ShouldBeNull();
        store.Current.Grants.ShouldHaveSingleItem().Id.ShouldBe("second");
    }

    [Fact]
    public async Task A_bad_file_put_back_as_it_was_is_no_error_any_more()
    {
        await Start(First);
        var version = store!.Current.Version;
        folder.Write("nonsense");
        Wait();

        folder.Write(First);
        Wait();

        store.Status.ShouldBe(new PolicyStatus(version, Callers.Now));
        log.Events.ShouldContain(1204);
    }

    [Fact]
    public async Task A_file_taken_away_keeps_the_old_policy_and_says_so_once()
    {
        await Start(First);

        File.Delete(folder.File);
        Wait();
        Wait();

        store!.Current.Grants.ShouldHaveSingleItem().Id.ShouldBe("reader");
        store.Status.LastError.ShouldNotBeNull().ShouldContain("policy.yaml");
        log.Events.Count(id => id == 1202).ShouldBe(1);
    }

    [Fact]
    public async Task A_bad_first_file_stops_the_start_with_every_problem()
    {
        var stopped = await Should.ThrowAsync<PolicyFileException>(() => Start("version: 2\ngrants: 5\n"));

        stopped.Message.ShouldContain("policy.yaml:1:10: error: version:");
        stopped.Message.ShouldContain("policy.yaml:2:9: error: grants:");
    }

    [Fact]
    public async Task A_missing_first_file_stops_the_start() =>
        (await Should.ThrowAsync<PolicyFileException>(() => Start(null))).Message.ShouldContain("Gateway:PolicyFile");

    [Fact]
    public void There_is_no_policy_before_the_start()
    {
        Create();

        Should.Throw<InvalidOperationException>(() => store!.Current);
    }

    [Fact]
    public async Task The_version_is_the_beginning_of_the_files_hash()
    {
        await Start(First);

        store!.Current.Version.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder.File)))[..12]);
    }

    private async Task Start(string? text)
    {
        if (text is not null)
        {
            folder.Write(text);
        }

        Create();
        await store!.StartingAsync(TestContext.Current.CancellationToken);
    }

    private void Create() => store = new PolicyStore(Options.Create(new PolicyOptions { PolicyFile = folder.File }), time, log);

    // One look at the file, and one after it has settled.
    private void Wait()
    {
        time.Advance(PolicyStore.PollInterval);
        time.Advance(PolicyStore.SettleTime);
    }
}
