using System.Diagnostics;
using Microsoft.ML;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>What all lines are run with.</summary>
/// <param name="Data">The folder of the tasks' folders.</param>
/// <param name="Teachers">The teachers.</param>
internal sealed record FrontPlan(DirectoryInfo Data, FrontTeachers Teachers)
{
    /// <summary>Trains and measures one classifier.</summary>
    public FrontResult Run(FrontTask task, FrontLine line, int seed, ProgressTask bar, CancellationToken stop)
    {
        var ml = new MLContext(seed);
        var (train, test) = task.Read(Data.FullName);
        var progress = new Progress<TrainingProgress>(at => bar.Value(100.0 * at.Step / at.TotalSteps));
        var teacher = new Lazy<TextModelTransformer>(() => Teachers.Of(task, ml, train, progress, stop));
        if (line.Kind != LinearLines.All[0].Kind)
        {
            _ = teacher.Value;
        }

        var watch = Stopwatch.StartNew();
        var (model, note) = line.Train(new FrontSitting(ml, train, teacher, progress, stop));
        var seconds = watch.Elapsed.TotalSeconds;
        var (accuracy, speed) = FrontMeasure.Predict(ml, model, test);
        return new FrontResult(task.Name, line.Name, seed, accuracy, FrontMeasure.BytesOf(ml, model, test), speed, seconds, note);
    }
}
