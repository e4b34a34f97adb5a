using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Doors;

/// <summary>Asks the gateway at its doors.</summary>
internal sealed class GatewayClient(HttpClient http)
{
    /// <summary>Asks at one door.</summary>
    /// <param name="address">The door, with its query.</param>
    /// <param name="token">The access token; null for doors that ask for none.</param>
    /// <param name="shape">The shape of the answer.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<Result<T>> GetAsync<T>(Uri address, string? token, JsonTypeInfo<T> shape, CancellationToken cancellation)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("application/problem+json");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        try
        {
            using var response = await http.SendAsync(request, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                return await FailureOfAsync(response, address, cancellation);
            }

            return await response.Content.ReadFromJsonAsync(shape, cancellation) is { } value ? value : NotUnderstood(address);
        }
        catch (JsonException)
        {
            return NotUnderstood(address);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return new Failure(
                ExitCode.Unreachable,
                $"The gateway at {address.GetLeftPart(UriPartial.Authority)} cannot be reached: {e.InnerException?.Message ?? e.Message}",
                "`stsgw doctor` shows which step fails.");
        }
    }

    private static Failure NotUnderstood(Uri address) =>
        new(ExitCode.Failed, $"{address.GetLeftPart(UriPartial.Path)} answers what no gateway answers.", "Is it the gateway's address? `stsgw doctor` looks closer.");

    private static async Task<Failure> FailureOfAsync(HttpResponseMessage response, Uri address, CancellationToken cancellation)
    {
        var problem = await ProblemOfAsync(response, cancellation);
        var said = problem?.Detail ?? problem?.Title ?? $"{address.GetLeftPart(UriPartial.Path)} answered {(int)response.StatusCode}.";
        var message = problem?.RequestId is { } id ? $"{said} (request {id})" : said;
        var challenge = BearerChallenge.From(response.Headers.WwwAuthenticate);
        return (response.StatusCode, challenge) switch
        {
            (_, { StepUp: { } stepUp }) => new Failure(ExitCode.FreshLoginNeeded, message) { StepUp = stepUp },
            (HttpStatusCode.Unauthorized, _) => new Failure(ExitCode.LoginNeeded, message) { TokenRejected = true },
            (HttpStatusCode.Forbidden or HttpStatusCode.NotFound, _) =>
                new Failure(ExitCode.Refused, message, "`stsgw roles` lists what you may use and how."),
            (HttpStatusCode.BadRequest, _) => new Failure(ExitCode.Usage, message),
            ( >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests, _) => new Failure(ExitCode.Unreachable, message),
            ( >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest, _) =>
                new Failure(ExitCode.Failed, $"{address.GetLeftPart(UriPartial.Authority)} redirects elsewhere, and a token is not sent after it.", "Give the gateway's own address."),
            _ => new Failure(ExitCode.Failed, message),
        };
    }

    private static async Task<Problem?> ProblemOfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            return response.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json"
                ? await response.Content.ReadFromJsonAsync(DoorJson.Default.Problem, cancellation)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
