using System.CommandLine;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary><c>stsgw login</c>.</summary>
internal sealed class LoginCommand : Command
{
    private readonly Argument<string?> _url = new("url") { Description = "The gateway's address; only needed the first time.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _name = new("--name") { Description = "What to call a new gateway; default: its host's first label.", HelpName = "name" };
    private readonly Option<bool> _device = new("--device") { Description = "Log in on another device by entering a code there." };
    private readonly Option<bool> _noBrowser = new("--no-browser") { Description = "Print the login page's address instead of opening it." };
    private readonly NumberOption _port = new("--callback-port", 0, 65_535) { Description = "The loopback port for the login's answer; default: any free one.", HelpName = "port" };
    private readonly Option<string?> _clientId = new("--client-id") { Description = "Log in as this client with its secret ($STSGW_CLIENT_SECRET, or one line on standard input).", HelpName = "id" };
    private readonly Option<string?> _acr = new("--acr-values") { Description = "Ask for one of these authentication contexts.", HelpName = "values" };
    private readonly NumberOption _maxAge = new("--max-age", 0, int.MaxValue) { Description = "Ask for a login that is no older than this many seconds.", HelpName = "seconds" };
    private readonly ChoiceOption<StorageChoice> _storage = new("--storage", [], "auto", "keyring", "file") { Description = "Where to keep the session: auto (a keyring where there is one), keyring or file." };
    private readonly AllowHttpOption _allowHttp = new();
    private readonly CliContext _context;
    private readonly TargetFile _file;

    public LoginCommand(CliContext context, TargetFile file, TargetOption target)
        : base("login", "Log in.")
    {
        _context = context;
        _file = file;
        Arguments.Add(_url);
        Option[] options = [_name, _device, _noBrowser, _port, _clientId, _acr, _maxAge, _storage, _allowHttp];
        foreach (var option in options)
        {
            Options.Add(option);
        }

        this.SetHandler(context, (parse, cancellation) => RunAsync(parse, parse.GetValue(target), cancellation));
    }

    private async Task<int> RunAsync(ParseResult parse, string? named, CancellationToken cancellation)
    {
        if (parse.GetValue(_device) && (parse.GetValue(_acr) is not null || parse.GetValue(_maxAge) is not null))
        {
            return _context.Fail(new Failure(
                ExitCode.Usage,
                "A device login cannot ask for a level or an age: its request has no place for --acr-values or --max-age.",
                "Use --no-browser instead of --device: it prints the page's address, and takes the answer of a browser on another machine by paste."));
        }

        var selected = Select(parse, named);
        if (!selected.Succeeded)
        {
            return _context.Fail(selected.Failure);
        }

        var configuration = await GatewayDiscovery.FetchAsync(_context, selected.Value, cancellation);
        if (!configuration.Succeeded)
        {
            return _context.Fail(configuration.Failure);
        }

        var storage = StorageChoices.Decide(_context, parse.GetValue(_storage));
        if (!storage.Succeeded)
        {
            return _context.Fail(storage.Failure);
        }

        // Not found out after the person has logged in.
        PrivateFile.ProveWritable(_context.ConfigDirectory);
        PrivateFile.ProveWritable(SessionStore.Directory(_context));
        var before = selected.Value;
        var target = before with { Configuration = configuration.Value, Storage = storage.Value };
        var login = parse.GetValue(_clientId) is { } clientId
            ? await ClientAsync(target, clientId, cancellation)
            : await InteractiveLogin.RunAsync(
                _context,
                target,
                configuration.Value,
                parse.GetValue(_device) ? LoginMethod.Device : LoginMethod.Browser,
                new LoginRequest
                {
                    AcrValues = parse.GetValue(_acr),
                    MaxAge = parse.GetValue(_maxAge),
                    NoBrowser = parse.GetValue(_noBrowser),
                    CallbackPort = parse.GetValue(_port) ?? 0,
                },
                cancellation);
        if (!login.Succeeded)
        {
            return _context.Fail(login.Failure);
        }

        var saved = await SaveAsync(target, cancellation);
        if (!saved.Succeeded)
        {
            return _context.Fail(saved.Failure);
        }

        if (before.Storage != target.Storage)
        {
            // No second copy stays behind in the place that is no longer looked at.
            BestEffort.Try(_context, "The session before cannot be forgotten where it was kept", () => SessionStore.For(_context, before).Delete());
        }

        var claims = TokenClaims.Read(login.Value.AccessToken);
        var who = claims?.Text("preferred_username") ?? claims?.Text("sub") ?? "someone";
        await _context.Error.WriteLineAsync($"Logged in at {target.Name} ({target.Url}) as {PlainText.Of(who)}.");
        return (int)ExitCode.Done;
    }

    /// <summary>Writes what a login decides into the entry as it stands now: minutes have passed, and the rest of it is other commands' to change.</summary>
    private async Task<Result<TargetBook>> SaveAsync(Target target, CancellationToken cancellation)
    {
        Target? taken = null;
        var saved = await _file.ChangeAsync(
            book =>
            {
                var entry = book.Find(target.Name) ?? target;
                taken = entry.Url == target.Url ? null : entry;
                return taken is not null
                    ? book
                    : book.With(entry with { AllowHttp = target.AllowHttp, Storage = target.Storage, Configuration = target.Configuration }) with { Current = target.Name };
            },
            cancellation);
        return taken is null ? saved : Taken(taken);
    }

    private static Failure Taken(Target known) =>
        new(ExitCode.Usage, $"There is a target '{known.Name}' already, with the address {known.Url}.", "Choose another --name.");

    private Result<Target> Select(ParseResult parse, string? named)
    {
        if (parse.GetValue(_url) is not { } typed)
        {
            return SelectUsual(named);
        }

        var url = TargetUrl.Parse(typed, parse.GetValue(_allowHttp));
        var read = _file.Read();
        if (!url.Succeeded || !read.Succeeded)
        {
            return url.Failure ?? read.Failure!;
        }

        var wanted = parse.GetValue(_name) ?? named;
        if (wanted is not null && !TargetName.TryParse(wanted, out _))
        {
            return new Failure(ExitCode.Usage, $"'{wanted}' cannot be a target's name.");
        }

        var known = wanted is null ? read.Value.Find(url.Value) : read.Value.Find(wanted);
        if (known is not null && known.Url != url.Value)
        {
            return Taken(known);
        }

        var target = known ?? new Target { Name = wanted ?? read.Value.FreeName(TargetName.For(url.Value)), Url = url.Value };
        return target with { AllowHttp = target.AllowHttp || parse.GetValue(_allowHttp) };
    }

    /// <summary>The target that other commands would use; one that is not saved yet gets the name that it will be saved by.</summary>
    private Result<Target> SelectUsual(string? named)
    {
        var selected = TargetSelection.Select(_context, _file, named);
        return selected is { Succeeded: true, Value.IsSaved: false } && _file.Read() is { Succeeded: true, Value: var book }
            ? selected.Value with { Name = book.FreeName(TargetName.For(selected.Value.Url)) }
            : selected;
    }

    private async Task<Result<StoredSession>> ClientAsync(Target target, string clientId, CancellationToken cancellation)
    {
        var secret = _context.Variable("STSGW_CLIENT_SECRET") ?? (await SecretAsync(clientId, cancellation))?.Trim();
        if (string.IsNullOrEmpty(secret))
        {
            return new Failure(ExitCode.Usage, "A client logs in with its secret.", "Set STSGW_CLIENT_SECRET, or give it as one line on standard input.");
        }

        var login = await ClientCredentialsLogin.RunAsync(_context, target, clientId, secret, cancellation);
        if (login.Succeeded)
        {
            var store = SessionStore.For(_context, target);
            using var held = await store.LockAsync(cancellation);
            if (held is null)
            {
                return SessionStore.Busy;
            }

            store.Write(login.Value);
            TokenFile.Update(_context, target, login.Value.AccessToken);
        }

        return login;
    }

    private async Task<string?> SecretAsync(string clientId, CancellationToken cancellation)
    {
        if (!_context.IsInteractive)
        {
            return await _context.In.ReadLineAsync(cancellation);
        }

        await _context.Error.WriteAsync($"Secret of {PlainText.Of(clientId)} (not shown): ");
        try
        {
            // Reading a terminal cannot be cancelled, so the wait for it is.
            return await Task.Run(_context.ReadHidden, cancellation).WaitAsync(cancellation);
        }
        finally
        {
            await _context.Error.WriteLineAsync();
        }
    }
}
