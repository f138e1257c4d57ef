namespace MLNet.Compression.Training.Layers;

/// <summary>Makes heads by their kind.</summary>
internal static class TaskHeads
{
    /// <summary>All kinds. A new one is added here and nowhere else.</summary>
    private static readonly Dictionary<HeadKind, Func<BertEncoder, int, TaskHead>> _makers = new()
    {
        [HeadKind.Sequence] = (encoder, labels) => new ClassificationHead(encoder.Shape, labels),
        [HeadKind.Regression] = (encoder, _) => new RegressionHead(encoder.Shape),
        [HeadKind.Token] = (encoder, labels) => new TokenHead(encoder.Shape, labels),
        [HeadKind.QuestionAnswering] = (encoder, _) => new AnswerHead(encoder.Shape),
        [HeadKind.MaskedLm] = (encoder, _) => new MaskedLmHead(encoder.Shape, encoder.Embeddings),
    };

    /// <param name="kind">The kind.</param>
    /// <param name="encoder">What the head stands on.</param>
    /// <param name="labels">Number of classes; ignored where there are none.</param>
    /// <exception cref="ArgumentException">No model is trained with such a head.</exception>
    public static TaskHead Create(HeadKind kind, BertEncoder encoder, int labels) => _makers.TryGetValue(kind, out var make)
        ? make(encoder, labels)
        : throw new ArgumentException($"A model with the head {kind} cannot be trained.", nameof(kind));
}
