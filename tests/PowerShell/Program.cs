using Microsoft.PowerShell;

// PowerShell itself, from its package, so that a machine without one can run what is written for it: the arguments are pwsh's own.
return ConsoleShell.Start(bannerText: null, helpText: null, args);
