using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>What all runs share.</summary>
/// <param name="Data">The folder of the tasks' folders.</param>
/// <param name="Teachers">The teachers.</param>
/// <param name="Runs">Keeps the state of runs that were stopped.</param>
/// <param name="Models">Keeps the models of finished runs.</param>
/// <param name="Rows">The most rows that a chain learns from; 0 for all.</param>
/// <param name="Texts">What chains learn from without labels; null for nothing.</param>
/// <param name="OnDev">Whether dev or test rows are measured.</param>
/// <param name="Threads">Threads; 0 for all.</param>
internal sealed record ChainPlan(DirectoryInfo Data, ChainTeachers Teachers, DirectoryInfo Runs, DirectoryInfo Models, int Rows, ChainTexts? Texts, bool OnDev, int Threads)
{
    /// <summary>Whether a run is one of this plan's.</summary>
    public bool Has(ChainResult result) => result.Rows == Rows && result.TeacherRows == Teachers.Rows && result.OnDev == OnDev;

    /// <summary>Reads a task and its teacher.</summary>
    public ChainSubject Open(ChainTask task, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        var rows = ChainRows.Of(task, Data.FullName, OnDev);
        var teacher = Teachers.Of(task, rows, progress, stop);
        return new ChainSubject(task, rows, teacher, ScoreOf(task, teacher, rows.Judges), BytesOf(task, teacher, rows.Judges), new ChainSpeed(task, teacher.Model, rows.Judges));
    }

    /// <summary>Trains and measures one chain.</summary>
    public ChainResult Run(ChainSubject subject, (string Name, CompressionRecipe Recipe) chain, int seed, Turns turns, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        var (ml, task) = (new MLContext(seed), subject.Task);
        var folder = new DirectoryInfo(Path.Combine(Runs.FullName, NameOf(task, chain.Name, seed)));
        var options = new RecipeEstimator.Options
        {
            Recipe = chain.Recipe,
            ValidationSet = task.View(ml, subject.Rows.Judges),
            UnlabeledSet = Texts is null ? null : task.View(ml, Texts.Read(Data.FullName)),
            Seed = seed,
            Threads = Threads,
            ResumeFolder = folder.FullName,
            Progress = progress,
            CancellationToken = stop,
        };
        var estimator = task.HasNumbers ? ml.Regression.Trainers.Compress(subject.Teacher, options) : ml.MulticlassClassification.Trainers.Compress(subject.Teacher, options);
        using var model = estimator.Fit(task.View(ml, subject.Rows.Some(task, Rows)));
        var (report, quality) = (model.Report, model.Report.Quality!);
        Models.Create();
        model.Model.Save(ModelOf(task, chain.Name, seed).FullName);
        var (student, teacher, times) = subject.Speed.Measure(model.Model, turns);
        var result = new ChainResult(
            task.Name,
            chain.Name,
            seed,
            Rows,
            OnDev,
            FormattableString.Invariant($"{report.Shape}, {model.Model.Vocabulary.Count:N0} pieces"),
            quality.MainFigure,
            subject.Score,
            quality.Regression?.TeacherPearson ?? quality.LabelLoyalty ?? double.NaN,
            BytesOf(task, model, subject.Rows.Judges),
            subject.Bytes,
            subject.Speed.Tokens,
            student,
            teacher,
            times,
            report.Baseline?.Trainer,
            report.Baseline?.Quality.MainFigure,
            report.Baseline?.Bytes,
            report.Stages.Where(stage => stage.Stage != "fine-tune").Sum(stage => stage.Elapsed.TotalSeconds),
            Teachers.Rows);
        if (folder.Exists)
        {
            folder.Delete(recursive: true);
        }

        return result;
    }

    /// <summary>Whether the model of a finished run was kept.</summary>
    public bool Keeps(ChainTask task, ChainResult run) => ModelOf(task, run.Chain, run.Seed).Exists;

    /// <summary>A finished run with the times that its model, which was kept, has now.</summary>
    public ChainResult TimeAgain(ChainSubject subject, ChainResult run, Turns turns)
    {
        var (student, teacher, times) = subject.Speed.Measure(CompressedModel.Load(ModelOf(subject.Task, run.Chain, run.Seed).FullName), turns);
        return run with { Milliseconds = student, TeacherMilliseconds = teacher, Times = times };
    }

    private FileInfo ModelOf(ChainTask task, string chain, int seed) => new(Path.Combine(Models.FullName, NameOf(task, chain, seed) + ".mlc"));

    private string NameOf(ChainTask task, string chain, int seed) =>
        string.Join('-', [task.Name, .. chain.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries), $"{seed}", $"{Rows}", $"{Teachers.Rows}", OnDev ? "dev" : "held-out"]);

    private static double ScoreOf(ChainTask task, TextModelTransformer model, IReadOnlyList<LabeledPair> rows)
    {
        var ml = new MLContext(1);
        var predicted = model.Transform(task.View(ml, rows));
        return task.HasNumbers
            ? new PearsonCorrelation().Evaluate(new RegressionPredictions(
                [.. predicted.GetColumn<float>("Score").Select(value => (double)value)], [.. predicted.GetColumn<float>("Label").Select(value => (double)value)]))
            : predicted.GetColumn<string>("PredictedLabel").Zip(rows, (label, row) => label == row.Label ? 1.0 : 0).Average();
    }

    private static long BytesOf(ChainTask task, TextModelTransformer model, IReadOnlyList<LabeledPair> rows)
    {
        var ml = new MLContext(1);
        using var stream = new MemoryStream();
        ml.Model.Save(model, task.View(ml, rows.Take(1)).Schema, stream);
        return stream.Length;
    }
}
