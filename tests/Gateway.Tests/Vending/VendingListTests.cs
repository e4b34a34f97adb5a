using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Operations;
using Gateway.Forwarding.Vending;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Vending;

/// <summary>Keeps the list complete: against the models' own answers, and against itself.</summary>
public sealed class VendingListTests
{
    private static readonly HashSet<string> Listed = [.. VendingList.Default.All.Select(operation => $"{operation.Service}:{operation.Name}")];

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
        .Where(operation => !EndpointTable.Default.ServiceNames.Contains(operation.Service) || operation.Source.Length < 5)
        .ShouldBeEmpty();

    [Fact]
    public void No_operation_is_listed_twice() => Listed.Count.ShouldBe(VendingList.Default.All.Count);

    /// <summary>What no model has: documented, and told by no path that is known. An unknown path of these services is refused as it is.</summary>
    [Fact]
    public void Every_REST_operation_of_the_list_has_its_path_but_those_that_no_model_has() => VendingList.Default.All
        .Where(operation => EndpointTable.Default.TryFindService(operation.Service, out var service)
            && service.Protocols.All(protocol => protocol is AwsProtocol.RestJson or AwsProtocol.RestXml)
            && !OperationModels.Default.Of(service).Names.Contains(operation.Name))
        .Select(operation => $"{operation.Service}:{operation.Name}")
        .ShouldBe(
            ["iot:AssumeRoleWithCertificate", "rolesanywhere:CreateSession", "signin:CreateBearerToken", "signin:CreateOAuth2TokenWithIAM", "signin:CreateOAuth2TokenWithTokenExchange"],
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
