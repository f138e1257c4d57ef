using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Recipes;

/// <summary>TinyBERT's transformer distillation (Jiao et al. 2020) of a fine-tuned teacher into a smaller student.</summary>
/// <remarks>
/// The paper distils intermediate layers first and predictions after; here both act together unless
/// <see cref="DistillationOptions.IntermediateEpochs"/> asks for the first stage. Its general distillation on unlabelled text and its
/// data augmentation are not part of this recipe.
/// </remarks>
internal static class Distillation
{
    /// <summary>Initialises a student in place and trains it.</summary>
    /// <param name="teacher">The model to learn from.</param>
    /// <param name="student">The model that learns; its tokenizer and labels are the teacher's.</param>
    /// <param name="data">Rows tokenised by that tokenizer.</param>
    /// <param name="options">How.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The options are out of range, or the models do not fit together.</exception>
    public static void Run(TextModel teacher, TextModel student, TextDataset data, DistillationOptions options, TrainingEnvironment environment)
    {
        OptionsValidation.Validate(options);
        var pairs = Pair(teacher.Shape, student.Shape, options);
        var features = options.Initialization.Apply(new StudentStart(teacher, student, MapOf(options), data, environment));
        var intermediate = IntermediateTerms(teacher, student, pairs, features, options, environment.Seed);
        var resolved = ResolvedTraining.Of(options, UsualTraining.Distillation, "distil", data, environment);
        var epochs = resolved.Epochs!.Value;
        var first = Math.Min(options.IntermediateEpochs, epochs);
        if (first > 0)
        {
            RunStage("distil layers", intermediate, first);
        }

        if (epochs > first)
        {
            RunStage("distil", [.. intermediate, .. PredictionTerms(teacher, student, options)], epochs - first);
        }

        student.IsUntrained = false;

        void RunStage(string stage, IEnumerable<WeightedTerm> terms, int epochs)
        {
            var plan = StagePlan.For(stage, student, data, resolved, new Objective(terms)) with { Epochs = epochs };
            new TrainingLoop(plan, environment).Run();
        }
    }

    /// <summary>Whether a student of a shape can learn from a teacher of a shape; made for before the teacher is trained.</summary>
    /// <param name="teacher">The teacher's shape.</param>
    /// <param name="student">The student's shape.</param>
    /// <param name="options">How it is to learn.</param>
    /// <exception cref="ArgumentException">The layer map or the heads do not fit.</exception>
    public static void CheckShapes(BertShape teacher, BertShape student, DistillationOptions options)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(options);
        Pair(teacher, student, options);
        options.Initialization.Check(teacher, student, MapOf(options));
    }

    private static LayerMap MapOf(DistillationOptions options) => options.LayerMap is { } layers ? LayerMap.Of([.. layers]) : LayerMap.Uniform;

    private static WeightedTerm[] PredictionTerms(TextModel teacher, TextModel student, DistillationOptions options) =>
    [
        TextTasks.Of(student).TeacherTerm(teacher, options.PredictionWeight, options.Temperature),
        new(TextTasks.Of(student).TargetTerm(smoothing: 0), options.LabelWeight),
    ];

    private static WeightedTerm[] IntermediateTerms(
        TextModel teacher, TextModel student, IReadOnlyList<LayerPair> pairs, ExtractedFeatures? features, DistillationOptions options, ulong seed) =>
    [
        new(new Embeddings(student.Shape.EmbeddingSize, teacher.Shape.EmbeddingSize, seed, features?.Embedding), options.EmbeddingWeight, teacher),
        new(new HiddenStates(pairs, student.Shape.HiddenSize, teacher.Shape.HiddenSize, seed, features?.Hidden), options.HiddenStateWeight, teacher),
        new(new AttentionScores(pairs), options.AttentionWeight, teacher),
    ];

    private static IReadOnlyList<LayerPair> Pair(BertShape teacher, BertShape student, DistillationOptions options)
    {
        var pairs = MapOf(options).Resolve(student.Layers.Length, teacher.Layers.Length);
        foreach (var (studentLayer, teacherLayer) in pairs)
        {
            var (studentHeads, teacherHeads) = (student.Layers[studentLayer].Heads, teacher.Layers[teacherLayer].Heads);
            if (options.AttentionWeight > 0 && studentHeads != teacherHeads)
            {
                throw new ArgumentException(
                    $"Attention scores can't be compared: student layer {studentLayer} has {studentHeads} heads, teacher layer {teacherLayer} has {teacherHeads}. Choose a student with {teacherHeads} heads, or set AttentionWeight to 0.");
            }
        }

        return pairs;
    }
}
