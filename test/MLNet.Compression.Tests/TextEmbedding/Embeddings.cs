using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.TextEmbedding;

/// <summary>An embedding model that several tests look at, and how its rows are read.</summary>
internal static class Embeddings
{
    private static readonly Lazy<TextModelTransformer> _teacher = new(() => new MLContext(seed: 1).Transforms.Text.TextEmbedding(Fitted.Teacher, Options()).Fit(Fitted.Test));

    /// <summary>The encoder of the classifier: the mean of its states, of length 1, 64 dimensions.</summary>
    public static TextModelTransformer Teacher => _teacher.Value;

    public static TextEmbeddingEstimator.Options Options(Action<TextEmbeddingEstimator.Options>? change = null)
    {
        var options = new TextEmbeddingEstimator.Options { InputColumnName = "Sentence1", Normalize = true, Threads = 1 };
        change?.Invoke(options);
        return options;
    }

    /// <summary>The vectors of a view's rows by their bits.</summary>
    public static IReadOnlyList<string> Bits(IDataView data) => [.. data.GetColumn<VBuffer<float>>("Embedding").Select(vector => ScoredRows.Bits(vector.DenseValues().ToArray()))];

    /// <summary>The mean cosine of a model's vectors and the teacher's.</summary>
    public static double Agreement(TextModelTransformer model)
    {
        string[] texts = [.. Messages.Create(60, seed: 8).Select(message => message.Sentence1)];
        return model.Embed(texts).Zip(Teacher.Embed(texts), (a, b) => a.Zip(b, (x, y) => (double)x * y).Sum()).Average();
    }

    internal sealed class Row
    {
        public float[] Embedding { get; set; } = [];
    }
}
