using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Operations;
using Gateway.Forwarding.Vending;
using Gateway.Tests.Endpoints;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Vending;

/// <summary>Keeps the list complete: against the models' own answers, and against itself.</summary>
public sealed class VendingListTests
{
    private static readonly HashSet<string> Listed = [.. VendingList.Default.All.Select(operation => $"{operation.Service}:{operation.Name}")];

    /// <summary>The operations of each service whose paths are known.</summary>
    private static readonly Dictionary<string, HashSet<string>> WithPaths = EmbeddedText.Read("operations.txt").Split("\n= ")[1..]
        .Select(section => section.TrimEnd().Split('\n'))
        .ToDictionary(lines => lines[0], lines => lines[1..].Select(line => line.Split(' ')[^1]).ToHashSet());

    [Fact]
    public void Operations_whose_answers_look_like_secrets_are_listed_or_reviewed() =>
        Unreviewed(Lines("secret-outputs.txt").Select(line => line.Split(' ')), Excused()).ShouldBeEmpty();

    [Fact]
    public void Operation_that_was_not_reviewed_is_found() =>
        Unreviewed([["s3:NewOperation", "SecretAccessKey"], ["rds:DescribeDBInstances", "MasterUserPassword", "NewSecret"]], Excused())
            .ShouldBe(["s3:NewOperation SecretAccessKey", "rds:DescribeDBInstances NewSecret"]);

    [Fact]
    public void Exceptions_are_all_still_needed()
    {
        var seen = Lines("secret-outputs.txt").Select(line => line.Split(' ')).SelectMany(
            fields => fields[1..],
            (fields, member) => (Operation: fields[0], Member: member)).ToArray();

        Excused().Where(excuse => !seen.Any(each => Covers(excuse, each.Operation, each.Member))).ShouldBeEmpty();
    }

    [Fact]
    public void Exceptions_each_have_a_reason() => Lines("reviewed-exceptions.txt").Where(line => line.Split('\t') is not [_, _, { Length: > 10 }]).ShouldBeEmpty();

    [Fact]
    public void Every_operation_is_a_service_of_the_table_and_has_a_source() => VendingList.Default.All
        .Where(operation => Ask.Services.All(service => service.Name != operation.Service) || operation.Source.Length < 5)
        .ShouldBeEmpty();

    [Theory]
    [InlineData("ivs:CreateChannel", "value")]
    [InlineData("mediapackage:CreateChannel", "Url")]
    public void Member_that_is_a_secret_in_one_answer_is_found_in_every_answer_that_has_its_structure(string operation, string member) =>
        Lines("secret-outputs.txt").Select(line => line.Split(' ')).Single(fields => fields[0] == operation).ShouldContain(member);

    [Fact]
    public void Secrets_among_the_keys_of_a_map_are_found() =>
        Lines("secret-outputs.txt").Select(line => line.Split(' ')).Single(fields => fields[0] == "glue:GetConnection").ShouldContain("PASSWORD");

    /// <summary>Those that no model has are told by the name alone, which the list has.</summary>
    [Fact]
    public void Every_operation_of_the_list_whose_request_says_its_name_is_known_by_it_but_those_that_no_model_has() => VendingList.Default.All
        .Where(operation => EndpointTable.Default.TryFindService(operation.Service, out var service)
            && OperationNames.Default.Has(service)
            && !OperationNames.Default.Has(service, operation.Name))
        .Select(operation => $"{operation.Service}:{operation.Name}")
        .ShouldBe(
            ["codeconnections:GetConnectionToken", "codestar-connections:GetConnectionToken"],
            ignoreOrder: true);

    [Fact]
    public void Threat_model_says_how_many_operations_there_are() =>
        Repository.Read("docs/threat-model.md").ShouldContain($"The list has {VendingList.Default.All.Count} operations");

    [Fact]
    public void No_operation_is_listed_twice() => Listed.Count.ShouldBe(VendingList.Default.All.Count);

    /// <summary>What no model has: documented, and told by no path that is known. An unknown path of these services is refused as it is.</summary>
    [Fact]
    public void Every_REST_operation_of_the_list_has_its_path_but_those_that_no_model_has() => VendingList.Default.All
        .Where(operation => EndpointTable.Default.TryFindService(operation.Service, out var service)
            && service.Protocols.All(protocol => protocol is AwsProtocol.RestJson or AwsProtocol.RestXml)
            && !WithPaths[service.Name].Contains(operation.Name))
        .Select(operation => $"{operation.Service}:{operation.Name}")
        .ShouldBe(
            ["codeguru-reviewer:CreateConnectionToken", "iot:AssumeRoleWithCertificate", "rolesanywhere:CreateSession", "signin:CreateBearerToken", "signin:CreateOAuth2TokenWithTokenExchange"],
            ignoreOrder: true);

    [Theory]
    [InlineData("sts", "AssumeRole")]
    [InlineData("sts", "GetFederationToken")]
    [InlineData("sts", "GetWebIdentityToken")]
    [InlineData("iam", "CreateAccessKey")]
    [InlineData("iam", "CreateLoginProfile")]
    [InlineData("iam", "SendDelegationToken")]
    [InlineData("s3", "CreateSession")]
    [InlineData("s3control", "GetDataAccess")]
    [InlineData("portal.sso", "GetRoleCredentials")]
    [InlineData("mwaa", "CreateCliToken")]
    [InlineData("ecr", "GetAuthorizationToken")]
    [InlineData("ecr-public", "GetAuthorizationToken")]
    [InlineData("emr", "GetClusterSessionCredentials")]
    [InlineData("eks-auth", "AssumeRoleForPodIdentity")]
    [InlineData("ssm", "StartSession")]
    [InlineData("ecs", "ExecuteCommand")]
    [InlineData("ec2", "GetPasswordData")]
    [InlineData("apigateway", "GetApiKeys")]
    [InlineData("appsync", "CreateApiKey")]
    [InlineData("wafv2", "CreateAPIKey")]
    [InlineData("iotsecuretunneling", "OpenTunnel")]
    [InlineData("quicksight", "GetDashboardEmbedUrl")]
    [InlineData("glue", "IcebergLoadTable")]
    [InlineData("s3tables", "IcebergLoadCredentials")]
    [InlineData("glue", "GetConnection")]
    [InlineData("odb", "CreateAutonomousDatabaseWallet")]
    [InlineData("codeconnections", "GetConnectionToken")]
    [InlineData("codestar-connections", "GetConnectionToken")]
    [InlineData("codeguru-reviewer", "CreateConnectionToken")]
    [InlineData("ivs", "CreateChannel")]
    [InlineData("mediapackage", "DescribeChannel")]
    [InlineData("snowball", "GetJobUnlockCode")]
    [InlineData("devicefarm", "GetRemoteAccessSession")]
    [InlineData("datazone", "ListConnections")]
    [InlineData("evs", "GetDepotUrl")]
    [InlineData("lambda", "CreateMicrovmAuthToken")]
    public void Well_known_operation_is_listed(string name, string operation)
    {
        EndpointTable.Default.TryFindService(name, out var service).ShouldBeTrue();

        VendingList.Default.Find(service!, operation).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("sts", "GetCallerIdentity")]
    [InlineData("secretsmanager", "GetSecretValue")]
    [InlineData("ssm", "GetParameter")]
    [InlineData("kms", "GenerateDataKey")]
    [InlineData("glue", "GetTable")]
    [InlineData("s3tables", "CreateTable")]
    [InlineData("glue", "IcebergGetConfig")]
    public void What_the_services_are_for_is_not_listed(string name, string operation)
    {
        EndpointTable.Default.TryFindService(name, out var service).ShouldBeTrue();

        VendingList.Default.Find(service!, operation).ShouldBeNull();
    }

    private static IEnumerable<string> Unreviewed(IEnumerable<string[]> operations, IReadOnlyList<Excuse> excused) =>
        from fields in operations
        where !Listed.Contains(fields[0])
        let left = fields[1..].Where(member => !excused.Any(excuse => Covers(excuse, fields[0], member))).ToArray()
        where left.Length > 0
        select $"{fields[0]} {string.Join(' ', left)}";

    private static bool Covers(Excuse excuse, string operation, string member) =>
        excuse.Member == member && (excuse.Operation == operation || excuse.Operation == operation[..operation.IndexOf(':', StringComparison.Ordinal)] + ":*");

    private static IReadOnlyList<Excuse> Excused() =>
        [.. Lines("reviewed-exceptions.txt").Select(line => line.Split('\t')).SelectMany(fields => fields[1].Split(' '), (fields, member) => new Excuse(fields[0], member))];

    private static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(VendingListTests).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))];
    }

    private readonly record struct Excuse(string Operation, string Member);
}
