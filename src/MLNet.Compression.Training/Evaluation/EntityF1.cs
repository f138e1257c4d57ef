namespace MLNet.Compression.Training.Evaluation;

/// <summary>F1 of all entities together, of whatever type (micro average); 0 where none is right.</summary>
internal sealed class EntityF1 : Metric<EntityPredictions>
{
    /// <inheritdoc/>
    public override string Name => "entity F1";

    /// <inheritdoc/>
    public override double Evaluate(EntityPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return predictions.F1();
    }
}
