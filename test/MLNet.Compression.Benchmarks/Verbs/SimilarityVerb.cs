using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Benchmarks.Embeddings;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Training.Evaluation;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>How well the cosine of two texts' vectors goes with what people say of their likeness.</summary>
internal static class SimilarityVerb
{
    private const float HighestScore = 5;

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var checkpoint = new Option<DirectoryInfo>("--checkpoint") { Description = "The Hugging Face folder of a sentence encoder, or the file of a model.", Required = true };
        var tuned = new Option<bool>("--tuned") { Description = "Whether the encoder is fine-tuned on STS-B's training set too, and rounded to int8." };
        var rows = new Option<int>("--rows") { Description = "The most pairs that it is fine-tuned on, spread over the set; 0 for all." };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 for all." };
        var command = new Command("similarity", "Rounds a sentence encoder without training, or after fine-tuning, and correlates the cosines of its vectors with the scores of STS-B's dev set.") { data, checkpoint, tuned, rows, threads };
        command.SetSitting((result, sitting) => Run(
            result.GetRequiredValue(data), result.GetRequiredValue(checkpoint).FullName, result.GetValue(tuned), result.GetValue(rows), result.GetValue(threads), sitting));
        return command;
    }

    private static void Run(DirectoryInfo data, string checkpoint, bool isTuned, int rows, int threads, Sitting sitting)
    {
        var task = FineTuningTask.All.Single(task => task.Name == "stsb");
        var (train, test) = task.Read(Path.Combine(data.FullName, task.Name));
        var scores = test.Select(pair => double.Parse(pair.Label, CultureInfo.InvariantCulture)).ToArray();
        var (ml, table) = (new MLContext(1), new Table().MarkdownBorder());
        var view = ml.Data.LoadFromEnumerable(test);
        table.AddColumns("model", "Spearman", "Pearson", "bytes");
        foreach (var form in VectorForm.All)
        {
            sitting.Now(form.Name);
            using var model = form.Make(ml, checkpoint, view);
            var (first, second) = (model.Embed([.. test.Select(pair => pair.Text)]), model.Embed([.. test.Select(pair => pair.Pair)]));
            Add(form.Name, [.. first.Zip(second, VectorSimilarities.Cosine)], model);
        }

        if (isTuned)
        {
            sitting.Now("fine-tuning");
            using var model = Trainer().Fit(ml.Data.LoadFromEnumerable(SpreadRows.Of(train, rows).Select(RatedPair.Of).ToArray()));
            using var rounded = (TextModelTransformer)model.Quantize();
            Add("fine-tuned, fp32", Predicted(model), model);
            Add("fine-tuned, int8", Predicted(rounded), rounded);
        }

        AnsiConsole.Write(table);

        SentenceSimilarityTrainer Trainer() => ml.Regression.Trainers.SentenceSimilarity(new SentenceSimilarityTrainer.Options
        {
            Sentence1ColumnName = nameof(RatedPair.Text),
            Sentence2ColumnName = nameof(RatedPair.Pair),
            HighestLabel = HighestScore,
            Checkpoint = checkpoint,
            Epochs = task.Epochs,
            LearningRate = task.LearningRate,
            Threads = threads,
            CancellationToken = sitting.Stop,
        });

        double[] Predicted(TextModelTransformer model) => [.. model.Transform(view).GetColumn<float>("Score").Select(score => (double)score)];

        void Add(string name, double[] predicted, TextModelTransformer model)
        {
            var predictions = new RegressionPredictions(predicted, scores);
            table.AddRow(name, Text(new SpearmanCorrelation().Evaluate(predictions)), Text(new PearsonCorrelation().Evaluate(predictions)), model.Model.SizeInBytes.ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    private static string Text(double correlation) => correlation.ToString("F4", CultureInfo.InvariantCulture);
}
