using Gateway.Cli;
using Gateway.Cli.Terminal;

return await StsgwCommand.RunAsync(ProcessContext.Create(), args);
