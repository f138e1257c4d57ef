namespace MLNet.Compression.Training.Allocation;

/// <summary>One candidate of each part such that their sensitivities sum to the least that budgets allow (a multiple-choice knapsack).</summary>
/// <remarks>
/// By dynamic programming over what is left of each budget when each part costs its fewest, counted in pieces of 1/<see cref="PiecesOfOne"/>, of two budgets of
/// 1/<see cref="PiecesOfTwo"/> each, rounded up: exact but for that rounding.
/// </remarks>
internal static class BudgetChoice
{
    private const int PiecesOfOne = 8192;
    private const int PiecesOfTwo = 512;

    /// <summary>Within a budget of bytes.</summary>
    /// <inheritdoc cref="Run(IReadOnlyList{IReadOnlyList{AllocationCandidate}}, IReadOnlyList{ChoiceBudget})"/>
    public static AllocationCandidate[]? Run(IReadOnlyList<IReadOnlyList<AllocationCandidate>> parts, long bytes) =>
        Run(parts, [new ChoiceBudget(candidate => candidate.Bytes, bytes, Unit: 1)]);

    /// <param name="parts">The candidates of each part, at least one.</param>
    /// <param name="budgets">One or two.</param>
    /// <returns>The candidate of each part; null where the budgets allow none.</returns>
    public static AllocationCandidate[]? Run(IReadOnlyList<IReadOnlyList<AllocationCandidate>> parts, IReadOnlyList<ChoiceBudget> budgets)
    {
        var pieces = budgets.Count == 1 ? PiecesOfOne : PiecesOfTwo;
        Dimension[] dimensions = [.. budgets.Select(budget => new Dimension(parts, budget, pieces))];
        if (dimensions.Any(dimension => dimension.Size <= 0))
        {
            return null;
        }

        var (rows, columns) = (dimensions[0].Size, dimensions.Length == 1 ? 1 : dimensions[1].Size);
        var (least, chosen, costs) = (new double[rows * columns], new ushort[parts.Count][], new (int Rows, int Columns)[parts.Count][]);
        for (var part = 0; part < parts.Count; part++)
        {
            costs[part] = [.. parts[part].Select(candidate => (dimensions[0].PiecesOf(part, candidate), dimensions.Length == 1 ? 0 : dimensions[1].PiecesOf(part, candidate)))];
            (least, chosen[part]) = Add(least, rows, columns, [.. parts[part].Zip(costs[part], (candidate, cost) => (candidate.Sensitivity, cost.Rows, cost.Columns))]);
        }

        return double.IsFinite(least[^1]) ? Follow(parts, chosen, costs, rows, columns) : null;
    }

    /// <summary>The way back from what is left of the budgets at the end.</summary>
    private static AllocationCandidate[] Follow(
        IReadOnlyList<IReadOnlyList<AllocationCandidate>> parts, ushort[][] chosen, (int Rows, int Columns)[][] costs, int rows, int columns)
    {
        var (result, row, column) = (new AllocationCandidate[parts.Count], rows - 1, columns - 1);
        for (var part = parts.Count - 1; part >= 0; part--)
        {
            var place = chosen[part][(row * columns) + column];
            result[part] = parts[part][place];
            (row, column) = (row - costs[part][place].Rows, column - costs[part][place].Columns);
        }

        return result;
    }

    /// <summary>For each rest of the budgets the least sum with one more part, and which of its candidates gives that.</summary>
    private static (double[] Least, ushort[] Chosen) Add(double[] before, int rows, int columns, (double Sensitivity, int Rows, int Columns)[] candidates)
    {
        var (least, chosen) = (new double[before.Length], new ushort[before.Length]);
        least.AsSpan().Fill(double.PositiveInfinity);
        foreach (var (place, candidate) in candidates.Index().OrderBy(candidate => (long)candidate.Item.Rows + candidate.Item.Columns))
        {
            for (var row = candidate.Rows; row < rows; row++)
            {
                for (var column = candidate.Columns; column < columns; column++)
                {
                    var (to, sum) = ((row * columns) + column, before[((row - candidate.Rows) * columns) + column - candidate.Columns] + candidate.Sensitivity);
                    if (sum < least[to])
                    {
                        (least[to], chosen[to]) = (sum, (ushort)place);
                    }
                }
            }
        }

        return (least, chosen);
    }

    /// <summary>A budget beyond the fewest, in pieces.</summary>
    private sealed class Dimension
    {
        private const double Slack = 1e-9;
        private readonly ChoiceBudget _budget;
        private readonly double[] _fewest;
        private readonly double _piece;

        public Dimension(IReadOnlyList<IReadOnlyList<AllocationCandidate>> parts, ChoiceBudget budget, int pieces)
        {
            _budget = budget;
            _fewest = [.. parts.Select(part => part.Min(budget.CostOf))];
            var left = budget.Most - _fewest.Sum();
            _piece = budget.Unit * Math.Max(1, Math.Ceiling(left / pieces / budget.Unit));
            Size = left < -Slack * _piece ? 0 : (int)((left / _piece) + Slack) + 1;
        }

        /// <summary>Pieces, 0 included; 0 where not even the fewest are allowed.</summary>
        public int Size { get; }

        /// <summary>What a candidate costs beyond the fewest; at most a piece more than there are.</summary>
        public int PiecesOf(int part, AllocationCandidate candidate) => (int)Math.Min(Size, Math.Ceiling(((_budget.CostOf(candidate) - _fewest[part]) / _piece) - Slack));
    }
}
