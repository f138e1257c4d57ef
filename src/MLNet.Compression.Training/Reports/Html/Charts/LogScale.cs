namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>Equal ratios are equally far apart.</summary>
internal sealed class LogScale : AxisScale
{
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
        Ticks = ticks.Length <= 5 ? ticks : [.. ticks.Where(value => Math.Log10(value) % 1 == 0)];
    }

    public override IReadOnlyList<double> Ticks { get; }

    public override double PlaceOf(double value) => (Log(value) - _least) / (_most - _least);

    private static double Log(double value) => value > 0 ? Math.Log10(value) : 0;
}
