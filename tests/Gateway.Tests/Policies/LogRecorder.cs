using Gateway.Policies;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Policies;

/// <summary>Keeps the ids of logged events.</summary>
internal sealed class LogRecorder : ILogger<PolicyStore>
{
    public List<int> Events { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Events.Add(eventId.Id);
}
