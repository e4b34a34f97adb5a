using System.CommandLine;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary>What <c>stsgw login</c> can be told.</summary>
internal sealed class LoginOptions
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

    /// <summary>A command with these options.</summary>
    public Command Command(string name, string description) =>
        new(name, description) { _url, _name, _device, _noBrowser, _port, _clientId, _acr, _maxAge, _storage, _allowHttp };

    public LoginChoices Read(ParseResult parse) => new()
    {
        Url = parse.GetValue(_url),
        Name = parse.GetValue(_name),
        AllowHttp = parse.GetValue(_allowHttp),
        Storage = parse.GetValue(_storage),
        ClientId = parse.GetValue(_clientId),
        Method = parse.GetValue(_device) ? LoginMethod.Device : LoginMethod.Browser,
        Request = new LoginRequest
        {
            AcrValues = parse.GetValue(_acr),
            MaxAge = parse.GetValue(_maxAge),
            NoBrowser = parse.GetValue(_noBrowser),
            CallbackPort = parse.GetValue(_port) ?? 0,
        },
    };
}
