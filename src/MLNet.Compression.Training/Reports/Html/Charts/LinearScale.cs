namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>Equal differences are equally far apart.</summary>
internal sealed class LinearScale : AxisScale
{
    private readonly double _least;
    private readonly double _most;

    private LinearScale(double least, double most, IReadOnlyList<double> ticks) => (_least, _most, Ticks) = (least, most, ticks);

    public override IReadOnlyList<double> Ticks { get; }

    /// <summary>From a round value below all to one above all.</summary>
    /// <param name="values">Finite values; none counts as 0 to 1.</param>
    /// <param name="steps">About how many steps between ticks.</param>
    /// <param name="withZero">Whether 0 is one of the values.</param>
    /// <param name="mostPossible">A value that none can exceed.</param>
    public static LinearScale Of(IEnumerable<double> values, int steps = 4, bool withZero = false, double mostPossible = double.MaxValue)
    {
        double[] all = [.. values, .. withZero ? [0] : (double[])[]];
        var (least, most) = all.Length == 0 ? (0, 1) : (all.Min(), all.Max());
        if (most - least <= 1e-9 * Math.Max(Math.Abs(least), Math.Abs(most)))
        {
            var margin = most == 0 ? 0.5 : Math.Abs(most) * 0.05;
            (least, most) = (least - margin, most + margin);
        }

        var step = RoundStep((most - least) / steps);
        var (first, last) = (Math.Floor((least / step) + 1e-9), Math.Ceiling((Math.Min(most, mostPossible) / step) - 1e-9));
        return new LinearScale(first * step, last * step, [.. Enumerable.Range(0, (int)Math.Min(last - first + 1, 20)).Select(i => (first + i) * step)]);
    }

    public override double PlaceOf(double value) => (value - _least) / (_most - _least);

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { <= 1.0001 => 1, <= 2.0001 => 2, <= 5.0001 => 5, _ => 10 } * power;
    }
}
