namespace MLNet.Compression.Outcomes;

/// <summary>Where a model's results for the row at hand come from.</summary>
internal interface IScoreSource
{
    /// <summary>The result for the current row; valid until it moves on.</summary>
    /// <typeparam name="TResult">What the model gives for a row.</typeparam>
    TResult Current<TResult>()
        where TResult : class => ((IScoreSource<TResult>)this).Current();
}
