using MLNet.Compression.Training.Pruning.Budgets;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>What a pruned model may cost: in int8, or, where it is pruned and rounded in one run, as that rounds. Equal by value.</summary>
/// <remarks>
/// A budget says how much is removed instead of a sparsity: before the training a copy of the model is pruned by magnitude, again and again, until
/// it keeps the budget. Sparsities then say how the removal is spread over several units. Where weights are rounded to so few bits in the same run that
/// many become zero, the bytes may end a percent or so off, as others are zero after the training. Where units of unequal cost compete, as rows of different
/// matrices do under <see cref="PruningRanking.Global"/>, only <see cref="PruningMeasure.Magnitude"/> chooses those that the search chose.
/// </remarks>
public abstract record PruningBudget : IOptionParts
{
    private protected PruningBudget()
    {
    }

    /// <summary>Bytes of the model's file, vocabulary and embeddings included.</summary>
    /// <param name="bytes">The most bytes, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static PruningBudget Bytes(long bytes) => new ByteBudget(bytes);

    /// <summary>Multiply-adds of the layers' matrices for each token.</summary>
    /// <param name="multiplyAdds">The most multiply-adds, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static PruningBudget MultiplyAdds(long multiplyAdds) => new MultiplyAddBudget(multiplyAdds);

    /// <summary>Milliseconds of one text on one thread of this machine, measured.</summary>
    /// <param name="milliseconds">The most milliseconds, positive.</param>
    /// <param name="tokens">Tokens of the text.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static PruningBudget Milliseconds(double milliseconds, int tokens = 32) => new LatencyBudget(milliseconds, tokens);

    /// <summary>The budget in words.</summary>
    public abstract override string ToString();

    /// <summary>The most that is allowed.</summary>
    internal abstract double Limit { get; }

    /// <summary>What a pruned model costs.</summary>
    internal abstract double CostOf(PrunedTrial trial);

    /// <summary>A positive limit.</summary>
    private protected static T Positive<T>(T limit, string parameter)
        where T : System.Numerics.INumber<T> =>
        limit > T.Zero && T.IsFinite(limit) ? limit : throw new ArgumentOutOfRangeException(parameter, limit, "A budget is a positive number.");
}
