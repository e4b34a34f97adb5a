namespace Gateway.Sandbox.Keycloak;

/// <summary>Switches by which a test takes the realm down, makes it wait, or lets it lie.</summary>
internal sealed class KeycloakFaults
{
    private volatile bool down;
    private volatile TaskCompletionSource? held;
    private volatile KeycloakLie lie;

    public KeycloakLie Lie
    {
        get => lie;
        set => lie = value;
    }

    /// <summary>Resets every connection from now on.</summary>
    public void Down() => down = true;

    public void Up() => down = false;

    /// <summary>Lets requests wait, unanswered, until the returned thing is disposed of.</summary>
    public IDisposable Hold()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        held = gate;
        return new Release(() =>
        {
            held = null;
            gate.TrySetResult();
        });
    }

    /// <summary>Waits while held; false if the connection is to be reset.</summary>
    public async Task<bool> PassAsync(CancellationToken cancellation)
    {
        if (held is { } gate)
        {
            await gate.Task.WaitAsync(cancellation);
        }

        return !down;
    }

    private sealed class Release(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
