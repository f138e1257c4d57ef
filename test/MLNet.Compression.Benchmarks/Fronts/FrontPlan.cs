using System.Diagnostics;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>What all lines are run with.</summary>
/// <param name="Data">The folder of the tasks' folders.</param>
/// <param name="Teachers">The teachers.</param>
/// <param name="Students">Distils their students.</param>
/// <param name="Rows">The most rows that a line learns from, spread over the training set; 0 for all. Teachers always learn from all.</param>
internal sealed record FrontPlan(DirectoryInfo Data, FrontTeachers Teachers, FrontStudents Students, int Rows)
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
        var trained = line.Train(new FrontSitting(task, seed, ml, SpreadRows.Of(train, Rows), teacher, Students, progress, stop));
        var (model, seconds) = (trained.Model, (watch.Elapsed + trained.Before).TotalSeconds);
        var (accuracy, speed) = FrontMeasure.Predict(ml, model, test);
        return new FrontResult(task.Name, line.Name, seed, Rows, accuracy, FrontMeasure.BytesOf(ml, model, test), speed, seconds, trained.Note);
    }
}
