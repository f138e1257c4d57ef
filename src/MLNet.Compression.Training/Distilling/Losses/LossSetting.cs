using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Distilling.Losses;

/// <summary>What losses are made into terms for.</summary>
/// <param name="Student">The student.</param>
/// <param name="Teachers">Its teachers, by position.</param>
/// <param name="Features">For each of the student's features the first teacher's that it was taken from; null where it was not.</param>
/// <param name="Seed">The run's seed.</param>
internal sealed record LossSetting(TextModel Student, IReadOnlyList<SingleTeacher> Teachers, ExtractedFeatures? Features, ulong Seed)
{
    /// <summary>The rates of the student's passes, for terms that make passes of their own.</summary>
    public DropoutRates Dropout { get; init; } = DropoutRates.None;

    /// <summary>Whether the first teacher goes on learning.</summary>
    public bool TeacherLearns { get; init; }

    /// <summary>The teacher's model at a position, whose states a loss compares.</summary>
    /// <exception cref="ArgumentException">The teacher gives predictions alone.</exception>
    public TextModel ModelOf(int teacher) => Teachers[teacher].Beside is { } beside
        ? beside.Model
        : throw new ArgumentException($"Teacher {teacher} gives predictions alone, so the student can't learn from its states.", nameof(teacher));

    /// <summary>Which features of a teacher the student's were taken from.</summary>
    public ExtractedFeatures? FeaturesOf(int teacher) => teacher == 0 ? Features : null;

    /// <summary>The layers that are compared.</summary>
    public IReadOnlyList<LayerPair> PairsWith(int teacher, LayerMap map) => map.Resolve(Student.Shape.Layers.Length, ModelOf(teacher).Shape.Layers.Length);
}
