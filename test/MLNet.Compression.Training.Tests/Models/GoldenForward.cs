using System.Globalization;
using System.Text.RegularExpressions;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Models;

/// <summary>One pass of a trainable model that keeps everything, read by the names of the reference outputs.</summary>
internal sealed partial class GoldenForward
{
    private readonly ModelOutputs _outputs;
    private readonly Tensor _projected;
    private readonly Tensor? _pooled;
    private readonly AttentionOperation[] _attention;

    public GoldenForward(TextModel model, TokenBatch batch)
    {
        var tape = Passes.Training();
        var layers = Enumerable.Range(0, model.Shape.Layers.Length).ToArray();
        _outputs = model.Forward(tape, batch, DropoutRates.None, new OutputNeeds([.. layers], [.. layers], [], true, LogitRows.All));
        _attention = [.. tape.Operations.OfType<AttentionOperation>()];
        _projected = model.Encoder.Embeddings.Forward(tape, batch, DropoutRates.None).Output;
        _pooled = (model.Head as SequenceHead)?.Pool(tape, _outputs.HiddenStates[^1]!, Layout);
    }

    private AttentionLayout Layout => _outputs.Layouts[^1];

    /// <summary>The values that a reference tensor is to be compared with.</summary>
    /// <param name="tensor">Its name, such as "seq2.hidden0".</param>
    public float[] Of(string tensor)
    {
        var parts = Name().Match(tensor);
        Assert.That(parts.Success, tensor);
        var sequence = int.Parse(parts.Groups["sequence"].Value, CultureInfo.InvariantCulture);
        var layer = parts.Groups["layer"].Value is { Length: > 0 } number ? int.Parse(number, CultureInfo.InvariantCulture) : 0;
        return parts.Groups["what"].Value switch
        {
            "embeddings" => Tokens(_outputs.Embeddings!, sequence),
            "embeddings_projected" => Tokens(_projected, sequence),
            "hidden" => Tokens(_outputs.HiddenStates[layer]!, sequence),
            "attention_scores" => Squares(_outputs.AttentionScores[layer]!.ValueSpan, layer, sequence),
            "attention_probs" => Squares(_attention[layer].Probabilities, layer, sequence),
            "pooled" => _pooled!.Value.RowSpan(sequence).ToArray(),
            "logits" => Logits(sequence),
            "start_logits" => [.. Logits(sequence).Where((_, i) => i % 2 == 0)],
            "end_logits" => [.. Logits(sequence).Where((_, i) => i % 2 == 1)],
            var what => throw new ArgumentException($"No output is called {what}."),
        };
    }

    private float[] Logits(int sequence) => _outputs.Logits!.Rows == Layout.SequenceCount
        ? _outputs.Logits.Value.RowSpan(sequence).ToArray()
        : Tokens(_outputs.Logits, sequence);

    private float[] Tokens(Tensor tensor, int sequence) =>
        tensor.ValueSpan.Slice(Layout.StartOf(sequence) * tensor.Columns, Layout.LengthOf(sequence) * tensor.Columns).ToArray();

    private float[] Squares(ReadOnlySpan<float> all, int layer, int sequence) =>
        all.Slice((int)_outputs.Layouts[layer].OffsetOf(sequence, head: 0), (int)_outputs.Layouts[layer].CountOf(sequence)).ToArray();

    [GeneratedRegex(@"^seq(?<sequence>\d+)\.(?<what>[a-z_]+)(?<layer>\d*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
