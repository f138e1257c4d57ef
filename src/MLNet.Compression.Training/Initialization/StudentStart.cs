using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>What a student's first weights are made from.</summary>
/// <param name="Teacher">The model to learn from; not changed.</param>
/// <param name="Student">A model of random weights, to be overwritten.</param>
/// <param name="Map">The teacher layer of each student layer, where the start has no map of its own.</param>
/// <param name="Data">Rows tokenised by the teacher's tokenizer; null where there are none.</param>
/// <param name="Environment">Seed, threads, progress, cancellation, log.</param>
internal sealed record StudentStart(TextModel Teacher, TextModel Student, LayerMap Map, TextDataset? Data, TrainingEnvironment Environment)
{
    /// <summary>The pairs of a map that has one for each student layer.</summary>
    /// <exception cref="ArgumentException">The map does not fit the models, or leaves out a layer.</exception>
    public static IReadOnlyList<LayerPair> PairsOf(LayerMap map, BertShape teacher, BertShape student)
    {
        var pairs = map.Resolve(student.Layers.Length, teacher.Layers.Length);
        return pairs.Count == student.Layers.Length
            ? pairs
            : throw new ArgumentException(
                $"LayerMap is {map}, which names {pairs.Count} of the student's {student.Layers.Length} layers, but every layer needs a start: set the initialization's Map to another one, such as Uniform.");
    }
}
