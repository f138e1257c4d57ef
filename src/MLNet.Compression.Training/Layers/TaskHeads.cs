namespace MLNet.Compression.Training.Layers;

/// <summary>Makes heads by their kind.</summary>
internal static class TaskHeads
{
    /// <summary>All kinds. A new one is added here and nowhere else.</summary>
    private static readonly Dictionary<HeadKind, Func<BertEncoder, int?, TaskHead>> _makers = new()
    {
        [HeadKind.Sequence] = (encoder, outputs) => new ClassificationHead(encoder.Shape, outputs!.Value),
        [HeadKind.MultiLabel] = (encoder, outputs) => new MultiLabelHead(encoder.Shape, outputs!.Value),
        [HeadKind.Regression] = (encoder, _) => new RegressionHead(encoder.Shape),
        [HeadKind.Token] = (encoder, outputs) => new TokenHead(encoder.Shape, outputs!.Value),
        [HeadKind.QuestionAnswering] = (encoder, _) => new AnswerHead(encoder.Shape),
        [HeadKind.MaskedLm] = (encoder, _) => new MaskedLmHead(encoder.Shape, encoder.Embeddings),
        [HeadKind.Embedding] = (encoder, outputs) => new EmbeddingHead(encoder.Shape, outputs, normalizes: false),
        [HeadKind.UnitEmbedding] = (encoder, outputs) => new EmbeddingHead(encoder.Shape, outputs, normalizes: true),
    };

    /// <param name="kind">The kind.</param>
    /// <param name="encoder">What the head stands on.</param>
    /// <param name="outputs">Number of classes, or outputs of an embedding's linear layer, null for none; of no meaning for other heads.</param>
    /// <exception cref="ArgumentException">No model is trained with such a head.</exception>
    public static TaskHead Create(HeadKind kind, BertEncoder encoder, int? outputs) => _makers.TryGetValue(kind, out var make)
        ? make(encoder, outputs)
        : throw new ArgumentException($"A model with the head {kind} cannot be trained.", nameof(kind));
}
