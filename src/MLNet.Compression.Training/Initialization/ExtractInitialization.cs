using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression;

/// <summary>A start that takes layers of another model, whole or in part.</summary>
public abstract record ExtractInitialization : StudentInitialization
{
    private protected ExtractInitialization()
    {
    }

    /// <summary>
    /// The layer that each student layer is taken from, of the teacher or of the model that the start names. Null, the default, for the
    /// map by which the distillation pairs layers, or <see cref="LayerMap.Uniform"/> where that leaves out layers or the model is not the teacher.
    /// </summary>
    public LayerMap? Map { get; init; }

    /// <inheritdoc/>
    internal override string Text => Map is null ? Name : $"{Name} with layers {Map}";

    /// <summary>The start without its map.</summary>
    internal abstract string Name { get; }

    /// <inheritdoc/>
    internal override void Check(BertShape teacher, BertShape student, LayerMap map) => PairsFor(teacher, student, map);

    /// <summary>The layer that each student layer is taken from.</summary>
    /// <exception cref="ArgumentException">The map does not fit the models.</exception>
    internal IReadOnlyList<LayerPair> PairsFor(BertShape source, BertShape student, LayerMap map)
    {
        if (Map is not null)
        {
            return StudentStart.PairsOf(Map, source, student);
        }

        var pairs = map.Resolve(student.Layers.Length, source.Layers.Length);
        return pairs.Count == student.Layers.Length ? pairs : StudentStart.PairsOf(LayerMap.Uniform, source, student);
    }
}
