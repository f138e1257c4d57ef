namespace MLNet.Compression.Outcomes;

/// <summary>Where a model's results for the row at hand come from.</summary>
/// <typeparam name="TResult">What the model gives for a row: an array of numbers, or whatever its task asks for.</typeparam>
internal interface IScoreSource<out TResult> : IScoreSource
    where TResult : class
{
    /// <summary>The result for the current row; valid until it moves on.</summary>
    TResult Current();
}
