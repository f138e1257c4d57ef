using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.Distilling;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>Gives a checkpoint a masked-LM head, for the tables that need one.</summary>
internal static class PretrainingVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder with the folder corpus.", Required = true };
        var checkpoint = new Option<DirectoryInfo>("--checkpoint") { Description = "A Hugging Face folder.", Required = true };
        var texts = new Option<int>("--texts") { Description = "Lines of running text.", DefaultValueFactory = _ => 20_000 };
        var rate = new Option<double>("--rate") { Description = "The peak learning rate.", DefaultValueFactory = _ => 1e-4 };
        var export = new Option<DirectoryInfo>("--export") { Description = "Receives the Hugging Face folder.", Required = true };
        var command = new Command("pretraining", "Goes on with the pre-training of a model by masked language modelling, in one pass over running text.") { data, checkpoint, texts, rate, export };
        command.SetSitting(ownDisplay: true, run: (result, sitting) =>
        {
            var ml = new MLContext(seed: 1);
            var lines = RunningText.Read(Path.Combine(result.GetRequiredValue(data).FullName, "corpus"), result.GetValue(texts));
            AnsiConsole.Progress().Start(context =>
            {
                var bar = context.AddTask("masked language modelling");
                var options = new ContinuedPretrainingTrainer.Options
                {
                    Epochs = 1,
                    LearningRate = result.GetValue(rate),
                    Progress = new Progress<TrainingProgress>(at =>
                    {
                        bar.Value(100.0 * at.Step / at.TotalSteps);
                        bar.Description(string.Create(CultureInfo.InvariantCulture, $"masked language modelling, loss {at.Loss:F2}"));
                    }),
                    CancellationToken = sitting.Stop,
                };
                using var model = ml.Transforms.Text.ContinuedPretraining(result.GetRequiredValue(checkpoint).FullName, options)
                    .Fit(ml.Data.LoadFromEnumerable(lines.Select(line => new MadeText { Text = line })));
                model.ExportCheckpoint(result.GetRequiredValue(export).FullName, overwrite: true);
            });
        });
        return command;
    }
}
