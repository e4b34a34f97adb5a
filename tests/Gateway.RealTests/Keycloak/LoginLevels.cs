using System.Text.Json.Nodes;

namespace Gateway.RealTests.Keycloak;

/// <summary>
/// A realm whose logins have two levels, as https://www.keycloak.org/docs/latest/server_admin/#_step-up-flow describes them: the password gives
/// <c>acr</c> silver, and the password once more gives gold.
/// </summary>
internal static class LoginLevels
{
    private const string Flow = "levels";

    private static readonly string[] Levels = ["silver", "gold"];

    public static async Task LogInByLevelsAsync(this KeycloakAdmin admin, string realm)
    {
        var authentication = $"/admin/realms/{realm}/authentication";
        await admin.SendAsync(HttpMethod.Post, $"{authentication}/flows", new JsonObject { ["alias"] = Flow, ["providerId"] = "basic-flow", ["topLevel"] = true, ["builtIn"] = false });
        await AddStepAsync(Flow, "auth-cookie");
        await AddFlowAsync(Flow, "steps");
        foreach (var (level, form) in Levels.Zip(["auth-username-password-form", "auth-password-form"]))
        {
            await AddFlowAsync("steps", level);
            await AddStepAsync(level, "conditional-level-of-authentication");
            await AddStepAsync(level, form);
        }

        await RequireAsync();
        await admin.SendAsync(HttpMethod.Put, $"/admin/realms/{realm}", new JsonObject
        {
            ["browserFlow"] = Flow,
            ["attributes"] = new JsonObject { ["acr.loa.map"] = """{"silver": 1, "gold": 2}""" },
        });

        Task AddStepAsync(string flow, string provider) =>
            admin.SendAsync(HttpMethod.Post, $"{authentication}/flows/{flow}/executions/execution", new JsonObject { ["provider"] = provider });

        Task AddFlowAsync(string flow, string alias) =>
            admin.SendAsync(HttpMethod.Post, $"{authentication}/flows/{flow}/executions/flow", new JsonObject { ["alias"] = alias, ["type"] = "basic-flow" });

        async Task RequireAsync()
        {
            var level = 0;
            foreach (var step in (await admin.SendAsync(HttpMethod.Get, $"{authentication}/flows/{Flow}/executions", body: null)).AsArray())
            {
                step!["requirement"] = Requirement(step);
                await admin.SendAsync(HttpMethod.Put, $"{authentication}/flows/{Flow}/executions", step);
                if ((string?)step["providerId"] is "conditional-level-of-authentication")
                {
                    level++;
                    await admin.SendAsync(HttpMethod.Post, $"{authentication}/executions/{step["id"]}/config", new JsonObject
                    {
                        ["alias"] = $"level {level}",
                        ["config"] = new JsonObject { ["loa-condition-level"] = $"{level}", ["loa-max-age"] = "36000" },
                    });
                }
            }
        }
    }

    private static string Requirement(JsonNode step) => ((string?)step["displayName"], (string?)step["providerId"]) switch
    {
        ("steps", _) or (_, "auth-cookie") => "ALTERNATIVE",
        ({ } name, null) when Levels.Contains(name) => "CONDITIONAL",
        _ => "REQUIRED",
    };
}
