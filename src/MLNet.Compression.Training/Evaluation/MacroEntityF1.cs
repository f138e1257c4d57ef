namespace MLNet.Compression.Training.Evaluation;

/// <summary>The mean over the types of entities of their F1; NaN where there is no entity.</summary>
internal sealed class MacroEntityF1 : Metric<EntityPredictions>
{
    /// <inheritdoc/>
    public override string Name => "macro entity F1";

    /// <inheritdoc/>
    public override double Evaluate(EntityPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return predictions.Types.Count == 0 ? double.NaN : predictions.Types.Average(predictions.F1);
    }
}
