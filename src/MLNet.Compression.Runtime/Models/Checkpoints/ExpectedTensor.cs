using System.Collections.Immutable;
using System.Globalization;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>A tensor a model consists of.</summary>
/// <param name="Layer">The encoder layer it belongs to; null outside the layers.</param>
/// <param name="Module">The canonical name of its module, within the layer if there is one.</param>
/// <param name="Parameter">"weight" or "bias".</param>
/// <param name="Shape">Its dimensions.</param>
internal sealed record ExpectedTensor(int? Layer, string Module, string Parameter, ImmutableArray<int> Shape)
{
    /// <summary>The canonical name: that of Hugging Face's BERT without "bert.".</summary>
    public string Name { get; } = Layer is { } layer
        ? string.Create(CultureInfo.InvariantCulture, $"encoder.layer.{layer}.{Module}.{Parameter}")
        : $"{Module}.{Parameter}";

    /// <summary>A second name for the same values, under which a file may hold them instead or as well; null where there is none.</summary>
    public ExpectedTensor? Twin { get; init; }

    public bool IsLayerNorm => Module.EndsWith("LayerNorm", StringComparison.Ordinal);
}
