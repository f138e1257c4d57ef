using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Scoring;

[assembly: LoadableClass(typeof(QuantizationTransformer), null, typeof(SignatureLoadModel), QuantizationTransformer.UserName, QuantizationTransformer.LoaderSignature)]

namespace MLNet.Compression;

/// <summary>A fitted text model whose weights are quantised.</summary>
public sealed class QuantizationTransformer : TextModelTransformer
{
    internal const string UserName = "MLNet.Compression quantised text classifier";
    internal const string LoaderSignature = "MLNetCompressionQuantize";

    private static readonly LoadableComponent _component = new("MLNCQUAN", LoaderSignature, UserName);

    internal QuantizationTransformer(FittedParts parts)
        : base(parts)
    {
    }

    /// <summary>Which number formats were chosen, and why; null where none were, and for a model read from a file.</summary>
    public AllocationReport? Allocation { get; internal init; }

    private protected override LoadableComponent Component => _component;

    internal static QuantizationTransformer Create(IHostEnvironment environment, ModelLoadContext context) =>
        new(FittedParts.Read(environment, context, _component));
}
