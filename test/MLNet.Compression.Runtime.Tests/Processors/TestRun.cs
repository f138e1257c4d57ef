using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;

namespace MLNet.Compression.Runtime.Tests.Processors;

/// <summary>Runs tests of an assembly again in a process of their own.</summary>
/// <param name="assembly">The assembly.</param>
/// <param name="prefixes">The beginnings of the full names of the fixtures to run.</param>
internal sealed class TestRun(Assembly assembly, params string[] prefixes)
{
    private static readonly XNamespace _trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Demands that every fixture runs on another processor and none of its tests fails; ignored where the processor is this machine's own.</summary>
    public void AssertPasses(LesserProcessor processor)
    {
        if (processor.Processor == Processor.Current)
        {
            Assert.Ignore($"This machine is one {processor} itself: the tests run so already.");
        }

        var folder = Directory.CreateTempSubdirectory("mlnet-compression-tests-");
        try
        {
            var results = Path.Combine(folder.FullName, "results.trx");
            var (exitCode, output) = Run(processor, results);
            Assert.That(exitCode, Is.Zero, output);
            Assert.That(PassedFixtures(results), Is.EquivalentTo(Fixtures()), output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private (int ExitCode, string Output) Run(LesserProcessor processor, string results)
    {
        var filter = string.Join('|', prefixes.Select(prefix => $"FullyQualifiedName~{prefix}"));
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["test", assembly.Location, "--filter", filter, "--logger", $"trx;LogFileName={results}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        processor.Set(start.Environment);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, $"Tests {processor}:\n{Quoted(output)}\n{Quoted(error.Result)}");
    }

    /// <summary>With marks before its lines: who counts the results of a whole log must not count those of this run.</summary>
    private static string Quoted(string text) => string.Concat(text.Split('\n').Select(line => $"| {line}\n"));

    /// <summary>All that the filter names, whether or not the run found them.</summary>
    private IEnumerable<string> Fixtures() =>
        from type in assembly.GetTypes()
        where prefixes.Any(prefix => type.FullName!.StartsWith(prefix, StringComparison.Ordinal))
        where type.GetMethods().Any(method => method.GetCustomAttributes().Any(attribute => attribute is TestAttribute or TestCaseAttribute or TestCaseSourceAttribute))
        select type.FullName;

    private static IEnumerable<string> PassedFixtures(string results)
    {
        var run = XDocument.Load(results).Root!;
        var fixtures = run.Descendants(_trx + "UnitTest").ToDictionary(
            test => test.Attribute("id")!.Value, test => test.Element(_trx + "TestMethod")!.Attribute("className")!.Value);
        return run.Descendants(_trx + "UnitTestResult")
            .Where(result => result.Attribute("outcome")!.Value == "Passed")
            .Select(result => fixtures[result.Attribute("testId")!.Value])
            .Distinct();
    }
}
