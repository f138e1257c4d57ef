using QuickStart;
using Spectre.Console;

// A file or a pipe gets text without colours.
AnsiConsole.Profile.Capabilities.Ansi &= !Console.IsOutputRedirected;
return QuickStartCommand.Create().Parse(args).Invoke();
