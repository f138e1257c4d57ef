using System.Globalization;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Resuming;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Recipes;

/// <summary>From a user's options to a plan of the training loop.</summary>
internal static class StagePlan
{
    /// <summary>The plan that all recipes start from; its options leave nothing open (<see cref="ResolvedTraining"/>).</summary>
    /// <exception cref="ArgumentException">The data or a teacher does not fit the model.</exception>
    internal static TrainingPlan For(string stage, TextModel model, TextDataset data, TrainingOptions options, Objective objective)
    {
        DatasetCheck.RequireTargets(data, model);
        DatasetCheck.RequireTokens(data, model);
        foreach (var (teacher, needs) in objective.Teachers)
        {
            DatasetCheck.RequireTokens(data, teacher);
            if (needs.Logits)
            {
                RequireSameOutputs(model.Head, teacher.Head);
            }
        }

        return Create(stage, model, data, options, objective);
    }

    private static void RequireSameOutputs(TaskHead model, TaskHead teacher)
    {
        if (model.Kind != teacher.Kind)
        {
            throw new ArgumentException($"The model's head is {model.Kind}, its teacher's {teacher.Kind}: predictions can be compared only of the same task.");
        }

        if (model.Outputs != teacher.Outputs)
        {
            throw new ArgumentException(
                $"The model has {model.Outputs} classes, its teacher {teacher.Outputs}: predictions can be compared only over the same classes.");
        }
    }

    private static TrainingPlan Create(string stage, TextModel model, TextDataset data, TrainingOptions options, Objective objective) => new()
    {
        Stage = stage,
        Student = model,
        Data = data,
        Objective = objective,
        LearningRate = new WarmupLinearDecay(options.LearningRate!.Value, options.WarmupShare),
        Epochs = options.Epochs!.Value,
        BatchSize = options.BatchSize,
        AccumulationSteps = options.AccumulationSteps,
        MaximumGradientNorm = options.MaximumGradientNorm,
        Dropout = options.DropoutRates,
        MaskedTokenShare = options.MaskedTokenShare,
        Optimizer = options.AdamW,
        OptionValues = Resuming.OptionValues.Of(options),
        Resume = ResumeOf(stage, data, options),
        Selection = options.Selection,
        DivergenceFactor = options.DivergenceFactor,
        Retries = options.RetriesOnDivergence,
    };

    private static ResumeSettings? ResumeOf(string stage, TextDataset data, TrainingOptions options)
    {
        if (string.IsNullOrEmpty(options.ResumeFolder))
        {
            return null;
        }

        var folder = options.ResumePerData
            ? Path.Combine(options.ResumeFolder, $"data-{RowHashes.Together(RowHashes.Of(data)).ToString("x16", CultureInfo.InvariantCulture)}")
            : options.ResumeFolder;
        return new ResumeSettings(
            Path.Combine(folder, stage.Replace(' ', '-')), options.SaveEverySteps, TimeSpan.FromMinutes(options.SaveEveryMinutes));
    }
}
