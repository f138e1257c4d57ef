using MLNet.Compression.Benchmarks.Products;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Steps;

/// <summary>The rows of the training benchmark, each with the ceiling measured right before and after it.</summary>
internal sealed class TrainingTable : IDisposable
{
    private const string Nothing = "";
    private readonly int _threads;
    private readonly Sitting _sitting;
    private readonly ProductBench _products;
    private readonly Table _table;

    public TrainingTable(int threads, Sitting sitting)
    {
        (_threads, _sitting) = (threads, sitting);
        _products = new ProductBench(threads, rounds: 40);
        _table = new Table().Title($"{threads} thread{(threads == 1 ? "" : "s")}, AdamW, clipping, dropout 0.1");
        _table.AddColumns("model", "batch", "ms a step", "tokens/s", "GFLOPS", "ceiling", "share", "MB", "MB on paper", "managed bytes a step");
    }

    public void AddSteps(IEnumerable<TrainingCase> cases, int steps)
    {
        foreach (var test in cases)
        {
            var (cost, ceiling) = BesideCeiling($"{test.Name}, {test.Sequences} x {test.Tokens}", () => StepBench.Measure(test, _threads, steps));
            var gflops = test.FlopsPerStep / cost.Seconds / 1e9;
            _table.AddRow(
                test.Name,
                $"{test.Sequences} x {test.Tokens}",
                $"{cost.Seconds * 1e3:F0}",
                $"{test.TokensPerStep / cost.Seconds:N0}",
                $"{gflops:F0}",
                $"{ceiling:F0}",
                $"{gflops / ceiling:P0}",
                $"{cost.PeakBytes / 1e6:N0}",
                $"{new StepMemory(test).Total / 1e6:N0}",
                $"{cost.ManagedBytes:N0}");
        }
    }

    public void AddTexts(TextRun run, int steps)
    {
        AddText("fine-tune the checkpoint", () => run.FineTune(_threads, steps), run.FineTuningFlops);
        AddText("distil it into 4 x 312", () => run.Distil(_threads, steps), run.DistillationFlops);
    }

    public void Print() => AnsiConsole.Write(_table);

    public void Dispose() => _products.Dispose();

    private void AddText(string name, Func<double> measure, double flopsPerToken)
    {
        var (rate, ceiling) = BesideCeiling(name, measure);
        var gflops = rate * flopsPerToken / 1e9;
        _table.AddRow(name, "32 texts", Nothing, $"{rate:N0}", $"{gflops:F0}", $"{ceiling:F0}", $"{gflops / ceiling:P0}", Nothing, Nothing, Nothing);
    }

    private (T Result, double Ceiling) BesideCeiling<T>(string what, Func<T> measure)
    {
        _sitting.Now(what);
        var before = _products.MeasureCeiling();
        var result = measure();
        return (result, (before + _products.MeasureCeiling()) / 2);
    }
}
