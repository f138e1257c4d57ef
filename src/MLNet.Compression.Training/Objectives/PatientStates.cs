using System.Numerics.Tensors;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Mean over sequences of ‖a/‖a‖ − b/‖b‖‖² of the [CLS] states, averaged over the layer pairs (patient knowledge distillation, Sun et al. 2019).</summary>
/// <remarks>The paper sums over sequences and pairs; its code averages over the features too.</remarks>
/// <param name="pairs">The layer map; the hidden sizes must be equal.</param>
internal sealed class PatientStates(IReadOnlyList<LayerPair> pairs) : LayerTerm(pairs)
{
    /// <inheritdoc/>
    public override string Name => "patient";

    /// <inheritdoc/>
    protected override bool ReadsFirstTokens => true;

    /// <inheritdoc/>
    protected override double EvaluatePair(ObjectiveContext context, Tensor student, Tensor teacher, AttentionLayout layout, double weight)
    {
        SameShape.Require(student, teacher);
        var (a, b) = (FirstTokens.Read(student, layout), FirstTokens.Read(teacher, layout));
        var loss = 0.0;
        for (var s = 0; s < a.Length; s++)
        {
            loss += EvaluateRow(a[s], b[s]);
        }

        FirstTokens.AddGradient(context, student, layout, a, weight / a.Length);
        return loss / a.Length;
    }

    /// <summary>Replaces a by the gradient −2 (b̂ − â (â · b̂)) / ‖a‖.</summary>
    private static double EvaluateRow(Span<double> a, Span<double> b)
    {
        var length = UnitVector.Normalize(a);
        UnitVector.Normalize(b);
        var cosine = TensorPrimitives.Dot<double>(a, b);
        var loss = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            loss += (a[i] - b[i]) * (a[i] - b[i]);
            a[i] = length == 0 ? 0 : -2 * (b[i] - (a[i] * cosine)) / length;
        }

        return loss;
    }
}
