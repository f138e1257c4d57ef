using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;
using MLNet.Compression;
using Spectre.Console;

namespace QuickStart;

/// <summary>The whole way: data, one Fit, a table of its stages, a saved model, and the same model loaded again and used.</summary>
internal sealed class QuickStartRun(QuickStartOptions options, CancellationToken cancellation)
{
    private readonly MLContext _ml = ContextThatWarns(options.Seed);

    public void Execute()
    {
        var watch = Stopwatch.StartNew();
        var (train, test) = QuickStartData.Load(_ml, options);
        var model = LiveProgress.Show(progress => Pipeline(test, progress).Fit(train));
        var report = model.OfType<TextModelTransformer>().Single().Report;
        StageTable.Print(report);
        Console.WriteLine(report);

        _ml.Model.Save(model, train.Schema, options.Output.FullName);
        Console.WriteLine(FormattableString.Invariant($"Saved {options.Output.FullName}: {new FileInfo(options.Output.FullName).Length:N0} bytes. The model in it has {report.SizeInBytes:N0} bytes before the zip packs it."));
        var loaded = _ml.Model.Load(options.Output.FullName, out _);
        var metrics = _ml.MulticlassClassification.Evaluate(loaded.Transform(test));
        Console.WriteLine(FormattableString.Invariant($"Loaded again: accuracy {metrics.MicroAccuracy:F4}, log-loss {metrics.LogLoss:F4}. All of it took {watch.Elapsed:mm\\:ss}."));
        var page = Path.Combine(Directory.CreateDirectory("artifacts").FullName, "report.html");
        report.ToHtml(page);
        Console.WriteLine($"The report as a page for your browser: {page}");
        PredictionLoop.Run(_ml, loaded);
    }

    private static MLContext ContextThatWarns(int seed)
    {
        var ml = new MLContext(seed);
        ml.Log += (_, message) =>
        {
            if (message.Kind == ChannelMessageKind.Warning)
            {
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]{message.RawMessage}[/]");
            }
        };
        return ml;
    }

    private EstimatorChain<KeyToValueMappingTransformer> Pipeline(IDataView test, IProgress<TrainingProgress> progress)
    {
        var recipe = QuickStartRecipe.For(options);
        if (!recipe.HasTeachersHeads(options))
        {
            Console.WriteLine($"The student has {recipe.StudentFor(options).Heads} heads and the teacher another number: the student does not learn the teacher's attention.");
        }

        var trainers = _ml.MulticlassClassification.Trainers;
        var teacher = trainers.TextClassification(recipe.TeacherOptions(options, test, progress, cancellation));
        return _ml.Transforms.Conversion.MapValueToKey(nameof(LabeledText.Label))
            .Append(trainers.Distillation(teacher, recipe.DistillationOptions(options, progress, cancellation))
                .PruneQuickly(recipe.PruningOptions(progress, cancellation))
                .Quantize(QuickStartRecipe.QuantizationOptions(progress)))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
    }
}
