using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tasks;

/// <summary>The task of each kind of head.</summary>
internal static class TextTasks
{
    /// <summary>All kinds. A new one is added here and nowhere else.</summary>
    private static readonly Dictionary<HeadKind, Func<TextModel, TextTask>> _makers = new()
    {
        [HeadKind.Sequence] = model => new ClassificationTask(model.Head.Outputs),
        [HeadKind.MultiLabel] = model => new MultiLabelTask(model.Head.Outputs),
        [HeadKind.Regression] = _ => new RegressionTask(),
        [HeadKind.Token] = model => new TokenTask(model.Head.Outputs, model.Labels),
        [HeadKind.QuestionAnswering] = _ => new AnswerTask(),
        [HeadKind.MaskedLm] = model => new TokenTask(model.Head.Outputs, tags: []),
        [HeadKind.Embedding] = _ => new EmbeddingTask(),
        [HeadKind.UnitEmbedding] = _ => new EmbeddingTask(),
    };

    /// <summary>What a model is trained for.</summary>
    public static TextTask Of(TextModel model) => _makers[model.HeadKind](model);
}
