using Gateway.Policies;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

public sealed class PolicyFileProblemsTests
{
    private const string Head = "version: 1\naccounts: {prod: \"111122223333\"}\n";

    private static readonly string Grant = """
        grants:
          - id: reader
            when: {clientRoles: [reader]}
            assume: {roleArn: "arn:aws:iam::111122223333:role/Reader"}

        """;

    /// <summary>A file with one thing wrong: where, and what is said.</summary>
    public static TheoryData<string, string, int, string, string> Bad => new()
    {
        { "empty file", "", 1, "", "the file is empty" },
        { "comment alone", "# nothing\n", 1, "", "the file is empty" },
        { "not YAML", "version: 1\ngrants: [\n", 3, "", "not valid YAML" },
        { "a text", "hello", 1, "", "is a text; expected a map" },
        { "two documents", Head + Grant + "---\nversion: 1\n", 7, "", "one document" },
        { "NUL", "version: 1\n\0", 2, "", "U+0000" },
        { "tag", "version: !!int 1\ngrants: []\n", 1, "version", "the tag 'tag:yaml.org,2002:int' is not taken" },
        { "unfinished anchor", "version: 1\ngrants: &a [*a]\n", 2, "grants[0]", "names no finished anchor" },
        { "duplicate key", "version: 1\nversion: 1\ngrants: []\n", 2, "version", "given twice; first in line 1" },
        { "duplicate key within", Policy.OneGrant(assume: "duration: 1h, roleArn: \"x\""), 6, "grants[0].assume.roleArn", "given twice; first in line 6" },
        { "tag within", Policy.OneGrant("{groups: [!x /a]}"), 5, "grants[0].when.groups[0]", "the tag '!x' is not taken" },
        { "unknown anchor", Policy.OneGrant("{groups: *g}"), 5, "grants[0].when.groups", "the alias '*g' names no finished anchor" },
        { "alias as a key", Policy.OneGrant("{*g : [/a]}"), 5, "grants[0].when", "the alias '*g' names no finished anchor" },
        { "list as a key", Policy.OneGrant("{[groups]: [/a]}"), 5, "grants[0].when", "a key is a plain text" },
        { "ambiguous number as a key", "version: 1\naccounts: {011122223333: prod}\ngrants: []\n", 2, "accounts.011122223333", "quote it" },
        { "ambiguous number", "version: 01\ngrants: []\n", 1, "version", "quote it" },
        { "version missing", "grants: []\n", 1, "", "the key 'version' is missing" },
        { "version 2", "version: 2\ngrants: []\n", 1, "version", "expected 1" },
        { "version 1.5", "version: 1.5\ngrants: []\n", 1, "version", "expected 1" },
        { "version as text", "version: \"1\"\ngrants: []\n", 1, "version", "expected 1" },
        { "grants missing", "version: 1\n", 1, "", "the key 'grants' is missing" },
        { "grants empty value", "version: 1\ngrants:\n", 2, "grants", "is empty; expected a list" },
        { "unknown key", Head + Grant + "denails: []\n", 7, "denails", "did you mean 'denials'?" },
        { "unknown when key", Policy.OneGrant("{clientRole: [reader]}"), 5, "grants[0].when.clientRole", "did you mean 'clientRoles'?" },
        { "unknown permit key", Policy.OneGrant(permit: "{mode: [forward]}"), 7, "grants[0].permit.mode", "did you mean 'modes'?" },
        { "unknown mode", Policy.OneGrant(permit: "{modes: [foward]}"), 7, "grants[0].permit.modes[0]", "did you mean 'forward'?" },
        { "empty when", Policy.OneGrant("{}"), 5, "grants[0].when", "would match everyone" },
        { "empty list", Policy.OneGrant("{groups: []}"), 5, "grants[0].when.groups", "matches nothing" },
        { "scalar for list", Policy.OneGrant("{groups: /a}"), 5, "grants[0].when.groups", "write it as a list: [/a]" },
        { "number for text", Policy.OneGrant("{acr: [1]}"), 5, "grants[0].when.acr[0]", "quote it" },
        { "id missing", Head + "grants:\n  - when: {groups: [a]}\n    assume: {roleArn: \"arn:aws:iam::111122223333:role/R\"}\n", 4, "grants[0]", "'id' is missing" },
        { "id with slash", Head + Grant.Replace("id: reader", "id: a/b", StringComparison.Ordinal), 4, "grants[0].id", "expected an id" },
        { "duplicate id", Head + Grant + Grant.Replace("grants:\n", "", StringComparison.Ordinal), 7, "grants[1].id", "taken already, in line 4" },
        { "account id short", "version: 1\naccounts: {a: \"1234\"}\ngrants: []\n", 2, "accounts.a", "twelve digits" },
        { "account id with zeros", "version: 1\naccounts: {a: 011122223333}\ngrants: []\n", 2, "accounts.a", "quote it" },
        { "account id in octal", "version: 1\naccounts: {a: 0o777777777777}\ngrants: []\n", 2, "accounts.a", "quote it" },
        { "account id as fraction", "version: 1\naccounts: {a: 111122223333.0}\ngrants: []\n", 2, "accounts.a", "quote it" },
        { "account twice", "version: 1\naccounts: {a: \"111122223333\", b: \"111122223333\"}\ngrants: []\n", 2, "accounts.b", "listed as 'a' already" },
        { "bad account name", "version: 1\naccounts: {\"9\": \"111122223333\"}\ngrants: []\n", 2, "accounts.9", "account's name" },
        { "bad ARN", Policy.OneGrant().Replace(":role/Reader", ":user/Reader", StringComparison.Ordinal), 6, "grants[0].assume.roleArn", "begins with 'role/'" },
        { "ARN with eleven digits", Policy.OneGrant().Replace("111122223333:role", "11112222333:role", StringComparison.Ordinal), 6, "grants[0].assume.roleArn", "twelve digits" },
        { "ARN of another service", Policy.OneGrant().Replace(":iam:", ":sts:", StringComparison.Ordinal), 6, "grants[0].assume.roleArn", "is 'iam'" },
        { "claim in ARN", Policy.OneGrant().Replace("role/Reader", "role/${claims.role}", StringComparison.Ordinal), 6, "grants[0].assume.roleArn", "not chosen by a claim" },
        { "unlisted account", Policy.OneGrant().Replace("111122223333:role", "999999999999:role", StringComparison.Ordinal), 6, "grants[0].assume.roleArn", "not listed in 'accounts'" },
        { "account outside assume.accounts", Policy.OneGrant(assume: "accounts: [dev]"), 6, "grants[0].assume.roleArn", "none of 'assume.accounts'" },
        { "misspelt account", Policy.OneGrant(assume: "accounts: [prod, deev]"), 6, "grants[0].assume.accounts[1]", "did you mean 'dev'?" },
        { "duration too short", Policy.OneGrant(assume: "duration: 899s"), 6, "grants[0].assume.duration", "900s to 43200s" },
        { "duration too long", Policy.OneGrant(assume: "duration: 13h"), 6, "grants[0].assume.duration", "1h to 12h" },
        { "duration without unit", Policy.OneGrant(assume: "duration: 3600"), 6, "grants[0].assume.duration", "is a number" },
        { "unknown variable", Policy.OneGrant(assume: "sessionName: \"${user}\""), 6, "grants[0].assume.sessionName", "'${user}' is not known here" },
        { "capture in session name", Policy.OneGrant(assume: "sessionName: \"${match.a}\""), 6, "grants[0].assume.sessionName", "is not known here" },
        { "unfinished variable", Policy.OneGrant(assume: "sessionName: \"${claims.a\""), 6, "grants[0].assume.sessionName", "not known here" },
        { "bad pointer in template", Policy.OneGrant(assume: "sessionName: \"${claims./a~2}\""), 6, "grants[0].assume.sessionName", "JSON Pointer" },
        { "literal session name of one character", Policy.OneGrant(assume: "sessionName: x"), 6, "grants[0].assume.sessionName", "2 to 64" },
        { "space in session name", Policy.OneGrant(assume: "sessionName: \"a ${claims.sub}\""), 6, "grants[0].assume.sessionName", "2 to 64" },
        { "session name too long besides claims", Policy.OneGrant(assume: $"sessionName: \"{new string('a', 65)}${{claims.sub}}\""), 6, "grants[0].assume.sessionName", "64 is the most" },
        { "source identity without value", Policy.OneGrant(assume: "sourceIdentity: "), 6, "grants[0].assume.sourceIdentity", "is empty" },
        { "tag key of AWS's", Policy.OneGrant(assume: "tags: {\"AWS:x\": y}"), 6, "grants[0].assume.tags.AWS:x", "not beginning with 'aws:'" },
        { "tag keys alike", Policy.OneGrant(assume: "tags: {team: a, Team: b}"), 6, "grants[0].assume.tags.Team", "letter case alone" },
        { "too many tags", Policy.OneGrant(assume: $"tags: {{{string.Join(", ", Enumerable.Range(0, 51).Select(i => $"t{i}: v"))}}}"), 6, "grants[0].assume.tags", "51 tags; STS takes 50" },
        { "bad tag value", Policy.OneGrant(assume: "tags: {a: \"x!\"}"), 6, "grants[0].assume.tags.a", "at most 256" },
        { "transitive tag in another case", Policy.OneGrant(assume: "tags: {team: a}, transitiveTags: [Team]"), 6, "grants[0].assume.transitiveTags[0]", "'Team' is none of this grant's tags" },
        { "transitive tag without tag", Policy.OneGrant(assume: "tags: {team: a}, transitiveTags: [taem]"), 6, "grants[0].assume.transitiveTags[0]", "did you mean 'team'?" },
        { "bad external id", Policy.OneGrant(assume: "externalId: \"a b\""), 6, "grants[0].assume.externalId", "1,224" },
        { "pointer without slash", Policy.OneGrant("{claims: {email: x}}"), 5, "grants[0].when.claims.email", "write /email" },
        { "bad escape in pointer", Policy.OneGrant("{claims: {/a~b: x}}"), 5, "grants[0].when.claims./a~b", "~0" },
        { "null claim value", Policy.OneGrant("{claims: {/a: }}"), 5, "grants[0].when.claims./a", "never matches" },
        { "yes as a claim value", Policy.OneGrant("{claims: {/a: yes}}"), 5, "grants[0].when.claims./a", "quote it for a text, \"yes\", or write true" },
        { "OFF in a list of claim values", Policy.OneGrant("{claims: {/a: [x, OFF]}}"), 5, "grants[0].when.claims./a[1]", "'OFF' is a truth value to some YAML readers" },
        { "y in a denial", Head + Grant + "denials: [{id: d, when: {claims: {/suspended: y}}}]\n", 7, "denials[0].when.claims./suspended", "quote it for a text" },
        { "No as a claim value", Policy.OneGrant("{claims: {/a: No}}"), 5, "grants[0].when.claims./a", "quote it for a text" },
        { "no claims", Policy.OneGrant("{claims: {}}"), 5, "grants[0].when.claims", "matches everyone" },
        { "list in list of claim values", Policy.OneGrant("{claims: {/a: [[x]]}}"), 5, "grants[0].when.claims./a[0]", "is a list" },
        { "unknown matcher", Policy.OneGrant("{claims: {/a: {lik: x}}}"), 5, "grants[0].when.claims./a.lik", "did you mean 'like'?" },
        { "like too long", Policy.OneGrant($"{{claims: {{/a: {{like: {new string('x', 257)}}}}}}}"), 5, "grants[0].when.claims./a.like", "256" },
        { "claim in when", Policy.OneGrant("{claims: {/a: \"${claims.b}\"}}"), 5, "grants[0].when.claims./a", "filled in elsewhere" },
        { "bad address", Policy.OneGrant("{sourceIp: [10.1/8]}"), 5, "grants[0].when.sourceIp[0]", "no IP address" },
        { "bits beyond prefix", Policy.OneGrant("{sourceIp: [10.0.0.1/8]}"), 5, "grants[0].when.sourceIp[0]", "10.0.0.0/8 is the range" },
        { "prefix too long", Policy.OneGrant("{sourceIp: [10.0.0.0/33]}"), 5, "grants[0].when.sourceIp[0]", "0 to 32" },
        { "mapped address", Policy.OneGrant("{sourceIp: [\"::ffff:10.0.0.1\"]}"), 5, "grants[0].when.sourceIp[0]", "write the IPv4 address: 10.0.0.1" },
        { "bad age", Policy.OneGrant("{maxAuthAge: 0m}"), 5, "grants[0].when.maxAuthAge", "8h" },
        { "adjacent captures", Policy.OneGrant("{clientRoles: [\"{a}{b}\"]}"), 5, "grants[0].when.clientRoles[0]", "a character between them" },
        { "stray brace", Policy.OneGrant("{clientRoles: [\"a}b\"]}"), 5, "grants[0].when.clientRoles[0]", "{capture}" },
        { "capture unused", Policy.OneGrant("{clientRoles: [\"x-{a}\"]}"), 6, "grants[0].assume.roleArn", "'a' is not used" },
        { "capture unknown", Policy.OneGrant().Replace("role/Reader", "role/${match.a}", StringComparison.Ordinal), 6, "grants[0].assume.roleArn", "no name in 'when' holds a {capture}" },
        { "capture of the partition", Captures("[\"{p}:{r}\"]", "arn:${match.p}:iam::111122223333:role/${match.r}"), 5, "grants[0].assume.roleArn", "partition and service are literal" },
        { "account partly captured", Captures("[\"{a}:{r}\"]", "arn:aws:iam::1111${match.a}:role/${match.r}"), 5, "grants[0].assume.roleArn", "one capture alone" },
        { "account of two captures", Captures("[\"{a}:{b}\"]", "arn:aws:iam::${match.a}${match.b}:role/R"), 5, "grants[0].assume.roleArn", "one capture alone" },
        { "captures differ in a list", Captures("[\"a:{r}\", b]", "arn:aws:iam::111122223333:role/${match.r}"), 4, "grants[0].when.clientRoles[1]", "the first captures {r}" },
        { "captures in another order", Captures("[\"{a}:{b}\", \"{b}/{a}\"]", "arn:aws:iam::111122223333:role/${match.a}${match.b}"), 4, "grants[0].when.clientRoles[1]", "same order" },
        { "capture twice in a pattern", Captures("[\"{a}:{a}\"]", "arn:aws:iam::111122223333:role/${match.a}"), 4, "grants[0].when.clientRoles[0]", "once" },
        { "captures in two lists", Captures("[\"{a}\"], groups: [\"/{a}\"]", "arn:aws:iam::111122223333:role/${match.a}"), 4, "grants[0].when.groups", "'clientRoles' captures already" },
        { "captures in a denial", Head + Grant + "denials: [{id: d, when: {groups: [\"/{x}\"]}}]\n", 7, "denials[0].when.groups", "nothing to capture for" },
        { "duplicate denial id", Head + Grant + "denials: [{id: d, when: {groups: [a]}}, {id: d, when: {groups: [b]}}]\n", 7, "denials[1].id", "taken already" },
        { "assume in a denial", Head + Grant + "denials: [{id: d, when: {groups: [a]}, assume: {}}]\n", 7, "denials[0].assume", "unknown key" },
        { "bad service", Policy.OneGrant(permit: "{services: [S3]}"), 7, "grants[0].permit.services[0]", "endpoint's name" },
        { "bad region", Policy.OneGrant(permit: "{regions: [\"eu west\"]}"), 7, "grants[0].permit.regions[0]", "eu-west-1" },
        { "operation without its service", Policy.OneGrant(permit: "{operations: [GetItem]}"), 7, "grants[0].permit.operations[0]", "service:Operation" },
        { "wildcard in vending", Policy.OneGrant(permit: "{vending: [\"sts:*\"]}"), 7, "grants[0].permit.vending[0]", "without wildcards" },
        { "bad action", Policy.OneGrant(permit: "{statements: [{actions: [GetObject], resources: [\"*\"]}]}"), 7, "grants[0].permit.statements[0].actions[0]", "service:Action" },
        { "actions missing", Policy.OneGrant(permit: "{statements: [{resources: [\"*\"]}]}"), 7, "grants[0].permit.statements[0]", "'actions' (or 'notActions') is missing" },
        { "actions and notActions", Policy.OneGrant(permit: "{statements: [{actions: [\"*\"], notActions: [\"*\"], resources: [\"*\"]}]}"), 7, "grants[0].permit.statements[0]", "exclude each other" },
        { "resources missing", Policy.OneGrant(permit: "{statements: [{actions: [\"*\"]}]}"), 7, "grants[0].permit.statements[0]", "'resources' (or 'notResources') is missing" },
        { "claim in resource", Policy.OneGrant(permit: "{statements: [{actions: [\"*\"], resources: [\"arn:aws:s3:::${claims.team}/*\"]}]}"), 7, "grants[0].permit.statements[0].resources[0]", "take nothing from the caller" },
        { "claim in condition", Policy.OneGrant(permit: "{statements: [{actions: [\"*\"], resources: [\"*\"], conditions: {StringEquals: {k: \"${claims.a}\"}}}]}"), 7, "grants[0].permit.statements[0].conditions.StringEquals.k", "takes nothing from the caller" },
        { "bad effect", Policy.OneGrant(permit: "{statements: [{effect: allow, actions: [\"*\"], resources: [\"*\"]}]}"), 7, "grants[0].permit.statements[0].effect", "did you mean 'Allow'?" },
        { "session policy too long", Policy.OneGrant(permit: $"{{statements: [{{actions: [\"*\"], resources: [\"arn:aws:s3:::{new string('b', 2000)}\"]}}]}}"), 7, "grants[0].permit.statements", "2,048 at most" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_file_is_refused_with_line_path_and_words(string name, string text, int line, string path, string message)
    {
        var result = Policy.Parse(text);

        result.Snapshot.ShouldBeNull(name);
        result.Problems.ShouldContain(
            problem => !problem.Warning && problem.Line == line && problem.Path == path && problem.Message.Contains(message, StringComparison.Ordinal),
            $"{name}:\n{result.Report}");
    }

    [Fact]
    public void All_problems_are_reported_at_once_in_the_order_of_the_file()
    {
        var result = Policy.Parse("""
            version: 3
            accounts: {prod: "1"}
            grants:
              - id: a
                when: {grups: [x]}
                assume: {roleArn: nonsense}
              - id: a
                when: {acr: gold}
                assume: {roleArn: "arn:aws:iam::111122223333:role/R", duration: 1m}
                permit: {modes: []}
            """);

        result.Problems.Select(problem => (problem.Line, problem.Path)).ShouldBe(
        [
            (1, "version"), (2, "accounts.prod"), (5, "grants[0].when.grups"), (6, "grants[0].assume.roleArn"), (7, "grants[1].id"),
            (8, "grants[1].when.acr"), (9, "grants[1].assume.roleArn"), (9, "grants[1].assume.duration"), (10, "grants[1].permit.modes"),
        ]);
    }

    [Fact]
    public void Tags_bad_aliases_and_duplicate_keys_are_reported_among_the_others()
    {
        var result = Policy.Parse("""
            version: !v 1
            accounts: {prod: "111122223333"}
            grants:
              - id: a
                when: {groups: *nowhere, {a: b}: c}
                assume: {roleArn: !!str "arn:aws:iam::111122223333:role/R", duration: 1m, duration: 1h}
            denails: []
            """);

        result.Problems.Select(problem => (problem.Line, problem.Path)).ShouldBe(
        [
            (1, "version"), (5, "grants[0].when.groups"), (5, "grants[0].when"), (6, "grants[0].assume.roleArn"), (6, "grants[0].assume.duration"),
            (6, "grants[0].assume.duration"), (7, "denails"),
        ]);
    }

    [Fact]
    public void A_problem_has_the_column_where_the_value_stands() =>
        Policy.Parse("version: 1\ngrants: []\ndefaults:\n  duration: 5m\n").Problems.ShouldHaveSingleItem().Column.ShouldBe(13);

    [Fact]
    public void The_report_has_one_line_a_problem_as_compilers_write_them() =>
        Policy.Parse("version: 2\ngrants: []\n").Report.ShouldBe("policy.yaml:1:10: error: version: expected 1, the only version there is");

    [Fact]
    public void A_file_over_4_MiB_is_refused_unread()
    {
        var result = PolicyFile.Parse("big.yaml", new byte[PolicyFile.MaxBytes + 1]);

        result.Problems.ShouldHaveSingleItem().Message.ShouldContain("4,194,304");
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_refused() =>
        PolicyFile.Parse("latin.yaml", new byte[] { 0x76, 0xE9 }).Problems.ShouldHaveSingleItem().Message.ShouldBe("the file is not UTF-8");

    [Fact]
    public void Aliases_that_write_out_to_too_much_are_refused()
    {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(
            Enumerable.Range(0, 9).Select(i => $"{(char)('b' + i)}: &{(char)('b' + i)} [{string.Join(',', Enumerable.Repeat("*" + (char)('a' + i), 10))}]\n"));

        Policy.Parse(bomb).Problems.ShouldHaveSingleItem().Message.ShouldContain("aliases");
    }

    [Fact]
    public void Nesting_that_no_policy_needs_is_refused() =>
        Policy.Parse(new string('[', 100_000)).Problems.ShouldHaveSingleItem().Message.ShouldContain("levels deep");

    [Fact]
    public void Nesting_in_keys_is_refused() =>
        Policy.Parse(string.Concat(Enumerable.Repeat("{? ", 50_000))).Problems.ShouldHaveSingleItem().Message.ShouldContain("levels deep");

    [Fact]
    public void An_unknown_service_is_refused_where_services_are_known()
    {
        var text = System.Text.Encoding.UTF8.GetBytes(Policy.OneGrant(permit: "{services: [s3, dynamodbb]}"));

        var problem = PolicyFile.Parse("p", text, new HashSet<string> { "s3", "dynamodb" }).Problems.ShouldHaveSingleItem();

        problem.ToString().ShouldBe("7:29: error: grants[0].permit.services[1]: no AWS endpoint is named 'dynamodbb'; did you mean 'dynamodb'?");
    }

    /// <summary>Files that load, and what is said of them all the same.</summary>
    public static TheoryData<string, string> Doubtful => new()
    {
        { Policy.OneGrant(permit: "{modes: [credentials, forward], services: [s3]}"), "bind calls through the gateway alone" },
        { Policy.OneGrant(permit: "{modes: [console], regions: [eu-west-1]}"), "mean nothing without the mode forward" },
        { Policy.OneGrant(permit: "{statements: [{effect: Deny, actions: [\"*\"], resources: [\"*\"]}]}"), "no statement allows anything" },
        { Policy.OneGrant(more: "denials: [{id: d, when: {maxAuthAge: 1h}}]"), "denies those who logged in lately" },
        { "version: 1\ngrants: []\n", "nobody gets anything" },
        { Captures("[\"x-{r}\"]", "arn:aws:iam::111122223333:role/${match.r}").Replace("id: c", "id: arn", StringComparison.Ordinal), "are taken for ARNs" },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void A_doubtful_file_loads_with_a_warning(string text, string message)
    {
        var result = Policy.Parse(text);

        result.Loaded.ShouldBeTrue(result.Report);
        result.Problems.ShouldContain(problem => problem.Warning && problem.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{services: [s3, cloudformation]}", "cloudformation:CreateStack, cloudformation:UpdateStack, cloudformation:ExecuteChangeSet can make AWS keys")]
    [InlineData("{services: [ssm], modes: [forward]}", "ssm:StartAutomationExecution can make AWS keys")]
    [InlineData("{operations: [\"ssm:Start*\"]}", "ssm:StartAutomationExecution can make AWS keys")]
    [InlineData("{services: [ssm], statements: [{actions: [\"*\"], resources: [\"*\"]}]}", "ssm:StartAutomationExecution can make AWS keys")]
    [InlineData("{services: [ssm], statements: [{notActions: [\"iam:*\"], resources: [\"*\"]}]}", "ssm:StartAutomationExecution can make AWS keys")]
    [InlineData("{services: [ssm], statements: [{actions: [\"*\"], resources: [\"*\"]}, {effect: Deny, actions: [\"iam:*\"], resources: [\"*\"]}]}", "ssm:StartAutomationExecution can make AWS keys")]
    public void A_grant_that_names_a_way_to_keys_loads_with_a_warning(string permit, string message) =>
        Policy.Parse(Policy.OneGrant(permit: permit)).Problems.ShouldHaveSingleItem().Message.ShouldStartWith(message);

    [Theory]
    [InlineData("{services: [s3]}")]
    [InlineData("{regions: [eu-west-1]}")]
    [InlineData("{modes: [console]}")]
    [InlineData("{services: [ssm], operations: [\"ssm:Get*\"]}")]
    [InlineData("{operations: [\"cloudformation:Describe*\"]}")]
    [InlineData("{services: [ssm], statements: [{actions: [\"ssm:*\", \"ec2:*\"], resources: [\"*\"]}]}")]
    [InlineData("{services: [ssm], statements: [{notActions: [\"iam:*\", \"sts:*\"], resources: [\"*\"]}]}")]
    [InlineData("{services: [ssm], statements: [{actions: [\"*\"], resources: [\"*\"]}, {effect: Deny, actions: [\"iam:CreateAccessKey\", \"sts:AssumeRole\"], resources: [\"*\"]}]}")]
    public void A_grant_that_names_no_way_to_keys_loads_without_a_warning(string permit) => Policy.Parse(Policy.OneGrant(permit: permit)).Problems.ShouldBeEmpty();

    private static string Captures(string clientRoles, string roleArn) =>
        "version: 1\naccounts: {prod: \"111122223333\"}\ngrants:\n  - {id: c, when: {clientRoles: " + clientRoles + "},\n     assume: {roleArn: \"" + roleArn + "\"}}\n";
}
