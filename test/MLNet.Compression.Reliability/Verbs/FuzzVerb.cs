using System.CommandLine;
using System.Globalization;
using MLNet.Compression.Reliability.Fuzzing;

namespace MLNet.Compression.Reliability.Verbs;

/// <summary>Damaged files for every reader.</summary>
internal static class FuzzVerb
{
    private const long Step = 10_000;
    private const int MostShown = 20;

    public static Command Create()
    {
        var mutations = new Option<long>("--mutations") { Description = "Damaged files of each format.", DefaultValueFactory = _ => 100_000 };
        var from = new Option<long>("--from") { Description = "The first mutation: goes on where a run stopped, or repeats a finding with --mutations 1.", DefaultValueFactory = _ => 0 };
        var seed = new Option<int>("--seed") { Description = "Mutation n of a seed is always the same.", DefaultValueFactory = _ => 1 };
        var formats = new Option<string[]>("--format") { Description = "Which formats: " + string.Join(", ", FuzzTargets.Names), DefaultValueFactory = _ => [.. FuzzTargets.Names], AllowMultipleArgumentsPerToken = true };
        formats.AcceptOnlyFromAmong([.. FuzzTargets.Names]);
        var command = new Command("fuzz", "Gives each reader damaged files: it must read or refuse them, in bounded memory and time.") { mutations, from, seed, formats };
        command.SetAction(result => Run(
            result.GetRequiredValue(formats), result.GetRequiredValue(seed), result.GetRequiredValue(from), result.GetRequiredValue(mutations)));
        return command;
    }

    private static int Run(string[] formats, int seed, long from, long mutations)
    {
        var findings = 0;
        foreach (var format in formats)
        {
            using var workplace = new Workplace();
            var report = new FuzzRun(FuzzTargets.Create(format, workplace), seed).Run(from, mutations, (index, sofar) =>
            {
                if ((index + 1) % Step == 0)
                {
                    Console.Error.WriteLine($"{format}: {index + 1:N0}, {sofar.Findings.Count} findings");
                }
            });
            Print(format, mutations, report);
            findings += report.Findings.Count;
        }

        return findings == 0 ? 0 : 1;
    }

    private static void Print(string format, long mutations, FuzzReport report)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{format,-17} {mutations,9:N0} mutations: {report.Loaded,8:N0} loaded, {report.Refused,8:N0} refused, {report.Findings.Count} findings; memory at most {report.LargestShareOfMemory:P0} of the limit; slowest {report.Slowest.TotalMilliseconds:F0} ms (mutation {report.SlowestIndex}), {report.SlowerThanASecond} above a second"));
        foreach (var finding in report.Findings.DistinctBy(PlaceOf).Take(MostShown))
        {
            Console.WriteLine($"  mutation {finding.Index}: {finding.Description}");
        }
    }

    // Many mutations lead to one fault: it is shown once for each place that throws.
    private static string PlaceOf(FuzzFinding finding) => finding.Description.Split('\n').ElementAtOrDefault(1) ?? finding.Description;
}
