namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>Equal ratios are equally far apart.</summary>
internal sealed class LogScale : AxisScale
{
    private const int FewestTicks = 2;
    private const int MostTicks = 5;

    private static readonly double[] _steps = [1, 2, 5];

    private readonly double _least;
    private readonly double _most;

    /// <param name="values">Positive values; others count as 1.</param>
    public LogScale(IEnumerable<double> values)
    {
        double[] logs = [.. values.Select(Log).DefaultIfEmpty(0)];
        var margin = Math.Max(0.1, (logs.Max() - logs.Min()) * 0.08);
        (_least, _most) = (logs.Min() - margin, logs.Max() + margin);
        var all =
            from power in Enumerable.Range((int)Math.Floor(_least), (int)Math.Ceiling(_most) - (int)Math.Floor(_least) + 1)
            from step in _steps
            let value = step * Math.Pow(10, power)
            where Math.Log10(value) >= _least && Math.Log10(value) <= _most
            select value;
        double[] ticks = [.. all];
        double[] powers = [.. ticks.Where(value => Math.Abs(Math.Round(Math.Log10(value)) - Math.Log10(value)) < 1e-9)];
        Ticks = ticks.Length < FewestTicks ? Between(Math.Pow(10, _least), Math.Pow(10, _most))
            : ticks.Length <= MostTicks || powers.Length < FewestTicks ? ticks
            : [.. powers.Where((_, i) => i % (1 + (powers.Length / MostTicks)) == 0)];
    }

    public override IReadOnlyList<double> Ticks { get; }

    public override double PlaceOf(double value) => (Log(value) - _least) / (_most - _least);

    /// <summary>Round values of equal differences, for a range that holds no two of equal ratios.</summary>
    private static double[] Between(double least, double most) => [.. LinearScale.Of([least, most]).Ticks.Where(value => value >= least && value <= most)];

    private static double Log(double value) => value > 0 ? Math.Log10(value) : 0;
}
