using System.Globalization;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Resuming;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Recipes;

/// <summary>From a user's options to a plan of the training loop.</summary>
internal static class StagePlan
{
    /// <summary>All rows of a data set, shuffled, as options ask for them.</summary>
    /// <param name="model">The model that learns.</param>
    /// <param name="data">The rows.</param>
    /// <param name="options">How many rows a step, and how many of the tokens are hidden.</param>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static RowSource SourceOf(TextModel model, TextDataset data, TrainingOptions options) =>
        new([new TextRows("training data", data)], new StepShape(options.BatchSize, options.AccumulationSteps), transform: HidingOf(model, options));

    /// <summary>Hides as many tokens as options ask for; null for none.</summary>
    public static TokenMasking? HidingOf(TextModel model, TrainingOptions options) =>
        options.MaskedTokenShare > 0 ? new TokenMasking(model.Tokenizer.Vocabulary, options.MaskedTokenShare) : null;

    /// <summary>The plan that all recipes start from; its options leave nothing open (<see cref="ResolvedTraining"/>).</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="model">The model that learns.</param>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="options">How it learns.</param>
    /// <param name="objective">What it minimises.</param>
    /// <param name="learning">Teachers that go on learning beside the model, whose predictions it does not follow; null for none.</param>
    /// <exception cref="ArgumentException">The data or a teacher does not fit the model.</exception>
    public static TrainingPlan For(
        string stage, TextModel model, BatchSource source, TrainingOptions options, Objective objective, IReadOnlyList<LearningTeacher>? learning = null)
    {
        var plan = Create(stage, model, source, options, objective) with { LearningTeachers = learning ?? [] };
        foreach (var set in source.Sets)
        {
            DatasetCheck.RequireTokens(set.Data, model);
            if (set.Data.HasTargets)
            {
                DatasetCheck.RequireTargets(set.Data, model);
            }
        }

        foreach (var (teacher, needs) in objective.Teachers)
        {
            Require(teacher, needs, plan);
        }

        return plan;
    }

    /// <summary>The plan for one data set.</summary>
    /// <inheritdoc cref="For(string, TextModel, BatchSource, TrainingOptions, Objective, IReadOnlyList{LearningTeacher})"/>
    public static TrainingPlan For(string stage, TextModel model, TextDataset data, TrainingOptions options, Objective objective) =>
        For(stage, model, SourceOf(model, data, options), options, objective);

    private static void Require(SingleTeacher teacher, OutputNeeds needs, TrainingPlan plan)
    {
        if (!teacher.Gives(needs))
        {
            throw new ArgumentException("A teacher that gives predictions alone can't teach embeddings, hidden states or attention: name another teacher in those losses, or leave them out.");
        }

        if (teacher.Beside is not { } beside)
        {
            return;
        }

        foreach (var set in plan.Source.Sets)
        {
            DatasetCheck.RequireTokens(set.Tokenizations[beside.Tokenization], beside.Model);
        }

        if (needs.Logits && !plan.Learns(teacher))
        {
            RequireSameOutputs(plan.Student.Head, beside.Model.Head);
        }
    }

    private static void RequireSameOutputs(TaskHead model, TaskHead teacher)
    {
        if (model.Kind != teacher.Kind && (model is not EmbeddingHead || teacher is not EmbeddingHead))
        {
            throw new ArgumentException($"The model's head is {model.Kind}, its teacher's {teacher.Kind}: predictions can be compared only of the same task.");
        }

        if (model.Outputs != teacher.Outputs)
        {
            throw new ArgumentException(
                $"The model has {model.Outputs} classes or dimensions, its teacher {teacher.Outputs}: predictions can be compared only over the same.");
        }
    }

    private static TrainingPlan Create(string stage, TextModel model, BatchSource source, TrainingOptions options, Objective objective) => new()
    {
        Stage = stage,
        Student = model,
        Source = source,
        Objective = objective,
        LearningRate = Schedule.WarmupLinear(options.LearningRate!.Value, options.WarmupShare),
        Epochs = options.Epochs!.Value,
        MaximumGradientNorm = options.MaximumGradientNorm,
        Dropout = options.DropoutRates,
        Optimizer = options.AdamW,
        OptionValues = Resuming.OptionValues.Of(options),
        Resume = ResumeOf(stage, source, options),
        Selection = options.Selection,
        DivergenceFactor = options.DivergenceFactor,
        Retries = options.RetriesOnDivergence,
    };

    private static ResumeSettings? ResumeOf(string stage, BatchSource source, TrainingOptions options)
    {
        if (string.IsNullOrEmpty(options.ResumeFolder))
        {
            return null;
        }

        var folder = options.ResumePerData ? Path.Combine(options.ResumeFolder, $"data-{HashOf(source)}") : options.ResumeFolder;
        return new ResumeSettings(
            Path.Combine(folder, stage.Replace(' ', '-')), options.SaveEverySteps, TimeSpan.FromMinutes(options.SaveEveryMinutes));
    }

    private static string HashOf(BatchSource source)
    {
        var hashes = source.Sets.Select(set => RowHashes.Together(RowHashes.Of(set.Data))).ToArray();
        return hashes.Skip(1).Aggregate(hashes[0], SeededRandom.Combine).ToString("x16", CultureInfo.InvariantCulture);
    }
}
