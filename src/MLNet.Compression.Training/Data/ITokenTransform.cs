namespace MLNet.Compression.Training.Data;

/// <summary>Changes the tokens of a batch before any model sees them.</summary>
internal interface ITokenTransform
{
    /// <summary>Changes a batch; what is random depends on the batch's seed alone.</summary>
    void Apply(TrainingBatch batch);
}
