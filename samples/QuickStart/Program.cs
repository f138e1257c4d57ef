using System.CommandLine;
using QuickStart;
using Spectre.Console;

// A file or a pipe gets text without colours.
AnsiConsole.Profile.Capabilities.Ansi &= !Console.IsOutputRedirected;

// Time to write a last checkpoint after Ctrl+C.
return QuickStartCommand.Create().Parse(args).Invoke(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
