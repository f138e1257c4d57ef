using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>Scores the rows of a task with one trained model in several forms.</summary>
internal sealed class AgreementBench(string folder, IReadOnlyList<LabeledPair> rows)
{
    private readonly Checkpoint _checkpoint = Checkpoint.Load(folder);
    private readonly BertTokenizer _tokenizer = BertTokenizer.Load(folder);

    public IReadOnlyList<string> Labels => _checkpoint.LabelNames;

    /// <summary>Logits of each row in fp32, rounded to 8-bit weights alone, and as the int8 scorer gives them [rows][labels].</summary>
    public (float[][] Float, float[][] Rounded, float[][] Int8) Run() =>
        (Logits(CompressedModelBuilder.Float32), Logits(Rounded), Logits(CompressedModelBuilder.Int8));

    private static DenseMatrix Rounded(string name, ReadOnlySpan<float> weights, int rows, int columns)
    {
        var int8 = Int8Matrix.Encode(weights, rows, columns);
        var rounded = new float[weights.Length];
        for (var row = 0; row < rows; row++)
        {
            int8.DecodeRow(row, rounded.AsSpan(row * columns, columns));
        }

        return DenseMatrix.Encode(rounded, rows, columns);
    }

    private float[][] Logits(MatrixEncoder encoder)
    {
        var model = CompressedModelBuilder.FromCheckpoint(_checkpoint, _tokenizer.Vocabulary, _tokenizer.Options, encoder, maxTokens: 128);
        using var classifier = new TextClassifier(model);
        return [.. rows.Select(row => Logits(classifier, row))];
    }

    private float[] Logits(TextClassifier classifier, LabeledPair row)
    {
        var batch = new TokenBatch();
        if (row.Pair.Length == 0)
        {
            _tokenizer.AddTo(batch, row.Text, 128);
        }
        else
        {
            _tokenizer.AddTo(batch, row.Text, row.Pair, 128, TruncationStrategy.LongestFirst);
        }

        var logits = new float[classifier.LabelCount];
        classifier.Logits(batch, logits);
        return logits;
    }
}
