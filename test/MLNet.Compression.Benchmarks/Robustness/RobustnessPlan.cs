using Microsoft.ML;
using MLNet.Compression.Benchmarks.Distilling;
using MLNet.Compression.Benchmarks.PublicTasks;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Robustness;

/// <summary>What all attacks share.</summary>
/// <param name="Data">The folder of all data.</param>
/// <param name="Lists">Word lists.</param>
/// <param name="Models">Hugging Face folders and ML.NET's files of classifiers of reviews; the first is the teacher.</param>
/// <param name="Rows">The most texts of a set.</param>
internal sealed record RobustnessPlan(DirectoryInfo Data, WordLists Lists, IReadOnlyList<FileSystemInfo> Models, int Rows)
{
    private readonly MLContext _ml = new(1);

    /// <summary>Attacks what is not in the log yet.</summary>
    public void Run(IReadOnlyList<AttackedSet> sets, IReadOnlyList<AttackChoice> attacks, ResultLog<RobustnessResult> log, CancellationToken stop)
    {
        foreach (var set in sets)
        {
            var rows = set.Read(Data).Take(Rows).ToArray();
            using var teacher = new AttackedModel(Models[0], IsRounded: false).Load(_ml, rows);
            var judge = new LoyaltyJudge(teacher, rows);
            foreach (var attacked in Models.SelectMany(AttackedModel.Of))
            {
                AttackChoice[] open = [.. attacks.Where(attack => !log.All.Any(result => (result.Set, result.Model, result.Attack, result.Rows) == (set.Name, attacked.Name, attack.Name, rows.Length)))];
                if (open.Length > 0)
                {
                    using var model = attacked.Load(_ml, rows);
                    Run(set.Name, attacked.Name, model, rows, judge, open, log, stop);
                }
            }
        }
    }

    private void Run(string set, string name, TextModelTransformer model, LabeledPair[] rows, LoyaltyJudge judge, AttackChoice[] attacks, ResultLog<RobustnessResult> log, CancellationToken stop)
    {
        var loyalty = judge.Of(model).LabelLoyalty!.Value;
        foreach (var attack in attacks)
        {
            var metrics = AnsiConsole.Progress().Start(context =>
            {
                var bar = context.AddTask(Markup.Escape($"{set}: {attack.Name} on {name}"));
                return _ml.MulticlassClassification.EvaluateRobustness(_ml.Data.LoadFromEnumerable(rows), model, attack.Create(Lists), new RobustnessOptions
                {
                    CancellationToken = stop,
                    Progress = new Progress<RobustnessProgress>(at => bar.Value(100.0 * at.Texts / at.TotalTexts)),
                });
            });
            log.Add(new RobustnessResult(
                set, name, attack.Name, rows.Length, model.Model.SizeInBytes, loyalty, metrics.Accuracy, metrics.AccuracyUnderAttack, metrics.ChangedWords, metrics.Queries));
        }
    }
}
