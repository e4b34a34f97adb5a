using System.Reflection;
using System.Text.Json;
using Gateway.Assuming;
using Gateway.Forwarding.Errors;
using Gateway.Issuing;
using Gateway.Policies;
using Gateway.Portal.SignIn;
using Gateway.Sso.Oidc;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

public sealed class ReasonTests
{
    /// <summary>A client that merely waits leaves no record.</summary>
    private static readonly OidcError[] Unrecorded = [OidcError.AuthorizationPending];

    [Fact]
    public void Every_reason_is_in_the_operations_guide()
    {
        var section = Repository.Read("docs/operations.md").Split("\n### Reasons\n")[1].Split("\n## ")[0];
        string[] reasons =
        [
            .. Names<RefusalKind>(),
            .. Names<RoleRefusalReason>().Select(name => "role-" + name),
            .. Names<AssumeFailureReason>().Except(["over-limit"]).Select(name => "sts-" + name),
            .. Names<ForwardFault>().Select(name => name is "signature" or "payload" ? name + "-…" : name),
            .. Fields<OidcError>().Except(Unrecorded).Select(error => error.Reason),
            .. Fields<SignInFailure>().Append(SignInFailure.Rejected("")).Select(failure => failure.Code),
        ];

        reasons.Where(reason => !section.Contains($"`{reason}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName);

    private static IEnumerable<T> Fields<T>() => typeof(T).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => field.GetValue(null)).OfType<T>();
}
