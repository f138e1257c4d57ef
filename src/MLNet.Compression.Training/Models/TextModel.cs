using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Models;

/// <summary>A BERT-class text classifier in its trainable form: fp32 parameters, a tokenizer and class names.</summary>
/// <remarks>Not safe for several threads: one training run, or one evaluation, at a time.</remarks>
public sealed class TextModel
{
    /// <param name="shape">The encoder.</param>
    /// <param name="tokenizer">Its tokenizer; the vocabulary may not have more pieces than the shape's table has rows.</param>
    /// <param name="labels">The class names, one a logit.</param>
    /// <param name="maxTokens">The longest sequence; longer texts are cut.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    internal TextModel(BertShape shape, BertTokenizer tokenizer, IReadOnlyList<string> labels, int maxTokens)
    {
        if (tokenizer.Vocabulary.Count > shape.VocabularySize)
        {
            throw new ArgumentException($"The vocabulary has {tokenizer.Vocabulary.Count} pieces, but the model only {shape.VocabularySize} word embeddings.", nameof(tokenizer));
        }

        if (labels.Count < 2)
        {
            throw new ArgumentException($"A classifier needs at least two classes, but {labels.Count} came.", nameof(labels));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxTokens, shape.MaxPositions);
        Tokenizer = tokenizer;
        Labels = [.. labels];
        MaxTokens = maxTokens;
        Encoder = new BertEncoder(shape);
        Head = new ClassificationHead(shape, labels.Count);
        Parameters = [.. Encoder.Parameters, .. Head.Parameters];
    }

    /// <summary>The encoder's sizes.</summary>
    public BertShape Shape => Encoder.Shape;

    /// <summary>Text to tokens.</summary>
    public BertTokenizer Tokenizer { get; }

    /// <summary>The class names in the order of the logits.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The longest sequence in tokens, special ones included; longer texts are cut.</summary>
    public int MaxTokens { get; }

    /// <summary>Number of weights, each counted once.</summary>
    public long ParameterCount => Parameters.Sum(parameter => parameter.Count);

    internal BertEncoder Encoder { get; }

    internal ClassificationHead Head { get; }

    internal IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>What training changes: <see cref="Parameters"/> and what their parametrisations learn beside.</summary>
    internal IEnumerable<Parameter> TrainedParameters
    {
        get
        {
            var parametrizations = Parameters.SelectMany(parameter => parameter.Parametrizations)
                .Concat(Linears.Select(linear => linear.InputParametrization).OfType<Parametrization>());
            return [.. Parameters, .. parametrizations.SelectMany(parametrization => parametrization.Parameters).Distinct()];
        }
    }

    /// <summary>Every linear layer with weights of its own, first to last.</summary>
    internal IEnumerable<Linear> Linears
    {
        get
        {
            IEnumerable<Linear?> all = [Encoder.Embeddings.Projection, .. Encoder.Layers.SelectMany(layer => layer.Matrices), Head.Pooler, Head.Classifier];
            return all.OfType<Linear>();
        }
    }

    /// <summary>Runs the model over packed sequences and keeps what is asked for.</summary>
    internal ModelOutputs Forward(Tape tape, TokenBatch batch, DropoutRates dropout, OutputNeeds needs)
    {
        var (last, outputs) = Encoder.Forward(tape, batch, dropout, needs);
        if (!needs.Logits)
        {
            return outputs;
        }

        var logits = Head.Forward(tape, last, outputs.Layouts[^1], dropout);
        return outputs.With(logits);
    }
}
