using Gateway.Forwarding.Endpoints;
using Gateway.Policies;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting;

/// <summary>Checks all options before any room reads its own, so that everything that is wrong is told at once.</summary>
internal static class SettingsCheck
{
    /// <summary>Throws where an option is wrong, with the policy file's problems beside those of the options: it is read later, and would be told of at the next start.</summary>
    public static void CheckSettings(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (Exception e) when (e is OptionsValidationException or AggregateException)
        {
            if (FirstPolicy.ProblemsOf(app.Configuration["Gateway:PolicyFile"], EndpointTable.Default.KnownNames) is { } problems)
            {
                throw new AggregateException([.. e is AggregateException several ? several.InnerExceptions : [e], problems]);
            }

            throw;
        }
    }
}
