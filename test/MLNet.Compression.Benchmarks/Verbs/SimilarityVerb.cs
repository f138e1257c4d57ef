using System.CommandLine;
using System.Globalization;
using System.Numerics.Tensors;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.Embeddings;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Training.Evaluation;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>How well the cosine of two texts' vectors goes with what people say of their likeness.</summary>
internal static class SimilarityVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var checkpoint = new Option<DirectoryInfo>("--checkpoint") { Description = "The Hugging Face folder of a sentence encoder, or the file of a model.", Required = true };
        var command = new Command("similarity", "Rounds a sentence encoder without training, and correlates the cosines of its vectors with the scores of STS-B's dev set.") { data, checkpoint };
        command.SetSitting((result, sitting) => Run(result.GetRequiredValue(data), result.GetRequiredValue(checkpoint).FullName, sitting));
        return command;
    }

    private static void Run(DirectoryInfo data, string checkpoint, Sitting sitting)
    {
        var task = FineTuningTask.All.Single(task => task.Name == "stsb");
        var pairs = task.Read(Path.Combine(data.FullName, task.Name)).Test;
        var scores = pairs.Select(pair => double.Parse(pair.Label, CultureInfo.InvariantCulture)).ToArray();
        var (ml, table) = (new MLContext(1), new Table().MarkdownBorder());
        table.AddColumns("model", "Spearman", "bytes");
        foreach (var form in VectorForm.All)
        {
            sitting.Now(form.Name);
            using var model = form.Make(ml, checkpoint, ml.Data.LoadFromEnumerable(pairs));
            var vectors = (model.Embed([.. pairs.Select(pair => pair.Text)]), model.Embed([.. pairs.Select(pair => pair.Pair)]));
            double[] cosines = [.. vectors.Item1.Zip(vectors.Item2, (first, second) => (double)TensorPrimitives.CosineSimilarity(first, second))];
            var correlation = new SpearmanCorrelation().Evaluate(new RegressionPredictions(cosines, scores));
            table.AddRow(form.Name, correlation.ToString("F4", CultureInfo.InvariantCulture), model.Model.SizeInBytes.ToString("N0", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
    }
}
