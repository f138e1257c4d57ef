using System.Collections.Immutable;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Loop;

/// <summary>The parts of one training stage; a recipe is a function that makes one.</summary>
internal sealed record TrainingPlan
{
    /// <summary>The name shown in the progress; it also separates the random numbers of one stage from another's.</summary>
    public required string Stage { get; init; }

    /// <summary>The model that learns, and is the result.</summary>
    public required TextModel Student { get; init; }

    /// <summary>Weights of the student that stay as they are: neither stepped nor decayed, and no part of the gradient's norm.</summary>
    public IReadOnlySet<Parameter> Frozen { get; init; } = ImmutableHashSet<Parameter>.Empty;

    /// <summary>What stands in the places of the student's layers while it is trained; null for the layers themselves. Evaluations see the student alone.</summary>
    public LayerRoute? Route { get; init; }

    /// <summary>Teachers that go on learning beside the student. Their weights are part of the run's state; the result, and what is evaluated, is the student alone.</summary>
    public IReadOnlyList<LearningTeacher> LearningTeachers { get; init; } = [];

    /// <summary>Where the batches come from.</summary>
    public required BatchSource Source { get; init; }

    public required Objective Objective { get; init; }

    public required Schedule LearningRate { get; init; }

    /// <summary>Passes over the rows; a part of one is possible.</summary>
    public required double Epochs { get; init; }

    /// <summary>The largest L2 norm of all gradients together; larger ones are scaled down.</summary>
    public double MaximumGradientNorm { get; init; } = 1;

    public required DropoutRates Dropout { get; init; }

    public OptimizerOptions Optimizer { get; init; } = new AdamWOptions();

    /// <summary>Weights that learn at rates of their own.</summary>
    public IReadOnlyList<RateGroup> RateGroups { get; init; } = [];

    public IReadOnlyList<IStepCallback> Callbacks { get; init; } = [];

    /// <summary>Where the state of the run is kept; null for nowhere.</summary>
    public ResumeSettings? Resume { get; init; }

    /// <summary>The user's options by name; a run is resumed only with the same ones.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> OptionValues { get; init; } = [];

    /// <summary>Which model is the result.</summary>
    public SelectionPlan Selection { get; init; } = SelectionPlan.None;

    /// <summary>How many times the first loss, or 1 if that is less, the loss may reach.</summary>
    public double DivergenceFactor { get; init; } = 50;

    /// <summary>How often a run that diverged may go back and halve the learning rate.</summary>
    public int Retries { get; init; }

    /// <summary>Whether a teacher goes on learning.</summary>
    public bool Learns(SingleTeacher teacher) => LearningTeachers.Any(learning => ReferenceEquals(learning.Teacher, teacher));

    public long StepsPerEpoch => Source.StepsPerEpoch;

    public long TotalSteps => Math.Max(1, (long)Math.Round(StepsPerEpoch * Epochs));
}
