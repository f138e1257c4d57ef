using System.CommandLine;
using MLNet.Compression.Benchmarks.Compressing;
using MLNet.Compression.Benchmarks.Quantizing;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What a model loses when its weights have few bits, with training and without.</summary>
internal static class QuantizationVerb
{
    public static Command Create()
    {
        var command = new Command("quantization", "Quantises a model in every combination of the given ways, and measures what is left: accuracy, loyalty, bytes and time.");
        var shared = new CompressionOptions(command);
        var plans = new NamedOption<Named<QuantizationPlan>>("--plans", "Which formats", QuantizationChoices.Plans, each => each.Name, "w8");
        var trainings = new NamedOption<QuantizationTraining>("--trainings", "How the model comes to them", QuantizationChoices.Trainings, each => each.Name, "distilled");
        var rates = CompressionOptions.Numbers("--rates", "Peak learning rates.", 2e-5);
        var epochs = CompressionOptions.Epochs(1);
        foreach (var option in (Option[])[plans, trainings, rates, epochs])
        {
            command.Add(option);
        }

        command.SetSitting(ownDisplay: true, run: (result, sitting) =>
        {
            CompressionWay[] ways =
            [
                new UnroundedWay(),
                .. (from formats in plans.Read(result)
                    from training in trainings.Read(result)
                    from rate in result.GetRequiredValue(rates)
                    from passes in result.GetRequiredValue(epochs)
                    select new QuantizationWay(formats, training, rate, passes)).DistinctBy(way => way.ToString()),
            ];
            var (plan, results) = shared.Run(result, ways, sitting.Stop);
            AnsiConsole.Write(QuantizationTable.Of(plan, results));
        });
        return command;
    }
}
