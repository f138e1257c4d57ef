using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Tasks;

/// <summary>Random gradients of a model's outputs with mean 0, whose covariance is the Fisher information of what the model itself predicts.</summary>
/// <remarks>Functions of the seed and of the row. Overwritten is what gradient the outputs had.</remarks>
internal static class PredictionNoise
{
    /// <summary>Of a class a row.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="outputs">The model's outputs, logits among them.</param>
    /// <param name="seed">What the random numbers depend on.</param>
    public static void WriteClasses(Tape tape, ModelOutputs outputs, ulong seed)
    {
        var logits = Open(tape, outputs);
        tape.Workers.For(logits.Rows, row =>
        {
            var noise = new double[logits.Columns];
            SoftmaxNoise.Draw(logits.Value.RowSpan(row), new SeededRandom(seed, (ulong)row), noise);
            for (var column = 0; column < noise.Length; column++)
            {
                logits.Gradient.RowSpan(row)[column] = (float)noise[column];
            }
        });
    }

    /// <summary>Of labels that each apply or not, independently: a random sign of the standard deviation of each.</summary>
    /// <inheritdoc cref="WriteClasses"/>
    public static void WriteLabels(Tape tape, ModelOutputs outputs, ulong seed)
    {
        var logits = Open(tape, outputs);
        for (var row = 0; row < logits.Rows; row++)
        {
            var random = new SeededRandom(seed, (ulong)row);
            for (var label = 0; label < logits.Columns; label++)
            {
                logits.Gradient.RowSpan(row)[label] = (float)(SoftmaxNoise.SignOf(random) * Logistic.Deviation(logits.Value.RowSpan(row)[label]));
            }
        }
    }

    /// <summary>Of numbers, as means of normal distributions of variance 1: a random sign each.</summary>
    /// <inheritdoc cref="WriteClasses"/>
    public static void WriteValues(Tape tape, ModelOutputs outputs, ulong seed)
    {
        var random = new SeededRandom(seed, stream: 0);
        foreach (ref var gradient in Open(tape, outputs).GradientSpan)
        {
            gradient = SoftmaxNoise.SignOf(random);
        }
    }

    /// <summary>Of the token of each sequence at which an answer starts, and of that at which it ends.</summary>
    /// <inheritdoc cref="WriteClasses"/>
    public static void WriteAnswers(Tape tape, ModelOutputs outputs, ulong seed)
    {
        var (logits, layout) = (Open(tape, outputs), outputs.Layouts[^1]);
        for (var sequence = 0; sequence < layout.SequenceCount; sequence++)
        {
            var tokens = Enumerable.Range(layout.StartOf(sequence), layout.LengthOf(sequence)).ToArray();
            for (var end = 0; end < logits.Columns; end++)
            {
                var noise = new double[tokens.Length];
                float[] scores = [.. tokens.Select(token => logits.Value.RowSpan(token)[end])];
                SoftmaxNoise.Draw(scores, new SeededRandom(seed, (ulong)((sequence * logits.Columns) + end)), noise);
                for (var i = 0; i < tokens.Length; i++)
                {
                    logits.Gradient.RowSpan(tokens[i])[end] = (float)noise[i];
                }
            }
        }
    }

    private static Tensor Open(Tape tape, ModelOutputs outputs)
    {
        outputs.Logits!.OpenGradient(tape.Buffers);
        return outputs.Logits;
    }
}
