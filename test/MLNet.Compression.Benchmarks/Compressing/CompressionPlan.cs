using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.Distilling;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Training.Reports;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Compressing;

/// <summary>What all runs share.</summary>
/// <param name="Data">The folder of the tasks' folders.</param>
/// <param name="Teacher">The folder of the teacher.</param>
/// <param name="Student">The student that is compressed, distilled when it is first asked for; null for the teacher itself.</param>
/// <param name="Students">Keeps students.</param>
/// <param name="Task">The task.</param>
/// <param name="Rows">Training rows.</param>
/// <param name="OnDev">Whether the dev set is measured on.</param>
internal sealed record CompressionPlan(DirectoryInfo Data, DirectoryInfo Teacher, ModelShape? Student, DirectoryInfo Students, FineTuningTask Task, int Rows, bool OnDev)
{
    /// <summary>The plan in words.</summary>
    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"{Task.Name}, {Rows} rows, {(Student is null ? "" : $"{Student} of ")}teacher {Teacher.Name}, {(OnDev ? "dev set" : "held-out rows")}");

    /// <summary>Runs what is not in the log yet.</summary>
    /// <param name="ways">The ways.</param>
    /// <param name="seeds">A run of each way for each.</param>
    /// <param name="log">Keeps finished runs.</param>
    /// <param name="stop">Ends the work.</param>
    public void Run(IReadOnlyList<CompressionWay> ways, IReadOnlyList<int> seeds, ResultLog<CompressionResult> log, CancellationToken stop)
    {
        CompressionSubject? subject = null;
        try
        {
            foreach (var (seed, way) in seeds.SelectMany(seed => ways.Select(way => (seed, way))))
            {
                stop.ThrowIfCancellationRequested();
                if (!log.All.Any(result => result.Plan == Name && result.Setting == way.ToString() && result.Seed == seed))
                {
                    subject ??= Shown(Name, bar => Prepare(bar, stop));
                    log.Add(Shown($"{way}, seed {seed}", bar => Run(subject, way, seed, bar, stop)));
                }
            }
        }
        finally
        {
            subject?.Dispose();
        }
    }

    private static T Shown<T>(string name, Func<IProgress<TrainingProgress>, T> run) => AnsiConsole.Progress().Start(context =>
    {
        var bar = context.AddTask(Markup.Escape(name));
        return run(new Progress<TrainingProgress>(at => bar.Value(100.0 * at.Step / at.TotalSteps)));
    });

    private CompressionSubject Prepare(IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        var ml = new MLContext(1);
        var rows = DistillationRows.Of(Task, Path.Combine(Data.FullName, Task.Name), Rows, OnDev);
        var teacher = Distilling.DistillationTeacher.Load(ml, Teacher, rows.Train);
        var judge = new LoyaltyJudge(teacher, rows.Judges);
        return Student is null
            ? new CompressionSubject(rows, teacher, teacher: null, judge)
            : new CompressionSubject(rows, StudentOf(ml, teacher, rows, progress, stop), teacher, judge);
    }

    private CompressionResult Run(CompressionSubject subject, CompressionWay way, int seed, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var compressed = way.Compress(new MLContext(seed), subject, seed, progress, stop);
        var seconds = watch.Elapsed.TotalSeconds;
        try
        {
            var quality = subject.Judge.Of(compressed);
            using var latency = new LatencyMeasurement(compressed.Model);
            return new CompressionResult(
                Name,
                way.ToString(),
                way.Family,
                way.Share,
                seed,
                quality.Accuracy,
                quality.LabelLoyalty!.Value,
                compressed.Model.SizeInBytes,
                latency.Of(LatencyMeasurement.UsualLength).Milliseconds,
                seconds);
        }
        finally
        {
            if (!ReferenceEquals(compressed, subject.Model))
            {
                compressed.Dispose();
            }
        }
    }

    private TextModelTransformer StudentOf(MLContext ml, TextModelTransformer teacher, DistillationRows rows, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        var file = new FileInfo(Path.Combine(Students.FullName, FormattableString.Invariant($"{Task.Name}-{Student}-{Rows}.zip").Replace(' ', '-')));
        var view = ml.Data.LoadFromEnumerable(rows.Train);
        if (!file.Exists)
        {
            Students.Create();
            using var student = ml.MulticlassClassification.Trainers.Distillation(teacher, new DistillationTrainer.Options
            {
                Student = Student!,
                Progress = progress,
                CancellationToken = stop,
            }).Fit(view);
            ml.Model.Save(student, view.Schema, file.FullName);
        }

        return ml.Model.Load(file.FullName, out _).TextModel();
    }
}
