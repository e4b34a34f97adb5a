using System.Text;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Gateway.Hosting;

/// <summary>How the process listens, logs and believes proxies.</summary>
internal static class HostingServices
{
    /// <summary>The largest body of a door that is not forwarded.</summary>
    private const int MaxDoorBody = 64 * 1024;

    /// <summary>How the log writes the time (RFC 3339), in UTC.</summary>
    private const string Time = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>Adds the files of <see cref="GatewayOptions.SettingsFolder"/> to the configuration.</summary>
    public static void AddSettingsFolder(this ConfigurationManager settings)
    {
        if (settings["Gateway:SettingsFolder"] is { Length: > 0 } folder && Directory.Exists(folder))
        {
            settings.AddKeyPerFile(Path.GetFullPath(folder));
        }
    }

    public static void AddHosting(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOptions<GatewayOptions>().BindTyped(builder.Configuration.GetSection("Gateway")).ValidateAnnotations();
        builder.Services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        builder.Services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, TrustedProxies>();
        builder.Services.AddSingleton<UnknownSettings>();
        builder.Services.AddSingleton<ServerCertificates>();
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(services => services.GetRequiredService<ServerCertificates>());

        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AnswerJson.Default));

        // Standard output belongs to the audit records.
        // The formatter stays the operator's choice, of which the slim builder leaves one alone.
        builder.Logging.AddConsole();
        builder.Services.Configure<SimpleConsoleFormatterOptions>(console =>
        {
            console.SingleLine = true;
            Dated(console, Time + " ");
        });
        builder.Services.Configure<JsonConsoleFormatterOptions>(console => Dated(console, Time));
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            // Named, or the framework puts options of its own in the place of those above.
            console.FormatterName = builder.Configuration["Logging:Console:FormatterName"] ?? ConsoleFormatterNames.Simple;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            // A standard error that nobody reads costs lines, whose number is told when it is read again, and not calls that wait to write theirs.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Says nothing that Kestrel or the audit middleware does not say, and while it may, every request gets an Activity and a log scope.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        // Program says why the host does not start, without a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddFilter("Yarp", LogLevel.Error);

        // A line ends in CR LF (RFC 9112 section 2.2): a proxy in front may not take a bare LF for an end.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", isEnabled: true);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxDoorBody;
            // Presigned URLs carry a session token, and S3 keys of 1,024 bytes may be percent-encoded.
            kestrel.Limits.MaxRequestLineSize = 32 * 1024;
            // One char a byte both ways, so that headers are hashed and passed on as they came.
            kestrel.RequestHeaderEncodingSelector = name => name == HeaderNames.Connection ? ConnectionHeaderEncoding.Instance : Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        });
    }

    private static void Dated(ConsoleFormatterOptions console, string format)
    {
        console.TimestampFormat ??= format;
        console.UseUtcTimestamp = true;
    }

    private sealed class TrustedProxies(IOptions<GatewayOptions> gateway) : IConfigureOptions<ForwardedHeadersOptions>
    {
        public void Configure(ForwardedHeadersOptions options)
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var range in gateway.Value.TrustedProxies)
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(range));
            }

            // Without a trusted proxy nothing is believed: the framework takes empty lists to mean everyone.
            options.ForwardedHeaders = gateway.Value.TrustedProxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = null;
        }
    }
}
