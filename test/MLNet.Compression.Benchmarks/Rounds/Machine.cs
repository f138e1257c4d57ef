using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Environments;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Rounds;

/// <summary>Says on what the figures below it were measured.</summary>
internal static class Machine
{
    /// <summary>Prints processor, system, .NET and the versions of the packages measured against.</summary>
    /// <param name="peers">Types of their assemblies.</param>
    public static void Write(params ReadOnlySpan<Type> peers)
    {
        foreach (var line in HostEnvironmentInfo.GetCurrent().ToFormattedString())
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{line}");
        }

        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}");
        foreach (var peer in peers)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{peer.Assembly.GetName().Name} {VersionOf(peer.Assembly)}");
        }
    }

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? $"{assembly.GetName().Version}";
}
