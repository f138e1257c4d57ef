using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>Runs what is not in the log yet.</summary>
/// <param name="plan">What all runs share.</param>
/// <param name="log">Keeps finished runs.</param>
/// <param name="turns">Times models.</param>
/// <param name="stop">Ends the work.</param>
internal sealed class ChainSitting(ChainPlan plan, ResultLog<ChainResult> log, Turns turns, CancellationToken stop)
{
    /// <summary>Runs what is open.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="chains">The chains.</param>
    /// <param name="seeds">A run of each chain on each task for each.</param>
    /// <returns>All these runs, those of the log among them.</returns>
    public IReadOnlyList<ChainResult> Run(IReadOnlyList<ChainTask> tasks, IReadOnlyList<(string Name, CompressionRecipe Recipe)> chains, IReadOnlyList<int> seeds)
    {
        foreach (var task in tasks)
        {
            var open = seeds.SelectMany(seed => chains.Select(chain => (Seed: seed, Chain: chain))).Where(run => Find(task, run.Chain.Name, run.Seed) is null).ToArray();
            if (open.Length == 0)
            {
                continue;
            }

            using var subject = Shown(task.Name, bar => plan.Open(task, bar, stop));
            foreach (var (seed, chain) in open)
            {
                stop.ThrowIfCancellationRequested();
                log.Add(Shown($"{task.Name}: {chain.Name}, seed {seed}", bar => plan.Run(subject, chain, seed, turns, bar, stop)));
            }
        }

        return [.. tasks.SelectMany(task => chains.SelectMany(chain => seeds.Select(seed => Find(task, chain.Name, seed)!)))];
    }

    /// <summary>Times the models of finished runs again, where they were kept, and logs the runs with these times.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="chains">The chains.</param>
    /// <param name="seeds">A run of each chain on each task for each.</param>
    public void TimeAgain(IReadOnlyList<ChainTask> tasks, IReadOnlyList<(string Name, CompressionRecipe Recipe)> chains, IReadOnlyList<int> seeds)
    {
        foreach (var task in tasks)
        {
            var finished = chains.SelectMany(chain => seeds.Select(seed => Find(task, chain.Name, seed))).OfType<ChainResult>().Where(run => plan.Keeps(task, run)).ToArray();
            if (finished.Length == 0)
            {
                continue;
            }

            using var subject = Shown(task.Name, bar => plan.Open(task, bar, stop));
            foreach (var run in finished)
            {
                stop.ThrowIfCancellationRequested();
                log.Add(plan.TimeAgain(subject, run, turns));
            }
        }
    }

    private ChainResult? Find(ChainTask task, string chain, int seed) => log.All.LastOrDefault(result => result.Task == task.Name && result.Chain == chain && result.Seed == seed && plan.Has(result));

    private static T Shown<T>(string name, Func<IProgress<TrainingProgress>, T> run) => AnsiConsole.Progress().Start(context =>
    {
        var bar = context.AddTask(Markup.Escape(name));
        return run(new Progress<TrainingProgress>(at => bar.Value(100.0 * at.Step / at.TotalSteps)));
    });
}
