using MLNet.Compression.Training.Layers;

namespace MLNet.Compression;

/// <summary>A start that takes layers of another model, whole or in part.</summary>
public abstract record ExtractInitialization : StudentInitialization
{
    private protected ExtractInitialization()
    {
    }

    /// <summary>
    /// The layer that each student layer is taken from, of the teacher or of the model that the start names: a map with one for each. Default
    /// <see cref="LayerMap.Uniform"/>.
    /// </summary>
    public LayerMap Map { get; init; } = LayerMap.Uniform;

    /// <inheritdoc/>
    internal override string Text => Map == LayerMap.Uniform ? Name : $"{Name} with layers {Map}";

    /// <summary>The start without its map.</summary>
    internal abstract string Name { get; }

    /// <inheritdoc/>
    internal override void Check(BertShape? teacher, BertShape student)
    {
        if (teacher is not null)
        {
            Pairs(teacher, student);
        }
    }

    /// <summary>The layer that each student layer is taken from.</summary>
    /// <exception cref="ArgumentException">The map does not fit the models, or leaves out a layer.</exception>
    internal IReadOnlyList<LayerPair> Pairs(BertShape source, BertShape student)
    {
        RequireLayers(source, student);
        var pairs = Map.Resolve(student.Layers.Length, source.Layers.Length);
        return pairs.Count == student.Layers.Length
            ? pairs
            : throw new ArgumentException(
                $"LayerMap is {Map}, which names {pairs.Count} of the student's {student.Layers.Length} layers, but every layer needs a start: set the Map of {Name} to another one, such as Uniform.");
    }

    /// <summary>Refuses static models.</summary>
    /// <exception cref="ArgumentException">One is static.</exception>
    private protected void RequireLayers(BertShape source, BertShape student)
    {
        if (source.IsStatic || student.IsStatic)
        {
            throw new ArgumentException(student.IsStatic
                ? $"{Name} takes layers, but a static student has none: set Start to {nameof(StudentInitialization)}.{nameof(StaticVectors)}."
                : $"{Name} takes layers, but the model that it is to take them from is static and has none: set Start to {nameof(StudentInitialization)}.{nameof(Random)}.");
        }
    }
}
