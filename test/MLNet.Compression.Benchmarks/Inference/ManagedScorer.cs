namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>The project's own scorer.</summary>
/// <param name="form">How the model's weights are compressed.</param>
/// <param name="model">What it scores with.</param>
/// <param name="threads">Threads that share a batch.</param>
/// <param name="name">What the tables call it; null for the form's name.</param>
internal sealed class ManagedScorer(ModelForm form, CompressedModel model, int threads, string? name = null) : IScorer
{
    private readonly TextClassifier _classifier = new(model, threads);

    public string Name => name ?? form.Name;

    public bool IsInt8 => form.IsInteger;

    public long Bytes { get; } = model.SizeInBytes;

    public float[] Logits(int[] ids, BatchShape shape)
    {
        var logits = new float[shape.Texts * _classifier.LabelCount];
        _classifier.Logits(Batch(ids, shape), logits);
        return logits;
    }

    public Action Prepare(int[] ids, BatchShape shape)
    {
        var batch = Batch(ids, shape);
        var probabilities = new float[shape.Texts * _classifier.LabelCount];
        return () => _classifier.Score(batch, probabilities);
    }

    public void Dispose() => _classifier.Dispose();

    private static TokenBatch Batch(int[] ids, BatchShape shape)
    {
        var batch = new TokenBatch();
        foreach (var text in ids.Chunk(shape.Tokens))
        {
            batch.AddSequence(text, new int[shape.Tokens]);
        }

        return batch;
    }
}
