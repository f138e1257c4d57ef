using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Objectives;

/// <summary>The projections that all matrices share: two for each kind of side, one that stands before a matrix and one behind it.</summary>
/// <remarks>From N(0, 1/n) of n summands, which keeps the size of a projected matrix. Layers of other sizes than the rest have projections of their own.</remarks>
/// <param name="seed">The run's seed.</param>
internal sealed class SharedProjections(ulong seed)
{
    private readonly Dictionary<string, Parameter> _all = [];

    /// <summary>All of them, in the order in which they were asked for.</summary>
    public IReadOnlyCollection<Parameter> All => _all.Values;

    /// <summary>What leads rows of a side [to x from] to those of the other model; null for common ones.</summary>
    public Parameter? Left(ModelSide side, int from, int to) => side == ModelSide.Common ? null : Get("left", side, to, from, from);

    /// <summary>The same of columns [from x to].</summary>
    public Parameter? Right(ModelSide side, int from, int to) => side == ModelSide.Common ? null : Get("right", side, from, to, from);

    private Parameter Get(string place, ModelSide side, int rows, int columns, int summands)
    {
        var name = FormattableString.Invariant($"distillation.projection.{place}.{side}.{rows}x{columns}");
        if (!_all.TryGetValue(name, out var projection))
        {
            projection = new Parameter(name, rows, columns);
            var random = new SeededRandom(name.Aggregate(seed, (mixed, letter) => SeededRandom.Combine(mixed, letter)), stream: 0);
            var deviation = 1 / Math.Sqrt(summands);
            foreach (ref var value in projection.ValueSpan)
            {
                value = (float)(deviation * random.NextNormal());
            }

            _all.Add(name, projection);
        }

        return projection;
    }
}
