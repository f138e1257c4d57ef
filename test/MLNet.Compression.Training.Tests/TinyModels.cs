using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tests;

/// <summary>Small models, and a task that they can learn: does a text contain "yes"?</summary>
internal static class TinyModels
{
    public const int MaxTokens = 12;
    private const int Fillers = 20;

    private static readonly string[] _pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "yes", "no", .. Enumerable.Range(0, Fillers).Select(i => $"word{(char)('a' + i)}")];

    public static BertTokenizer Tokenizer { get; } = new(Vocabulary.FromTokens(_pieces));

    public static BertShape Shape { get; } = ShapeOf(layers: 2, hidden: 32, heads: 2, feedForward: 64);

    public static BertShape ShapeOf(int layers, int hidden, int heads, int feedForward) =>
        BertShape.Uniform(_pieces.Length, layers, hidden, heads, feedForward) with { MaxPositions = 16 };

    public static TextModel Create(BertShape? shape = null, int seed = 1) =>
        TextModelFactory.CreateRandom(shape ?? Shape, Tokenizer, ["without", "with"], MaxTokens, seed);

    public static BertShape StaticShape(int dimensions, int hidden = 0) => BertShape.Static(_pieces.Length, dimensions, hidden) with { MaxPositions = 16 };

    public static TextModel CreateStatic(int dimensions, int hidden = 0, int seed = 1) => Create(StaticShape(dimensions, hidden), seed);

    /// <summary>A model whose biases and tables are large enough for its outputs to differ from text to text.</summary>
    public static TextModel CreateLively(BertShape? shape = null, int seed = 1)
    {
        var model = Create(shape, seed);
        foreach (var parameter in model.Parameters)
        {
            var noise = Autograd.Passes.Numbers((int)parameter.Count, seed);
            for (var i = 0; i < noise.Length; i++)
            {
                parameter.ValueSpan[i] = ((parameter.UsedRows is null ? 1 : 5) * parameter.ValueSpan[i]) + (0.05f * noise[i]);
            }
        }

        return model;
    }

    /// <summary>Rows of three to eight words, half of which contain "yes"; the others contain "no".</summary>
    public static TextDataset Data(int rows, int seed = 1)
    {
        var data = new TextDataset(Tokenizer, MaxTokens);
        foreach (var (text, label) in Texts(rows, seed))
        {
            data.Add(text.AsMemory(), null, label);
        }

        return data;
    }

    /// <summary>The texts and classes of <see cref="Data"/>.</summary>
    public static IReadOnlyList<(string Text, int Label)> Texts(int rows, int seed = 1)
    {
        var random = new Random(seed);
        var texts = new List<(string Text, int Label)>();
        for (var row = 0; row < rows; row++)
        {
            var words = Enumerable.Range(0, random.Next(2, 8)).Select(_ => _pieces[7 + random.Next(Fillers)]).ToList();
            words.Insert(random.Next(words.Count + 1), row % 2 == 0 ? "no" : "yes");
            texts.Add((string.Join(' ', words), row % 2));
        }

        return texts;
    }

    /// <summary>All rows of a data set as one batch.</summary>
    public static TokenBatch Batch(TextDataset data)
    {
        var batch = new TokenBatch();
        data.CopyTo(batch, [.. Enumerable.Range(0, data.Count)]);
        return batch;
    }

    /// <summary>All weights, in order.</summary>
    public static float[] Weights(TextModel model) => [.. model.Parameters.SelectMany(parameter => parameter.ValueSpan.ToArray())];

    /// <summary>The logits of all rows [rows x classes].</summary>
    public static float[] Logits(TextModel model, TextDataset data)
    {
        var outputs = model.Forward(Autograd.Passes.Inference(), Batch(data), Layers.DropoutRates.None, Layers.OutputNeeds.OnlyLogits);
        return outputs.Logits!.ValueSpan.ToArray();
    }

    /// <summary>The share of rows that a model gets right.</summary>
    public static double Accuracy(TextModel model, TextDataset data)
    {
        var predictions = Training.Evaluation.ProbabilityTable.Softmax(Logits(model, data), model.Labels.Count);
        return new Training.Evaluation.Accuracy().Evaluate(new Training.Evaluation.ClassificationPredictions(predictions, data.Labels));
    }
}
