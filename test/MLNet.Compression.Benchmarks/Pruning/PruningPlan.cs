using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.Distilling;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Training.Reports;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Pruning;

/// <summary>What all runs share.</summary>
/// <param name="Data">The folder of the tasks' folders.</param>
/// <param name="Teacher">The folder of the teacher.</param>
/// <param name="Student">The student that is pruned, distilled when it is first asked for; null for the teacher itself.</param>
/// <param name="Students">Keeps students.</param>
/// <param name="Task">The task.</param>
/// <param name="Rows">Training rows.</param>
/// <param name="OnDev">Whether the dev set is measured on.</param>
internal sealed record PruningPlan(DirectoryInfo Data, DirectoryInfo Teacher, ModelShape? Student, DirectoryInfo Students, FineTuningTask Task, int Rows, bool OnDev)
{
    /// <summary>The name of the model as it is before it is pruned.</summary>
    public const string Dense = "dense";

    /// <summary>The plan in words.</summary>
    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"{Task.Name}, {Rows} rows, {(Student is null ? "" : $"{Student} of ")}teacher {Teacher.Name}, {(OnDev ? "dev set" : "held-out rows")}");

    /// <summary>Prunes and measures; null for the model as it is.</summary>
    public PruningResult Run(PruningWay? way, int seed, ProgressTask bar, CancellationToken stop)
    {
        var ml = new MLContext(seed);
        var rows = DistillationRows.Of(Task, Path.Combine(Data.FullName, Task.Name), Rows, OnDev);
        var progress = new Progress<TrainingProgress>(at => bar.Value(100.0 * at.Step / at.TotalSteps));
        using var teacher = Distilling.DistillationTeacher.Load(ml, Teacher, rows.Train);
        using var model = Student is null ? Distilling.DistillationTeacher.Load(ml, Teacher, rows.Train) : StudentOf(ml, teacher, rows, progress, stop);
        var watch = Stopwatch.StartNew();
        using var pruned = way?.Prune(ml, model, ml.Data.LoadFromEnumerable(rows.Train), progress, stop) ?? model;
        var seconds = watch.Elapsed.TotalSeconds;
        using var rounded = pruned.Quantize();
        var quality = DistillationMeasure.Of(rounded, teacher, rows.Judges);
        using var latency = new LatencyMeasurement(rounded.Model);
        return new PruningResult(
            Name, way?.ToString() ?? Dense, seed, quality.Accuracy, quality.LabelLoyalty!.Value, rounded.Model.SizeInBytes, latency.Of(LatencyMeasurement.UsualLength).Milliseconds, seconds);
    }

    private TextModelTransformer StudentOf(MLContext ml, TextModelTransformer teacher, DistillationRows rows, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        var place = new DirectoryInfo(Path.Combine(Students.FullName, FormattableString.Invariant($"{Task.Name}-{Student}-{Rows}").Replace(' ', '-')));
        if (!place.Exists)
        {
            Students.Create();
            using var student = ml.MulticlassClassification.Trainers.Distillation(teacher, new DistillationTrainer.Options
            {
                Student = Student!,
                Progress = progress,
                CancellationToken = stop,
            }).Fit(ml.Data.LoadFromEnumerable(rows.Train));
            student.ExportCheckpoint(place.FullName);
        }

        return Distilling.DistillationTeacher.Load(ml, place, rows.Train);
    }
}
