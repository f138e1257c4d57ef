using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Tests.Support;

/// <summary>Models of running text that several tests look at, and options that make them in a moment.</summary>
internal static class Pretrained
{
    private static readonly Lazy<PretrainedTextTransformer> _masked =
        new(() => new MLContext(seed: 1).Transforms.Text.ContinuedPretraining(Fitted.Teacher, Continued()).Fit(Fitted.Train));

    private static readonly Lazy<PretrainedTextTransformer> _student =
        new(() => new MLContext(seed: 1).Transforms.Text.GeneralDistillation(Fitted.Teacher, General()).Fit(Fitted.Train));

    /// <summary>The classifier's encoder with a masked-LM head that was learnt.</summary>
    public static PretrainedTextTransformer Masked => _masked.Value;

    /// <summary>A student whose masked-LM head was not learnt.</summary>
    public static PretrainedTextTransformer Student => _student.Value;

    public static ContinuedPretrainingTrainer.Options Continued(Action<ContinuedPretrainingTrainer.Options>? change = null)
    {
        var options = new ContinuedPretrainingTrainer.Options { TextColumnName = "Sentence1", Epochs = 2, BatchSize = 16, LearningRate = 2e-3, MaxTokens = 24, Threads = 1 };
        change?.Invoke(options);
        return options;
    }

    public static GeneralDistillationTrainer.Options General(Action<GeneralDistillationTrainer.Options>? change = null)
    {
        var options = new GeneralDistillationTrainer.Options
        {
            TextColumnName = "Sentence1",
            Student = Small.Student,
            Epochs = 2,
            BatchSize = 16,
            LearningRate = 3e-3,
            MaxTokens = 24,
            Threads = 1,
        };
        change?.Invoke(options);
        return options;
    }

    /// <summary>The vectors of a view's rows by their bits.</summary>
    public static IReadOnlyList<string> Vectors(IDataView data) =>
        [.. data.GetColumn<VBuffer<float>>("Features").Select(vector => ScoredRows.Bits(vector.DenseValues().ToArray()))];

    /// <summary>A model as its file has it.</summary>
    public static byte[] Bytes(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
