namespace MLNet.Compression.Training.Data;

/// <summary>One change after the other.</summary>
/// <param name="transforms">The changes, in order.</param>
internal sealed class TransformSequence(params IReadOnlyList<ITokenTransform> transforms) : ITokenTransform
{
    public void Apply(TrainingBatch batch)
    {
        foreach (var transform in transforms)
        {
            transform.Apply(batch);
        }
    }
}
