using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Sandbox.Aws;

/// <summary>
/// Every other service: the signature is verified, the call recorded, and the answer says what was understood, unless a test gave another.
/// </summary>
internal sealed class EchoService : IAwsService
{
    private readonly ConcurrentDictionary<string, Func<AwsCall, Task>> answers = new(StringComparer.Ordinal);

    /// <summary>Lets a service (by its signing name) answer as the test wants, after the signature was found right.</summary>
    public void Answer(string service, Func<AwsCall, Task> answer) => answers[service] = answer;

    public Task HandleAsync(AwsCall call)
    {
        call.Operation = OperationOf(call);
        call.RaiseFault();
        if (call.Operation.Length > 0 && call.Session is { Policy: { } policy } session
            && !policy.AllowsSomewhere($"{call.Service}:{call.Operation}", session, call.Region))
        {
            throw new ServiceException(400, "AccessDeniedException", $"No session policy allows {call.Service}:{call.Operation}.");
        }

        return answers.TryGetValue(call.Service, out var answer) ? answer(call) : HttpAnswer.JsonAsync(call.Context, new JsonObject
        {
            ["service"] = call.Service,
            ["region"] = call.Region,
            ["operation"] = call.Operation,
            ["method"] = call.Request.Method,
            ["target"] = call.Request.Target,
            ["bodySha256"] = call.BodySha256,
        });
    }

    /// <summary>X-Amz-Target of the JSON protocols, Action of the query protocols, the path of Smithy RPC; empty for REST.</summary>
    private static string OperationOf(AwsCall call)
    {
        if (call.Request.Header("x-amz-target") is { } target)
        {
            return target[(target.LastIndexOf('.') + 1)..];
        }

        if (call.Request.Path.Split('/') is [_, "service", _, "operation", var operation])
        {
            return operation;
        }

        var form = call.Request.Header("content-type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true;
        return form && new FormReader(Encoding.UTF8.GetString(call.Body)).ReadForm().TryGetValue("Action", out var action)
            ? action.ToString()
            : call.Request.Parameter("Action") ?? "";
    }
}
