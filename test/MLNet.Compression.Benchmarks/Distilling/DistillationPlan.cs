using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>What the lines of a table are run with.</summary>
/// <param name="Data">The folder of the tasks' folders.</param>
/// <param name="Teacher">The folder of the teacher.</param>
/// <param name="LanguageModel">The folder of a model with a trained masked-LM head; null where no line needs one.</param>
/// <param name="Texts">Lines of running text.</param>
/// <param name="Task">The task.</param>
/// <param name="Student">The student's size.</param>
/// <param name="Rows">Training rows.</param>
/// <param name="Epochs">Passes over them.</param>
/// <param name="LearningRate">The peak learning rate.</param>
/// <param name="OnDev">Whether the dev set is measured on.</param>
internal sealed record DistillationPlan(
    DirectoryInfo Data,
    DirectoryInfo Teacher,
    DirectoryInfo? LanguageModel,
    int Texts,
    FineTuningTask Task,
    ModelShape Student,
    int Rows,
    int Epochs,
    double LearningRate,
    bool OnDev)
{
    private string WordVectors => Path.Combine(Data.FullName, "glove", "glove.6B.50d.part.txt");

    /// <summary>What makes runs comparable, in words.</summary>
    public string Setting => string.Create(
        CultureInfo.InvariantCulture, $"{Task.Name}, {Rows} rows, {Epochs} epochs, rate {LearningRate:G3}, {Student}, {(OnDev ? "dev set" : "held-out rows")}");

    /// <summary>Whether a run is one of a line under this plan.</summary>
    public bool IsOf(DistillationResult result, DistillationLine line) =>
        result.Setting == Setting && result.Table == line.Table && result.Line == line.Name;

    /// <summary>Trains and measures one student.</summary>
    public DistillationResult Run(DistillationLine line, int seed, ProgressTask bar, CancellationToken stop)
    {
        var ml = new MLContext(seed);
        var rows = DistillationRows.Of(Task, Path.Combine(Data.FullName, Task.Name), Rows, OnDev);
        using var teacher = DistillationTeacher.Load(ml, Teacher, rows.Train);
        var progress = new Progress<TrainingProgress>(at => bar.Value(100.0 * at.Step / at.TotalSteps));
        var sitting = new DistillationSitting(ml, teacher, rows.Train, LanguageModel?.FullName ?? "", RunningText.Read(Path.Combine(Data.FullName, "corpus"), Texts), WordVectors, Epochs, LearningRate, Student, progress, stop);
        var watch = Stopwatch.StartNew();
        using var student = line.Train(sitting);
        var seconds = watch.Elapsed.TotalSeconds;
        var quality = DistillationMeasure.Of(student, teacher, rows.Judges);
        return new DistillationResult(
            Setting, line.Table, line.Name, seed, quality.Accuracy, quality.LabelLoyalty!.Value, quality.ProbabilityLoyalty!.Value, seconds);
    }
}
