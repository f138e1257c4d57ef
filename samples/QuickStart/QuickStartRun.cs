using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Compression;
using Spectre.Console;

namespace QuickStart;

/// <summary>The whole way: data, one Fit, a table of its stages, a saved model, and the same model loaded again and used.</summary>
internal sealed class QuickStartRun(QuickStartOptions options, CancellationToken cancellation)
{
    private readonly MLContext _ml = new(options.Seed);

    public void Execute()
    {
        var watch = Stopwatch.StartNew();
        var (train, test) = LoadData();
        var model = LiveProgress.Show(progress => Pipeline(test, progress).Fit(train));
        var report = model.OfType<TextModelTransformer>().Single().Report;
        StageTable.Print(report);
        Console.WriteLine(report);

        _ml.Model.Save(model, train.Schema, options.Output.FullName);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Saved {options.Output.FullName}: {new FileInfo(options.Output.FullName).Length:N0} bytes, of which {report.SizeInBytes:N0} are the model.");
        var loaded = _ml.Model.Load(options.Output.FullName, out _);
        var metrics = _ml.MulticlassClassification.Evaluate(loaded.Transform(test));
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Loaded again: accuracy {metrics.MicroAccuracy:F4}, log-loss {metrics.LogLoss:F4}. All of it took {watch.Elapsed:mm\\:ss}.");
        PredictionLoop.Run(_ml, loaded);
    }

    private (IDataView Train, IDataView Test) LoadData()
    {
        if (options.Data is null)
        {
            return SupportRequests.Load(_ml);
        }

        var data = UserFile.Load(_ml, options.Data, options.TextColumn, options.LabelColumn);
        if (options.Test is not null)
        {
            return (data, UserFile.Load(_ml, options.Test, options.TextColumn, options.LabelColumn));
        }

        var split = _ml.Data.TrainTestSplit(data, testFraction: 0.1, seed: options.Seed);
        return (split.TrainSet, split.TestSet);
    }

    private EstimatorChain<KeyToValueMappingTransformer> Pipeline(IDataView test, IProgress<TrainingProgress> progress)
    {
        var recipe = options.Teacher is null ? QuickStartRecipe.FromScratch : QuickStartRecipe.Pretrained;
        var trainers = _ml.MulticlassClassification.Trainers;
        var teacher = trainers.TextClassification(recipe.TeacherOptions(options, test, progress, cancellation));
        return _ml.Transforms.Conversion.MapValueToKey(nameof(LabeledText.Label))
            .Append(trainers.Distillation(teacher, recipe.DistillationOptions(options, progress, cancellation))
                .PruneBlocks(recipe.PruningOptions(options, progress, cancellation))
                .Quantize(QuickStartRecipe.QuantizationOptions(progress)))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
    }
}
